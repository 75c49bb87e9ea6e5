import type { Content } from '#src/editorial/content.ts';
import type { HandoffRule, Understood } from '#src/editorial/handoff-schema.ts';
import { firedRule, type Fired } from '#src/handoff/triggers.ts';
import type { Turn } from '../state.ts';
import type { Action } from './action.ts';
import { troublesIn } from '../understand/trouble.ts';

type Asked = Pick<Turn, 'text' | 'state' | 'content' | 'handOffSignals' | 'understanding'>;

/** The rule that hands off to a person for this action of the turn, with its scores; the shop's own rules where it has any. */
export function handOffRule(turn: Asked, action: Action): Fired | null {
  return firedRule(turn.content.handoff?.words.rules ?? usualRules, {
    text: turn.text,
    understood: understoodOf(turn.text, action),
    misses: turn.state.misses,
    cart: turn.handOffSignals.cart,
    complaints: turn.handOffSignals.complaints,
    confidence: turn.understanding.intents[0].score,
  });
}

function understoodOf(text: string, action: Action): readonly Understood[] {
  const service = action.kind === 'serve' ? action.service : null;
  const asked: readonly Understood[] = service === 'person' ? ['asked'] : [];
  const called: readonly Understood[] = service === 'order-problem' ? ['order-problem'] : [];
  return [...new Set([...asked, ...troublesIn(text).map(({ matter }) => matter), ...called])];
}

const REASONS: Readonly<Record<Understood, string>> = {
  asked: 'The shopper asks for a person.',
  harmed: 'Somebody was hurt or ill after using something bought here.',
  legal: 'The shopper speaks of lawyers, courts or fraud.',
  payment: 'A charge or a refund is wrong.',
  'order-problem': 'Something is wrong with an order.',
  anger: 'The shopper is angry.',
};

const usual = (id: Understood): HandoffRule => ({
  id,
  reason: REASONS[id],
  when: { understood: [id] },
  ...(id === 'asked' ? { urgency: 'normal' } : { urgency: 'high', complaint: true }),
});

/** Of a shop that has written no rules. */
const usualRules: readonly HandoffRule[] = [
  ...(Object.keys(REASONS) as Understood[]).map(usual),
  {
    id: 'repeated-failure',
    reason: 'Two turns in a row did not help.',
    urgency: 'normal',
    when: { misses: 2 },
  },
];

/** What a ticket says of a rule where the shop has written none. */
export function usualOpening(
  { handoff }: Pick<Content, 'handoff'>,
  id: string,
): Pick<HandoffRule, 'reason' | 'urgency' | 'complaint'> | null {
  const rule = handoff ? undefined : usualRules.find((one) => one.id === id);
  return rule ? { reason: rule.reason, urgency: rule.urgency, complaint: rule.complaint } : null;
}
