import { messagesOf } from '#src/messages/messages.ts';
import type { KitMemory } from '#src/conversations/conversation-state.ts';
import { decimalMoney, money } from '#src/money/money.ts';
import { chooseAction } from '../decide/choose-action.ts';
import type { Chip } from '../parts.ts';
import type { Turn } from '../state.ts';

const MOST = 4;

/** Up to four things to say next: answers to the question just put, else what usually follows. */
export function suggestedReplies(turn: Turn): readonly Chip[] {
  const { state, question, changes } = turn;
  const say = messagesOf(turn.locale).answers.chips;
  const ask = (label: string, value = label): Chip => ({ kind: 'ask', label, value });
  if (question) return question.choices.map((choice) => ask(choice));
  if (changes.size) return [{ kind: 'go', label: say.seeCart, value: '/cart' }];
  const action = chooseAction(turn);
  if (action.kind === 'cart' && action.action === 'add' && action.slugs.length === 0)
    return state.shown.slice(0, MOST).map(({ title }) => ask(title, say.addTitle(title)));
  const isKit = action.kind === 'serve' && action.service === 'bundle';
  if (turn.choices.length)
    return turn.choices.slice(0, MOST).map((choice) => ask(choice, isKit ? say.kit(choice) : choice));
  if (action.kind === 'view-cart') return [];
  if (isKit && state.kit && turn.content.kit(state.kit.goal))
    return [{ kind: 'go', label: say.buyKit, value: kitPath(turn, state.kit) }];
  const chips: Chip[] = [];
  if (turn.offersPerson) chips.push(ask(say.person, say.personWords));
  if (turn.toolCalls === 0 || action.kind === 'serve') return chips;
  for (const label of turn.offered.slice(0, 2)) chips.push(ask(label, label.replace('?', '')));
  if (state.shown.length >= 2 && action.kind !== 'compare') chips.push(ask(say.compare));
  if (state.shown.length > 2 && state.query.sort === 'best') chips.push(ask(say.cheaper));
  const aim =
    action.kind === 'about' && action.question && turn.said === turn.text
      ? /\bfor ([\p{L}\p{N} -]{3,40})\??$/u.exec(turn.text.trim())
      : null;
  if (aim?.[1]) chips.push(ask(say.whatFor(aim[1]), say.whatForWords(aim[1])));
  if (state.focus) chips.push(ask(say.notFor), ask(say.add));
  return chips.slice(0, MOST);
}

/** The page of the kit, with the budget and sizes said. */
function kitPath({ currency }: Turn, { goal, budget, sizes }: KitMemory): string {
  const query = new URLSearchParams(Object.entries(sizes).map(([kind, size]) => [`size-${kind}`, size]));
  if (budget !== null) query.set('budget', decimalMoney(money(budget, currency)));
  return `/kits/${goal}${query.size ? `?${query.toString()}` : ''}`;
}
