import { namesAny, withoutTalk } from '../understand/wish-words.ts';
import { categoryOf } from '#src/conversations/revise-query.ts';
import type { Turn } from '../state.ts';
import { NAME, nameless } from '../understand/cart-words.ts';
import { english, says } from '../understand/language.ts';
import { rejectAction, rejectsAll, slugsOf } from './action-reject.ts';
import { keysToForget } from './action-words.ts';
import type { Condition } from './condition.ts';
import { changesSomething } from './turn-reading.ts';

/** A chip of the page, which says what it takes away. */
export const chips: readonly Condition[] = [
  {
    name: 'is a chip that takes a limit away',
    act: ({ turn }) => {
      const chip = /^forget: (.+)$/i.exec(turn.text);
      return chip && { kind: 'forget', keys: keysToForget(turn.state.query, chip[1] ?? '', turn.locale) };
    },
  },
];

const MOST_WORDS_OF_A_KIND = 2;

export const overview: readonly Condition[] = [
  {
    name: 'asks what the least or most expensive of a kind is',
    act: ({ turn: { text, understanding } }) => {
      const { parsedQuery: parsed, references } = understanding;
      const asks =
        parsed.sort.startsWith('price-') &&
        parsed.filters.every(({ key }) => key === 'category') &&
        parsed.text.split(' ').length <= MOST_WORDS_OF_A_KIND &&
        /^(what|which|whats)\b/i.test(text) &&
        !references.extreme;
      return asks ? { kind: 'shape' } : null;
    },
  },
];

/** What turns products down. */
export const refusals: readonly Condition[] = [
  {
    name: 'turns a product down that it names or points at',
    act: ({ turn, top, about, substance }) =>
      about.length && !changesSomething(top.intent) && says(turn.text, english.refusing)
        ? rejectAction(turn, about, substance)
        : null,
  },
];

/** "I hate white. The Hollow Teapot, which sizes": what is disliked stands in another sentence than the name. */
function namesApart({ text, understanding }: Pick<Turn, 'text' | 'understanding'>): boolean {
  const naming = text
    .split(/(?<=[.!?;])\s+/)
    .filter((one) => nameless({ text: one, understanding }).includes(NAME.trim()));
  const refuses = (one: string) => says(one, [...english.none, ...english.refusing, ...english.disliking]);
  return naming.length > 0 && refuses(text) && !naming.some(refuses);
}

/** How the need so far changes. */
export const changes: readonly Condition[] = [
  {
    name: 'begins anew',
    of: ['start-over'],
    act: ({ substance }) =>
      substance ? { kind: 'find', change: 'start-over' } : { kind: 'talk', intent: 'start-over' },
  },
  {
    name: 'takes a limit away',
    of: ['forget'],
    gate: 'pointed',
    act: ({ turn }) => {
      const keys = keysToForget(turn.state.query, turn.text, turn.locale);
      // "Plate or no plate doesn't matter, under 150": what else is asked is looked for.
      const asksMore = turn.understanding.parsedQuery.filters.some(
        (one) => one.key === 'category' || (one.kind === 'range' && !keys.includes(one.key)),
      );
      return turn.state.query.filters.length && !asksMore ? { kind: 'forget', keys } : null;
    },
  },
  {
    name: 'takes the last change back',
    of: ['undo'],
    act: ({ turn, substance }) => {
      if (substance) return null;
      return turn.state.trail.length ? { kind: 'undo' } : { kind: 'talk', intent: 'undo' };
    },
  },
  {
    name: 'turns products down',
    of: ['reject'],
    gate: 'pointed',
    act: ({ turn, about, substance }) => (namesApart(turn) ? null : rejectAction(turn, about, substance)),
  },
  {
    name: 'wants the next page',
    of: ['more'],
    act: ({ turn, substance }) =>
      turn.state.shown.length && !substance
        ? { kind: 'find', change: 'refine', page: turn.state.page + 1 }
        : null,
  },
  {
    name: 'asks what the shop has of a kind',
    of: ['shape'],
    act: ({ turn }) => {
      const { parsedQuery: parsed } = turn.understanding;
      const ofOthers = parsed.filters.some(({ key }) => key !== 'category');
      if (says(turn.text, english['anything at all']) || ofOthers) return null;
      const counts = parsed.sort !== 'best' || says(turn.text, english['asks how many']);
      // "The most comfortable armchair you have" names what is wanted.
      const names = categoryOf(parsed) !== null || namesAny(withoutTalk(parsed.text));
      return names && !counts ? null : { kind: 'shape' };
    },
  },
  {
    name: 'complains of all that was shown',
    of: ['complaint'],
    gate: 'pointed',
    act: ({ turn }) =>
      rejectsAll(turn) && turn.state.shown.length
        ? { kind: 'reject', slugs: slugsOf(turn.state.shown), than: null }
        : null,
  },
];
