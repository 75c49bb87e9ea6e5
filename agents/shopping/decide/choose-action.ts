import { categoryOf } from '#src/conversations/revise-query.ts';
import { subjectOf } from '../understand/guidance.ts';
import type { Turn } from '../state.ts';
import { goesOnWithKit } from './kit-request.ts';
import { unreadable } from '../understand/unreadable.ts';
import { handOffRule } from './hand-off-rule.ts';
import { rejectAction, rejectsAll, slugsOf } from './action-reject.ts';
import { asksToCompare, compareSides, namesSides } from './action-compare.ts';
import {
  answersPending,
  keysToForget,
  quantityIn,
  relativeWords,
  substanceBeyondOptions,
} from './action-words.ts';
import { orderNumberIn } from '#src/orders/order-number.ts';
import type { Scored } from '../understand/intent-classifier.ts';
import type { Intent } from '../understand/intent-examples.ts';
import { says, english } from '../understand/language.ts';
import { services, type Action, type Service } from './action.ts';

const LIKELY = 0.5; // above this goods named beside it do not turn a service into a search
const CERTAIN = 0.8; // above this the whole message asks one thing, whatever its parts would ask alone
const WEAK = 0.3; // below this the classifier guesses
const CALLS = 0.4; // what it takes to call a person, whose time is not the assistant's
const OWN = 0.2; // and this part of the telling words must be of such turns: function words alone call nobody
const FIRM = 0.66; // of score and firmness together: words that turns of every kind share make no call either

const chosen = new WeakMap<Turn, Action>();

/** The action of a turn, chosen once: what tools change in the conversation state does not change what was asked. */
export function chooseAction(turn: Turn): Action {
  const action = chosen.get(turn) ?? actionOrHandOff(turn);
  chosen.set(turn, action);
  return action;
}

function actionOrHandOff(turn: Turn): Action {
  const action = actionOf(turn);
  const fired = handOffRule(turn, action);
  return fired ? { kind: 'hand-off', reason: fired.rule.id, scores: fired.scores } : action;
}

/** Chooses the action from the intents' scores, what the words understood say, and what they can point at. */
function actionOf(turn: Turn): Action {
  const { understanding, state, page, text } = turn;
  const { parsedQuery: parsed, references, intents } = understanding;
  const [top] = intents;
  const score = (...names: readonly Intent[]) =>
    intents.filter((one) => names.includes(one.intent)).reduce((sum, one) => sum + one.score, 0);
  const spoken = understanding.named.map((product) => product.slug);
  const referenced = understanding.referenced.map((product) => product.slug);
  const about = spoken.length ? spoken : referenced;
  const here =
    state.focus?.slug ?? (state.shown.length === 1 ? state.shown[0]?.slug : undefined) ?? page?.slug;
  const substance = parsed.filters.length > 0 || categoryOf(parsed) !== null;

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

  switch (top.intent) {
    case 'start-over':
      return substance ? { kind: 'find', change: 'start-over' } : { kind: 'talk', intent: 'start-over' };
    case 'forget':
      if (state.query.filters.length)
        return { kind: 'forget', keys: keysToForget(state.query, text, turn.locale) };
      break;
    case 'undo':
      if (!substance && state.trail.length) return { kind: 'undo' };
      if (!substance) return { kind: 'talk', intent: 'undo' };
      break;
    case 'reject': {
      const rejected = rejectAction(turn, about, substance);
      if (rejected) return rejected;
      break;
    }
    case 'more':
      if (state.shown.length && !substance) return { kind: 'find', change: 'refine', page: state.page + 1 };
      break;
    case 'compare': {
      // "Which is lightest?" of what is compared: one of them, and why.
      if (references.extreme && referenced.length === 1)
        return { kind: 'about', slugs: referenced, question: true, why: false };
      const sides = compareSides(turn, about);
      if (sides.length) return { kind: 'compare', slugs: sides };
      return contentAction(top.intent);
    }
    case 'explain':
    case 'product-question':
    case 'details': {
      const why = top.intent === 'explain';
      // "How bright is it?" after a listing is about the one that was named first.
      const first = refersToOne(turn) ? state.shown[0]?.slug : undefined;
      const target = about.length ? about : (here ?? first) ? [here ?? first ?? ''] : [];
      if (target.length)
        return { kind: 'about', slugs: target.slice(0, 3), question: top.intent !== 'details', why };
      if (
        !substance &&
        (why || understanding.references.it || understanding.references.places.length) &&
        !page &&
        !state.shown.length
      )
        return { kind: 'talk', intent: 'nothing-shown' };
      if (top.intent === 'product-question' && !substance) return contentAction(top.intent);
      break;
    }
    case 'cart-add': {
      if (about.length) return { kind: 'cart', action: 'add', slugs: about, quantity: quantityIn(turn) };
      if (here && !substanceBeyondOptions(parsed))
        return { kind: 'cart', action: 'add', slugs: [here], quantity: quantityIn(turn) };
      if (state.shown.length > 1 && !substanceBeyondOptions(parsed))
        return { kind: 'cart', action: 'add', slugs: [], quantity: quantityIn(turn) };
      break;
    }
    case 'cart-remove':
    case 'cart-set': {
      // "shoes $5 to $10" sets no quantity.
      if (top.intent === 'cart-set' && categoryOf(parsed) !== null) break;
      const action = top.intent === 'cart-remove' ? 'remove' : 'set';
      return {
        kind: 'cart',
        action,
        slugs: about.length ? about : here ? [here] : [],
        quantity: quantityIn(turn),
      };
    }
    case 'cart-view':
      if (spoken.length) break;
      return { kind: 'view-cart' };
    case 'shape':
      if (/\b(any|anything|something)\b/i.test(text)) break;
      if (parsed.filters.some((filter) => filter.key !== 'category')) break;
      if (
        categoryOf(parsed) &&
        parsed.sort === 'best' &&
        !/\b(how (many|much)|range|cost|prices?)\b/i.test(text)
      )
        break;
      return { kind: 'shape' };
    case 'advice':
    case 'policy':
      if (about.length && top.intent === 'advice')
        return { kind: 'about', slugs: about.slice(0, 3), question: true, why: false };
      return contentAction(top.intent);
    case 'health':
      if (!substance || !/\b(?:which|show|shoes?|recommend)\b/i.test(text)) return contentAction('health');
      break;
    case 'complaint':
      if (rejectsAll(turn) && state.shown.length)
        return { kind: 'reject', slugs: slugsOf(state.shown), than: null };
      return { kind: 'talk', intent: top.intent };
    case 'greeting':
    case 'thanks':
    case 'off-topic':
      if (top.score > WEAK && !substance && !spoken.length) return { kind: 'talk', intent: top.intent };
      break;
    default:
      break;
  }
  if (asksToCompare(text)) {
    const sides = compareSides(turn, about);
    if (sides.length) return { kind: 'compare', slugs: sides };
  }
  if (spoken.length && says(text, english.judging) && text.includes('?'))
    return { kind: 'about', slugs: about.slice(0, 3), question: true, why: false };
  if (about.length && spoken.length && !parsed.filters.length)
    return { kind: 'about', slugs: about.slice(0, 3), question: text.includes('?'), why: false };
  if (
    !substance &&
    top.score < WEAK &&
    score('advice', 'policy', 'product-question') > score('find', 'refine', 'shape')
  )
    return contentAction(top.intent);
  return {
    kind: 'find',
    change: changeOf(turn, score('refine', 'for-someone', 'more', 'details') > score('find')),
  };
}

/** Whether these words of the turn ask for the rules of buying: returns, delivery, payment. */
export const asksForRules = (turn: Turn, words: string): boolean =>
  turn.understanding.classify(words)[0].intent === 'policy';

/** Whether the turn wants something done, which comes before anything it compares. */
const changesSomething = (intent: Intent): boolean =>
  ['cart-add', 'cart-remove', 'cart-set', 'cart-view', 'forget', 'start-over'].includes(intent);

const smallTalk: ReadonlySet<Intent> = new Set(['greeting', 'thanks', 'off-topic', 'complaint']);

const isService = (intent: Intent): intent is Service => (services as readonly Intent[]).includes(intent);

/** Whether the words point at one thing without saying which. */
const refersToOne = ({ understanding, text }: Turn): boolean =>
  understanding.references.it || says(text, english['that one']);

const asksForPerson = ({ score, own, firm }: Scored): boolean =>
  score > CALLS && own >= OWN && score + firm >= FIRM;

const contentAction = (intent: Intent): Action => ({
  kind: 'content',
  about: intent === 'policy' ? 'rules' : intent === 'health' ? 'health' : 'anything',
});

/** Whether a real word spoke for the intent, and not only the shape of the turn. */
const spokeClearly = ({ because }: Scored): boolean =>
  because.some((sign) => /\p{L}{2,}/u.test(sign.replace(/^length.*/, '')));

/** Refining keeps what was said; another category, or new words that name a thing, replaces it. */
function changeOf(turn: Turn, soundsLikeRefining: boolean): 'refine' | 'replace' {
  const { parsedQuery: parsed } = turn.understanding;
  const { query } = turn.state;
  if (query.text === '' && query.filters.length === 0) return 'replace';
  const to = categoryOf(parsed);
  if (to !== null)
    return to === categoryOf(query) ||
      (soundsLikeRefining && to.split('/')[0] === categoryOf(query)?.split('/')[0])
      ? 'refine'
      : 'replace';
  return parsed.text === '' || soundsLikeRefining ? 'refine' : 'replace';
}
