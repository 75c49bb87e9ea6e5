import { categoryOf, withoutFilters } from '#src/conversations/revise-query.ts';
import { parseNamed } from '#src/query-understanding/parse-question.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { english, padded } from './language.ts';

/** A turn parted into what is asked and what of the need so far is given up. */
export interface GivenUp {
  readonly rest: string;
  /** The need without what is given up. */
  readonly before: SearchQuery;
}

const anyOf = (phrases: readonly string[]): string =>
  phrases.map((one) => one.replace(' t ', "[’']?t ").replaceAll(' ', String.raw`\s+`)).join('|');

const WORD = String.raw`[\p{L}\p{N}-]+`;
const { before: openings, after, enough } = english['given up'];
/** "Maps are not needed", "plate or no plate doesn't matter". */
const NAMED_BEFORE = new RegExp(
  String.raw`(?:\b(${WORD})\s+or\s+(?:no|not|without)\s+)?\b(${WORD})\s+(?:(?:is|are)\s+)?(?:${anyOf(after)})(?:\s+any\s?more)?\b`,
  'giu',
);
/** "I don't need the maps". */
const NAMED_AFTER = new RegExp(
  String.raw`\b(?:i\s+)?(?:${anyOf(openings)})\s+(?:(?:the|a|an|any|it|them|to\s+be)\s+)*(${WORD})\b`,
  'giu',
);
/** "No maps needed" denies nothing. */
const NO_NEED = new RegExp(String.raw`\bno\s+(${WORD})\s+(?:needed|necessary|required)\b`, 'giu');
/** "Windproof is enough". */
const ENOUGH = new RegExp(String.raw`\b(${WORD})\s+(?:${anyOf(enough)})\b`, 'giu');

/**
 * What the words no longer ask for: named beside "not needed", or more than what "is enough". A kind, a price and who it
 * is for stay. The words as they are where nothing of the need is given up.
 */
export function givenUpIn(text: string, before: SearchQuery, vocabulary: Vocabulary): GivenUp {
  const dropped: string[] = [];
  const drop = (whole: string, ...words: readonly unknown[]): string => {
    const named = words.filter((one): one is string => typeof one === 'string' && !one.includes(' '));
    const isAsked = named.some((word) => isOf(before, word, vocabulary));
    if (isAsked) dropped.push(...named);
    return isAsked ? ' ' : whole;
  };
  const rest = text
    .replace(NO_NEED, (_, word: unknown) => {
      drop('', word);
      return ' ';
    })
    .replace(NAMED_BEFORE, (whole, or: unknown, word: unknown) => drop(whole, or, word))
    .replace(NAMED_AFTER, (whole, word: unknown) => drop(whole, word));
  const keys = dropped.flatMap((word) => keysOf(word, vocabulary));
  const lessened = without(before, keys, dropped);
  const less = [...rest.matchAll(ENOUGH)].flatMap(([, word = '']) => keysOf(word, vocabulary));
  if (!less.length) return { rest, before: lessened };
  const more = lessened.filters.filter((one) => one.kind === 'flag' && one.value && !less.includes(one.key));
  return {
    rest,
    before: withoutFilters(
      lessened,
      more.map(({ key }) => key),
    ),
  };
}

const STAYING: ReadonlySet<string> = new Set(['category', 'price']);

/** Keys of what a word names: by a value, or as a label does. */
const keysOf = (word: string, vocabulary: Vocabulary): readonly string[] => [
  ...parseNamed(vocabulary, word).filters.flatMap(({ key }) => (STAYING.has(key) ? [] : [key])),
  ...[...vocabulary.keys.values()].flatMap(({ key, label }) =>
    padded(label).includes(padded(word)) ? [key] : [],
  ),
];

/** Whether the need holds what the word names, or the word itself. */
const isOf = (need: SearchQuery, word: string, vocabulary: Vocabulary): boolean => {
  const keys = keysOf(word, vocabulary);
  return (
    [...need.filters, ...need.preferences].some(({ key }) => keys.includes(key)) ||
    (categoryOf(parseNamed(vocabulary, word)) === null && padded(need.text).includes(padded(word)))
  );
};

const without = (need: SearchQuery, keys: readonly string[], words: readonly string[]): SearchQuery => ({
  ...withoutFilters(need, keys),
  text: need.text
    .split(' ')
    .filter((one) => !words.some((word) => padded(word) === padded(one)))
    .join(' '),
});
