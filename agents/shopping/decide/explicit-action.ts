import { categoryOf } from '#src/conversations/revise-query.ts';
import { orderNumberIn } from '#src/orders/order-number.ts';
import { subjectOf } from '../understand/guidance.ts';
import type { Scored } from '../understand/intent-classifier.ts';
import type { Intent } from '../understand/intent-examples.ts';
import { english, says } from '../understand/language.ts';
import { unreadable } from '../understand/unreadable.ts';
import { compareSides, namesSides } from './action-compare.ts';
import { rejectAction } from './action-reject.ts';
import { answersPending, keysToForget, relativeWords } from './action-words.ts';
import { services, type Action, type Service } from './action.ts';
import { heldChange } from './held-change.ts';
import { goesOnWithKit } from './kit-request.ts';
import {
  changeOf,
  changesSomething,
  contentAction,
  spokeClearly,
  WEAK,
  type TurnReading,
} from './turn-reading.ts';

const LIKELY = 0.5; // above this goods named beside it do not turn a service into a search
const CERTAIN = 0.8; // above this the whole message asks one thing, whatever its parts would ask alone
const CALLS = 0.4; // what it takes to call a person, whose time is not the assistant's
const OWN = 0.2; // and this part of the telling words must be of such turns: function words alone call nobody
const FIRM = 0.66; // of score and firmness together: words that turns of every kind share make no call either

/** What the words settle before the intent that scored most is asked; null where they settle nothing. */
export function explicitAction(reading: TurnReading): Action | null {
  const { turn, top, score, spoken, referenced, about, substance } = reading;
  const { understanding, state, text } = turn;
  const { parsedQuery: parsed, references } = understanding;
  const unread = unreadable(text);
  if (unread) return { kind: 'talk', intent: unread };
  if (says(text, english.machine)) return { kind: 'talk', intent: 'machine' };
  const chip = /^forget: (.+)$/i.exec(text);
  if (chip) return { kind: 'forget', keys: keysToForget(state.query, chip[1] ?? '', turn.locale) };
  // A number and an address answer "which order?", whatever else the words look like.
  if (orderNumberIn(text) && top.intent !== 'order-problem')
    return {
      kind: 'serve',
      service: score('return-order') > score('order-status') ? 'return-order' : 'order-status',
    };
  if (state.pending && answersPending(turn, top.intent))
    return { kind: 'cart', action: 'add', slugs: [state.pending.slug], quantity: state.pending.quantity };

  const change = heldChange(reading);
  if (change) return change;

  if (!spoken.length && goesOnWithKit(turn, changesSomething(top.intent)))
    return { kind: 'serve', service: 'bundle' };

  if (subjectOf(turn.content, text) && !changesSomething(top.intent)) return contentAction(top.intent);
  // "I ordered a vest and received a bottle" names two things and wants neither.
  const isTrouble =
    (top.intent === 'order-problem' && top.score > LIKELY) ||
    (isService(top.intent) &&
      top.score > CERTAIN &&
      understanding.subRequests.every(({ kind }) => kind === 'question'));
  if (understanding.subRequests.length > 1 && !spoken.length && !changesSomething(top.intent) && !isTrouble)
    return { kind: 'several', requests: understanding.subRequests };
  if (namesSides(turn) && !changesSomething(top.intent))
    return { kind: 'compare', slugs: compareSides(turn, about) };
  const [extreme] = referenced;
  if (references.extreme && extreme && referenced.length === 1 && substance && categoryOf(parsed) === null)
    return { kind: 'variant', slug: extreme };

  const refuses = top.intent === 'reject' || says(text, english.refusing);
  const relative = relativeWords(text);
  if (relative && !refuses && !references.extreme && state.shown.length && !about.slice(1).length) {
    const than = about[0] ?? state.focus?.slug ?? state.shown[0]?.slug;
    if (than && score('cart-add', 'compare', 'product-question', 'advice', 'explain') < 0.6)
      return { kind: 'than', slug: than, ...relative };
  }

  const talks = smallTalk.has(top.intent) && !spoken.length;
  const aboutGoods = categoryOf(parsed) !== null && text.split(/\s+/).length <= 3;
  if (talks && (aboutGoods || !spokeClearly(top))) return { kind: 'find', change: changeOf(turn, false) };

  if (isService(top.intent)) {
    // "Gels for my next order" names goods; what a shop does for its customers is asked for in its own words.
    // Nobody is called to a guess: a single word like "number" speaks clearly of a person's telephone, and of much else.
    const calls = top.intent === 'person' || top.intent === 'order-problem';
    const asked = (top.score > LIKELY || !substance) && (top.score > WEAK || spokeClearly(top));
    if (calls ? asksForPerson(top) : asked) return { kind: 'serve', service: top.intent };
  }

  const onlyCategory = parsed.filters.every((filter) => filter.key === 'category');
  if (
    parsed.sort.startsWith('price-') &&
    onlyCategory &&
    parsed.text.split(' ').length <= 2 &&
    /^(what|which|whats)\b/i.test(text) &&
    !references.extreme
  )
    return { kind: 'shape' };

  if (
    refuses &&
    about.length &&
    top.intent !== 'reject' &&
    !changesSomething(top.intent) &&
    says(text, english.refusing)
  ) {
    const rejected = rejectAction(turn, about, substance);
    if (rejected) return rejected;
  }
  return null;
}

const smallTalk: ReadonlySet<Intent> = new Set(['greeting', 'thanks', 'off-topic', 'complaint']);

const isService = (intent: Intent): intent is Service => (services as readonly Intent[]).includes(intent);

const asksForPerson = ({ score, own, firm }: Scored): boolean =>
  score > CALLS && own >= OWN && score + firm >= FIRM;
