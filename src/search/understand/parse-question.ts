import { tidyLimits } from '../query/filters.ts';
import { emptyNeed, type Limit, type Need } from '../query.ts';
import { readAsides } from './parse-sort-and-quantity.ts';
import { readCategories } from './parse-category.ts';
import { setAside } from './context.ts';
import { readGender } from './parse-gender.ts';
import { readLabelled } from './parse-labelled-value.ts';
import { readNames } from './parse-unknown-names.ts';
import { readNumbers } from './parse-range.ts';
import { readSizes } from './parse-size.ts';
import { readNegations } from './parse-negation.ts';
import { readFeatures, readLongFeatures, readValues } from './parse-value.ts';
import { restOf, wordsOf, type Word } from './words.ts';
import type { Vocabulary } from './vocabulary.ts';

export const MOST_READ = 20; // a question with more is a pasted text, and its limits would contradict each other

/**
 * What a shopper's words ask of this catalogue: limits where they are clear, the rest as words to rank by. Reads
 * with the catalogue's own names, labels, units and values; never throws, whatever the text.
 */
export function understand(vocabulary: Vocabulary, text: string): Need {
  const words = wordsOf(text);
  if (!words.length) return { ...emptyNeed, text: text.trim().slice(0, 2_000) };
  const longFeatures = readLongFeatures(vocabulary, words);
  const giveBack = setAside(words);
  const labelled = readLabelled(vocabulary, words);
  const asides = readAsides(words);
  const sizes = readSizes(vocabulary, words);
  const numbers = readNumbers(vocabulary, words);
  const negations = readNegations(vocabulary, words);
  const features = readFeatures(vocabulary, words);
  // Before values, so that the shoes of "trail shoes" are a category and not a terrain.
  const categories = readCategories(vocabulary, words);
  const gender = readGender(vocabulary, words);
  const values = readValues(vocabulary, words, isColoured(vocabulary, categories));
  giveBack();
  const limits = [
    ...categories,
    ...asides.limits,
    ...gender,
    ...sizes,
    ...labelled,
    ...numbers,
    ...longFeatures,
    ...features,
    ...values,
    ...negations,
  ];
  const names = readNames(vocabulary, words);
  return {
    ...emptyNeed,
    text: `${leftOver(words)} ${restOf(text)}`.trim().slice(0, 2_000),
    limits: tidyLimits(limits).slice(0, MOST_READ),
    sort: asides.sort,
    includeSoldOut: asides.includeSoldOut,
    quantity: asides.quantity,
    recipient: asides.recipient,
    ...(names.length ? { names } : {}),
  };
}

/** Whether the named kind of thing comes in colours, so that "orange" beside it is one; null where none is named. */
function isColoured(vocabulary: Vocabulary, categories: readonly Limit[]): boolean | null {
  const slugs = categories.flatMap((limit) => (limit.kind === 'any-of' ? limit.values : []));
  if (!slugs.length || !vocabulary.colouredRoots.size) return null;
  return slugs.some((slug) => vocabulary.colouredRoots.has(slug.split('/')[0] ?? slug));
}

// Words that carry a question but name nothing to rank by.
const CARRIERS: ReadonlySet<string> = new Set(
  (
    'i im me my we our you your a an the is are am be was do does did can could would will should shall may might ' +
    'show find get give need needs want wants wanted looking look search searching recommend suggest please thanks ' +
    'hi hello hey some any something anything that this these those which what whats who where how there it its ' +
    'them they have has had got sell stock offer buy like and or but of to in on at with for as so good best great ' +
    'nice one ones only just than then really very thing things product products item items also help us new'
  ).split(' '),
);

/** The unread words as they were written, without what only carries the question; all of them if nothing else is left. */
function leftOver(words: readonly Word[]): string {
  const left = words.filter((one) => !one.used && /[\p{L}\p{N}]/u.test(one.raw));
  // "Do you carry socks" asks for socks; "carry water" asks for something that carries.
  const isCarrier = (one: Word) =>
    CARRIERS.has(one.lower.replace(/['’]/g, '')) ||
    (one.lower === 'carry' && ['you', 'we'].includes(words[words.indexOf(one) - 1]?.lower ?? ''));
  const telling = left.filter((one) => !isCarrier(one));
  const isAllRead = words.some((one) => one.used);
  return (telling.length || isAllRead ? telling : left).map((one) => one.raw).join(' ');
}
