import type { HandoffRule, Understood } from '#src/editorial/handoff-schema.ts';
import { firedRule, type Fired } from '#src/handoff/triggers.ts';
import type { Turn } from '../state.ts';
import type { Action } from './action.ts';
import { english, says } from '../understand/language.ts';

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
  const found: Readonly<Record<Understood, boolean>> = {
    asked: service === 'person',
    legal: says(text, english.legal),
    payment: says(text, english.payment),
    'order-problem':
      service === 'order-problem' || (says(text, english.defects) && says(text, english.received)),
    anger: says(text, english.anger),
  };
  return (Object.keys(found) as Understood[]).filter((one) => found[one]);
}

const usual = (id: Understood): HandoffRule => ({
  id,
  reason: `The assistant understood: ${id}.`,
  urgency: 'normal',
  when: { understood: [id] },
});

/** Of a shop that has written no rules. */
const usualRules: readonly HandoffRule[] = [
  ...(['asked', 'legal', 'payment', 'order-problem', 'anger'] as const).map(usual),
  {
    id: 'repeated-failure',
    reason: 'Two turns in a row did not help.',
    urgency: 'normal',
    when: { misses: 2 },
  },
];
