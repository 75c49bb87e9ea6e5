import { CARRIER_WORDS } from '../language/english/function-words.ts';
import { mergeFilters } from '../query/filters.ts';
import { emptyQuery, type Filter, type SearchQuery } from '../query.ts';
import { parseSortAndQuantity } from './parse-sort-and-quantity.ts';
import { parseCategories } from './parse-category.ts';
import { setAside } from './context.ts';
import { parseGender } from './parse-gender.ts';
import { parseLabelledValues } from './parse-labelled-value.ts';
import { parseUnknownNames } from './parse-unknown-names.ts';
import { parseRanges } from './parse-range.ts';
import { parseSizes } from './parse-size.ts';
import { parseNegations } from './parse-negation.ts';
import { parseFeatures, parseLongValues, parseValues } from './parse-value.ts';
import { restOf, questionWords, type Word } from './words.ts';
import type { Vocabulary } from './vocabulary.ts';

export const MOST_READ = 20; // a question with more is a pasted text, and its limits would contradict each other

/**
 * What a shopper's words ask of this catalogue: limits where they are clear, the rest as words to rank by. Reads
 * with the catalogue's own names, labels, units and values; never throws, whatever the text.
 */
export function parseQuestion(vocabulary: Vocabulary, text: string): SearchQuery {
  const words = questionWords(text);
  if (!words.length) return { ...emptyQuery, text: text.trim().slice(0, 2_000) };
  const longFeatures = parseLongValues(vocabulary, words);
  const giveBack = setAside(words);
  const labelled = parseLabelledValues(vocabulary, words);
  const sortAndQuantity = parseSortAndQuantity(words);
  const sizes = parseSizes(vocabulary, words);
  const numbers = parseRanges(vocabulary, words);
  const negations = parseNegations(vocabulary, words);
  const features = parseFeatures(vocabulary, words);
  // Before values, so that the shoes of "trail shoes" are a category and not a terrain.
  const categories = parseCategories(vocabulary, words);
  const gender = parseGender(vocabulary, words);
  const values = parseValues(vocabulary, words, isColoured(vocabulary, categories));
  giveBack();
  const filters = [
    ...categories,
    ...sortAndQuantity.filters,
    ...gender,
    ...sizes,
    ...labelled,
    ...numbers,
    ...longFeatures,
    ...features,
    ...values,
    ...negations,
  ];
  const names = parseUnknownNames(vocabulary, words);
  return {
    ...emptyQuery,
    text: `${leftOver(words)} ${restOf(text)}`.trim().slice(0, 2_000),
    filters: mergeFilters(filters).slice(0, MOST_READ),
    sort: sortAndQuantity.sort,
    includeSoldOut: sortAndQuantity.includeSoldOut,
    quantity: sortAndQuantity.quantity,
    recipient: sortAndQuantity.recipient,
    ...(names.length ? { names } : {}),
  };
}

/** Whether the named kind of thing comes in colours, so that "orange" beside it is one; null where none is named. */
function isColoured(vocabulary: Vocabulary, categories: readonly Filter[]): boolean | null {
  const slugs = categories.flatMap((filter) => (filter.kind === 'any-of' ? filter.values : []));
  if (!slugs.length || !vocabulary.colouredRoots.size) return null;
  return slugs.some((slug) => vocabulary.colouredRoots.has(slug.split('/')[0] ?? slug));
}

/** The unread words as they were written, without what only carries the question; all of them if nothing else is left. */
function leftOver(words: readonly Word[]): string {
  const left = words.filter((one) => !one.used && /[\p{L}\p{N}]/u.test(one.raw));
  // "Do you carry socks" asks for socks; "carry water" asks for something that carries.
  const isCarrier = (one: Word) =>
    CARRIER_WORDS.has(one.lower.replace(/['’]/g, '')) ||
    (one.lower === 'carry' && ['you', 'we'].includes(words[words.indexOf(one) - 1]?.lower ?? ''));
  const telling = left.filter((one) => !isCarrier(one));
  const isAllRead = words.some((one) => one.used);
  return (telling.length || isAllRead ? telling : left).map((one) => one.raw).join(' ');
}
