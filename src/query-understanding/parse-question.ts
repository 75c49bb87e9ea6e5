import { emptyQuery, type SearchQuery } from '#src/query/search-query.ts';
import { parseSortAndQuantity } from './parse-sort-and-quantity.ts';
import { comesInColours } from './parse-color.ts';
import { parseCode } from './parse-code.ts';
import { parseCategories } from './parse-category.ts';
import { setAside } from './context.ts';
import { allAsLimits, weigh, type Weighed } from './evidence.ts';
import { parseGender } from './parse-gender.ts';
import { parseLabelledValues } from './parse-labelled-value.ts';
import { parseRecipientGroup } from './parse-recipient.ts';
import { parseHaving } from './parse-having.ts';
import { parseServed } from './parse-served.ts';
import { parseThing } from './parse-thing.ts';
import { parseUnknownNames } from './parse-unknown-names.ts';
import { parseRanges } from './parse-range.ts';
import { parseSizes } from './parse-size.ts';
import { parseNegations, setDenialsAside } from './parse-negation.ts';
import { parseFeatures, parseLongValues, parseValues } from './parse-value.ts';
import { demandedBy, type Said } from './said.ts';
import { unparsedText } from './unparsed-text.ts';
import { restOf, questionWords, type Word } from './words.ts';
import type { Vocabulary } from './vocabulary.ts';

export const MOST_READ = 20; // a question with more is a pasted text, and its filters would contradict each other

/**
 * What a shopper's question asks of this catalogue: filters where they are clear, the rest as text to rank by. Parses
 * with the catalogue's own names, labels, units and values; never throws, whatever the text. `about`: what was asked for
 * before, where the text goes on from it.
 */
export const parseQuestion = (
  vocabulary: Vocabulary,
  text: string,
  about: SearchQuery | null = null,
): SearchQuery => read(vocabulary, text, (words, said) => weigh(vocabulary, words, said, about));

/** All that a text names as filters, whether or not the catalogue lets them exclude anything: what somebody speaks of. */
export const parseNamed = (vocabulary: Vocabulary, text: string): SearchQuery =>
  read(vocabulary, text, (_, said) => allAsLimits(said));

function read(
  vocabulary: Vocabulary,
  text: string,
  decide: (words: readonly Word[], said: readonly Said[]) => Weighed,
): SearchQuery {
  const words = questionWords(text);
  if (!words.length) return { ...emptyQuery, text: text.trim().slice(0, 2_000) };
  const longNamedFlags = demandedBy(words, () => parseLongValues(vocabulary, words));
  const restoreContext = setAside(words);
  const labelled = demandedBy(words, () => parseLabelledValues(vocabulary, words));
  // Before numbers: the dash of "593-10153" is no "to", and its numbers are no prices. Beside its attribute's name it is
  // that attribute's value.
  const left = words.filter((one) => !one.used && /[\p{L}\p{N}]/u.test(one.raw));
  const code = left.length ? parseCode(vocabulary, words) : null;
  const inCode = left.filter((one) => one.used);
  const sortAndQuantity = parseSortAndQuantity(words);
  const sizes = parseSizes(vocabulary, words);
  const numbers = parseRanges(vocabulary, words);
  const negations = demandedBy(words, () => parseNegations(vocabulary, words));
  const denied = setDenialsAside(words);
  const features = demandedBy(words, () => parseFeatures(vocabulary, words));
  // Before values, so that the shoes of "trail shoes" are a category and not a terrain.
  const serves = code ? [] : parseServed(words);
  const categories = parseCategories(vocabulary, words).filter((one) => !isServed(one, serves));
  const gender = parseGender(vocabulary, words);
  const values = parseValues(
    vocabulary,
    words,
    comesInColours(
      vocabulary,
      categories.map(({ filter }) => filter),
    ),
  );
  restoreContext();
  for (const one of inCode) one.used = false;
  const { limits, preferences } = decide(words, [
    ...categories,
    ...demandedBy(words, () => sortAndQuantity.filters),
    ...gender,
    ...(gender.length ? [] : parseRecipientGroup(vocabulary, sortAndQuantity.recipient)),
    ...sizes,
    ...labelled,
    ...numbers,
    ...longNamedFlags,
    ...features,
    ...values,
    ...negations,
  ]);
  const names = code?.isAll ? [] : parseUnknownNames(vocabulary, words);
  const kinds = categories.flatMap((one) => one.words);
  const thing = code ? null : parseThing(vocabulary, words, kinds);
  const having = code ? [] : parseHaving(words, kinds);
  for (const one of denied) one.used = false;
  return {
    ...emptyQuery,
    text: `${unparsedText(words)} ${restOf(text)}`.trim().slice(0, 2_000),
    filters: limits.slice(0, MOST_READ),
    preferences: preferences.slice(0, MOST_READ),
    sort: sortAndQuantity.sort,
    includeSoldOut: sortAndQuantity.includeSoldOut,
    quantity: sortAndQuantity.quantity,
    recipient: sortAndQuantity.recipient,
    ...(sortAndQuantity.isGift ? { isGift: true } : {}),
    ...(names.length ? { names } : {}),
    ...(thing ? { thing } : {}),
    ...(having.length ? { having } : {}),
    ...(serves.length ? { serves } : {}),
    ...(code ? { code } : {}),
  };
}

/** Whether it is only the kind of what the wanted thing is used on; its words are given back then. */
function isServed({ words }: Said, serves: readonly string[]): boolean {
  const isOf = words.some((one) => serves.includes(one.raw));
  if (isOf) for (const one of words) one.used = false;
  return isOf;
}
