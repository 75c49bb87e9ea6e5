import { categoryOf } from '#src/conversations/revise-query.ts';
import { asksSomething } from '../understand/asking.ts';
import { english, says } from '../understand/language.ts';
import { compareSides, namesSides } from './action-compare.ts';
import { relativeWords } from './action-words.ts';
import type { Action } from './action.ts';
import type { Condition } from './condition.ts';
import { changesSomething, contentAction, refersToOne, type TurnReading } from './turn-reading.ts';

const MOST_ABOUT = 3;

/** What is said of products that the words name or measure by, whatever the turn resembles. */
export const productsFirst: readonly Condition[] = [
  {
    name: 'names two products to put side by side',
    act: ({ turn, top, about }) =>
      namesSides(turn) && !changesSomething(top.intent)
        ? { kind: 'compare', slugs: compareSides(turn, about) }
        : null,
  },
  {
    name: 'wants the one at an end of a measure another way',
    act: ({ turn, referenced, substance }) => {
      const { references, parsedQuery } = turn.understanding;
      const [extreme] = referenced;
      return references.extreme && extreme && !referenced[1] && substance && categoryOf(parsedQuery) === null
        ? { kind: 'variant', slug: extreme }
        : null;
    },
  },
  {
    name: 'wants less or more of something than what was shown',
    act: ({ turn, top, about, score }) => {
      const { state, text, understanding } = turn;
      const isLike = says(text, english.likeness);
      const refuses = !isLike && (top.intent === 'reject' || says(text, english.refusing));
      const relative = relativeWords(text);
      if (!relative || refuses || understanding.references.extreme || about[1]) return null;
      if (!state.shown.length && !(isLike && about[0])) return null;
      const slug = about[0] ?? state.focus?.slug ?? state.shown[0]?.slug;
      const asksOtherwise =
        !isLike && score('cart-add', 'compare', 'product-question', 'advice', 'explain') >= 0.6;
      return slug && !asksOtherwise ? { kind: 'than', slug, ...relative } : null;
    },
  },
  {
    name: 'wants others like a product',
    act: ({ turn, top, about, score }) => {
      const { state, text, understanding } = turn;
      const names = categoryOf(understanding.parsedQuery) !== null;
      if (names || about[1] || changesSomething(top.intent) || !says(text, english.likeness)) return null;
      const like = about[0] ?? state.focus?.slug ?? state.shown[0]?.slug;
      return like && score('compare', 'product-question', 'policy', 'order-problem') < 0.6
        ? { kind: 'find', change: 'refine', like }
        : null;
    },
  },
];

export const products: readonly Condition[] = [
  {
    name: 'asks which of several is at the end of a measure',
    of: ['compare'],
    gate: 'pointed',
    act: ({ turn, referenced }) =>
      turn.understanding.references.extreme && referenced.length === 1
        ? { kind: 'about', slugs: referenced, question: true, why: false }
        : null,
  },
  {
    name: 'compares what was shown',
    of: ['compare'],
    gate: 'pointed',
    act: ({ turn, about, spoken }) => {
      const sides = compareSides(turn, about);
      // "The Hollow Teapot is from which clay?" compares nothing.
      if (sides.length === 1 && spoken.length && !says(turn.text, english.comparing))
        return { kind: 'about', slugs: sides, question: true, why: false };
      return sides.length ? { kind: 'compare', slugs: sides } : null;
    },
  },
  { name: 'compares what was not shown', of: ['compare'], act: ({ top }) => contentAction(top.intent) },
  {
    name: 'asks about a product',
    of: ['explain', 'product-question', 'details'],
    gate: 'pointed',
    act: askedAbout,
  },
];

function askedAbout({ turn, top, about, here, substance }: TurnReading): Action | null {
  const { state, page, understanding } = turn;
  const why = top.intent === 'explain';
  // "How bright is it?" after a listing is about the one that was named first.
  const [first] = refersToOne(turn) ? state.shown : [];
  const one = here ?? first?.slug;
  const slugs = about.length ? about : one ? [one] : [];
  if (slugs.length)
    return {
      kind: 'about',
      slugs: slugs.slice(0, MOST_ABOUT),
      question: top.intent !== 'details',
      why,
    };
  const points = why || understanding.references.it || understanding.references.places.length > 0;
  return points && !substance && !page && !state.shown.length
    ? { kind: 'talk', intent: 'nothing-shown' }
    : null;
}

/** A product named where no intent was evident. */
export const productsLast: readonly Condition[] = [
  {
    name: 'names a product',
    act: ({ turn: { text, understanding }, spoken }) => {
      const asks = asksSomething(text);
      const isWhole = understanding.parsedQuery.filters.length === 0 || (asks && says(text, english.judging));
      return spoken.length && isWhole
        ? { kind: 'about', slugs: spoken.slice(0, MOST_ABOUT), question: asks, why: false }
        : null;
    },
  },
];
