import { isCalledColour } from '#src/language/colors.ts';
import { isSizeKey } from '#src/language/sizes.ts';
import type { Filter } from '#src/query/search-query.ts';
import { parseColors } from './parse-color.ts';
import { goesOn, isOfBody, isPurpose } from './context.ts';
import { booleanFilter, isFlagKey } from './boolean-filter.ts';
import { phraseAt, type Found } from './match-phrase.ts';
import { saidBy, type Claim, type Said } from './said.ts';
import { use, type Word } from './words.ts';
import type { Named, Vocabulary } from './vocabulary.ts';

/*
 * Words that name something of the catalogue: yes/no facts, clear choices and brands. A word that merely also occurs as
 * a value stays for the ranking, which forgives.
 */

const COMMON_SHARE = 0.05;
const FEW_CHOICES = 12; // a key with more values holds free words rather than a choice

const LONG_NAME = 3; // words; nothing else is called so by chance
const HAVING: ReadonlySet<string> = new Set(['with', 'has', 'have', 'having']);
const LACKING: ReadonlySet<string> = new Set(['without']);

/**
 * Takes yes/no facts with long names out of the words before anything else is read: "with safe for children" names no
 * child, and "without chocolate milk making" no colour.
 */
export const parseLongValues = (vocabulary: Vocabulary, words: readonly Word[]): readonly Filter[] => [
  ...featuresOf(vocabulary, words, LONG_NAME, HAVING),
  ...featuresOf(vocabulary, words, 2, LACKING),
];

/**
 * Takes yes/no facts of several words that are asked for with "with" or "has" out of the words: the poles of "with pole
 * loops" are no category.
 */
export const parseFeatures = (vocabulary: Vocabulary, words: readonly Word[]): readonly Filter[] =>
  featuresOf(vocabulary, words, 2, HAVING);

function featuresOf(
  vocabulary: Vocabulary,
  words: readonly Word[],
  least: number,
  after: ReadonlySet<string>,
): readonly Filter[] {
  return words.flatMap((one, at) => {
    if (one.used || !after.has(one.lower)) return [];
    const found = phraseAt(vocabulary, words, at + 1, isFlagKey);
    const label = found?.named.find((named) => named.kind === 'label');
    if (!found || label?.kind !== 'label' || found.to - found.from < least) return [];
    // "Without gel pads or laces" denies both: half of it would be said wrongly.
    if (after === LACKING && ['or', 'and', 'nor'].includes(words[found.to]?.lower ?? '')) return [];
    use(words, at, found.to);
    return [booleanFilter(label, after !== LACKING)];
  });
}

/** Takes yes/no facts, values beside their label, clear choices, brands and colours out of the words. */
export function parseValues(
  vocabulary: Vocabulary,
  words: readonly Word[],
  isColoured: boolean | null,
): readonly Said[] {
  const said: Said[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (words[at]?.used) continue;
    const found = phraseAt(vocabulary, words, at);
    const claimed = found ? clearFilter(vocabulary, words, found) : null;
    if (!found || !claimed) continue;
    const read = () => {
      use(words, Math.min(found.from, claimed.from), Math.max(found.to, claimed.to));
      return [claimed];
    };
    said.push(...saidBy(words, read));
  }
  return [...said, ...parseColors(vocabulary, words, isColoured)];
}

interface Claimed extends Claim {
  readonly from: number;
  readonly to: number;
}

function clearFilter(vocabulary: Vocabulary, words: readonly Word[], found: Found): Claimed | null {
  const { from, to } = found;
  for (const named of found.named) {
    if (named.kind === 'brand' && isClearBrand(named, found, words)) {
      const filter = {
        kind: 'any-of',
        key: 'brand',
        label: 'Brand',
        values: [named.brand],
        negated: false,
      } as const;
      const isSaid = ['by', 'from'].includes(words[from - 1]?.lower ?? '');
      return { filter, strength: isSaid ? 'demand' : 'mention', from: isSaid ? from - 1 : from, to };
    }
  }
  for (const named of found.named) {
    if (named.kind === 'label' && isFlagKey(named) && isClearFlag(vocabulary, words, found)) {
      const isSaid = ['with', 'has', 'is'].includes(words[from - 1]?.lower ?? '');
      return {
        filter: booleanFilter(named, true),
        strength: isSaid ? 'request' : 'mention',
        from: isSaid ? from - 1 : from,
        to,
      };
    }
  }
  const values = found.named
    .flatMap((named) => (named.kind === 'value' && !isCalledColour(named.key.key) ? [named] : []))
    .toSorted((a, b) => a.choices - b.choices);
  const pick = (value: (typeof values)[number]): Filter => ({
    kind: 'any-of',
    key: value.key.key,
    label: value.key.label,
    values: [value.value],
    negated: false,
  });
  const choice = values.find((value) => isClearChoice(vocabulary, words, value, found, values.length));
  return choice ? { filter: pick(choice), strength: 'mention', from, to } : null;
}

/** A brand that is also a value elsewhere ("Intel" inside, "for HP") only counts where the brand is the commoner. */
function isClearBrand(
  brand: Extract<Named, { kind: 'brand' }>,
  found: Found,
  words: readonly Word[],
): boolean {
  const before = words[found.from - 1]?.lower;
  if (before === 'by' || before === 'from' || before === 'brand') return true;
  if (before === 'for' || before === 'like' || before === 'compatible') return false;
  const rival = Math.max(0, ...found.named.map((one) => (one.kind === 'value' ? one.products : 0)));
  const isWordToo = found.named.some((one) => one.kind === 'label');
  return !isWordToo && brand.products > rival * 1.5;
}

function isClearFlag(vocabulary: Vocabulary, words: readonly Word[], found: Found): boolean {
  const next = words[found.to];
  // "waterproof or not" leaves it open
  if (goesOn(next) || (next?.lower === 'or' && words[found.to + 1]?.lower === 'not')) return false;
  // "Detergent for waterproof jackets" need not be waterproof.
  const isNoun = vocabulary.categories.some((category) => category.head === next?.form);
  if (isNoun && isPurpose(words, found.from)) return false;
  if (words[found.from - 1]?.lower === 'with' || found.to - found.from > 1) return true;
  return (vocabulary.labelUses.get(words[found.from]?.form ?? '') ?? 0) < 6;
}

/** A choice of several words ("flat feet"), or an option's single word ("wide"), that names nothing else. */
function isClearChoice(
  vocabulary: Vocabulary,
  words: readonly Word[],
  value: Extract<Named, { kind: 'value' }>,
  found: Found,
  rivals: number,
): boolean {
  // A choice that few products offer is no way to divide the shop: its words rank.
  if (value.key.products < vocabulary.products * COMMON_SHARE) return false;
  if (isSizeKey(value.key.key) || value.choices > FEW_CHOICES || value.choices < 2) return false;
  if (/^(?:yes|no|none|other|standard|normal)$/i.test(value.value)) return false;
  // A "wide forefoot" is the shopper's own; a "wide foot" asks for what is made wide.
  const next = words[found.to];
  if (found.to - found.from === 1 && isOfBody(next) && !/^(?:foot|feet)$/.test(next?.lower ?? ''))
    return false;
  return found.to - found.from > 1 || (value.key.isOption && rivals <= 3);
}
