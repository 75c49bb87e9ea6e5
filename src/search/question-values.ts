import { COLOUR, plainColour } from './colours.ts';
import { isSizeKey } from './limits-sql.ts';
import type { Limit } from './need.ts';
import { phraseAt, type Found } from './question-phrases.ts';
import { use, type Word } from './question-words.ts';
import type { Named, Vocabulary } from './vocabulary.ts';

/*
 * Words that name something of the catalogue: yes/no facts, values beside their label, choices, brands; and the
 * same denied. A word that merely also occurs as a value stays for the ranking, which forgives.
 */

const NEGATORS: ReadonlySet<string> = new Set(['no', 'not', 'without', 'non', 'except', 'excluding', 'minus', 'never', "isn't", "don't", "aren't", 'but', 'other', 'anything']); // prettier-ignore
const NEGATION = /^(?:no|not|without|non|excluding|except(?: for)?|anything but|other than|not in|don't want|isn't|aren't|nothing)$/; // prettier-ignore
const FILLERS: ReadonlySet<string> = new Set(['a', 'an', 'any', 'the', 'of', 'too', 'added', '-', 'in', 'with', 'from', 'by', 'made', 'made by', 'for', 'have', 'want', 'brand']); // prettier-ignore
const COMMON_SHARE = 0.05;
const FEW_CHOICES = 12; // a key with more values holds free words rather than a choice

/** Takes denials out of the words: "not pink", "no laces", "without caffeine", "except Brand". */
export function readNegations(vocabulary: Vocabulary, words: readonly Word[]): readonly Limit[] {
  const limits: Limit[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const length = negationAt(words, at);
    // "no frost" and "non stick" can be names of their own.
    if (!length || phraseAt(vocabulary, words, at, isFlagKey)) continue;
    let next = at + length;
    next = afterFillers(vocabulary, words, next);
    let end = at;
    for (;;) {
      const denied = deniedAt(vocabulary, words, next);
      if (!denied) break;
      limits.push(...denied.limits);
      end = denied.to;
      next = end;
      // "not pink or red", "no laces, no plate"
      if (!['or', 'nor', 'and'].includes(words[next]?.lower ?? '') || words[next]?.used) break;
      next += 1;
      next = afterFillers(vocabulary, words, next);
    }
    if (end > at) use(words, at, end);
    else if (['without', 'no', 'except', 'excluding'].includes(words[at]?.lower ?? '')) {
      // What is not wanted must not be ranked for, even where the catalogue cannot check it.
      const to = Math.min(next + 1, words.length);
      if (to > next) use(words, at, to);
    }
  }
  return [...limits, ...readFree(vocabulary, words)];
}

function negationAt(words: readonly Word[], at: number): number {
  for (let length = 2; length > 0; length -= 1) {
    const some = words.slice(at, at + length);
    if (some.length < length || some.some((one) => one.used)) continue;
    if (!NEGATORS.has((some[0]?.lower ?? '').replace('’', "'"))) continue;
    if (NEGATION.test(some.map((one) => one.lower.replace('’', "'")).join(' '))) return length;
  }
  return 0;
}

/** Behind words that only lead to what is denied; the colour of "colour faxing" belongs to its name. */
function afterFillers(vocabulary: Vocabulary, words: readonly Word[], at: number): number {
  let next = at;
  while (isFiller(words[next]) && !phraseAt(vocabulary, words, next, isFlagKey)) next += 1;
  return next;
}

const isFiller = (one: Word | undefined): boolean =>
  one !== undefined && !one.used && (FILLERS.has(one.lower) || ['color', 'colour'].includes(one.form));

function deniedAt(
  vocabulary: Vocabulary,
  words: readonly Word[],
  at: number,
): { limits: readonly Limit[]; to: number } | null {
  const one = words[at];
  if (!one || one.used) return null;
  const free = phraseAt(vocabulary, words, at, undefined, 'free');
  const freeFlag = free?.named.find((named) => named.kind === 'label' && isFlagKey(named));
  if (free && freeFlag?.kind === 'label') return { limits: [flag(freeFlag, true)], to: free.to };
  const colour = colourAt(vocabulary, words, at);
  if (colour && !isColourElsewhere(vocabulary, words, at)) {
    return { limits: [colourLimit([colour], true)], to: at + 1 };
  }
  const found = phraseAt(vocabulary, words, at);
  if (!found) return colour ? { limits: [colourLimit([colour], true)], to: at + 1 } : null;
  const limit = denialOf(found.named, vocabulary, words[at]?.form ?? '');
  return limit ? { limits: [limit], to: found.to } : null;
}

function denialOf(named: readonly Named[], vocabulary: Vocabulary, form: string): Limit | null {
  const labels = named.flatMap((one) => (one.kind === 'label' ? [one] : []));
  const flagged = labels.find(isFlagKey);
  if (flagged) return flag(flagged, false);
  const brand = named.find((one) => one.kind === 'brand');
  if (brand?.kind === 'brand') {
    return { kind: 'any-of', key: 'brand', label: 'Brand', values: [brand.brand], negated: true };
  }
  const measure = labels.find((one) => one.key.numbers > 0);
  if (measure) {
    const bounds = { min: null, max: 0, minInclusive: true, maxInclusive: true };
    return {
      kind: 'range',
      key: measure.key.key,
      label: measure.key.label,
      unit: measure.key.unit,
      ...bounds,
    };
  }
  const none = labels.flatMap((one) => noneOf(vocabulary, one.key.key) ?? [])[0];
  if (none) return none;
  const values = named.flatMap((one) => (one.kind === 'value' ? [one] : []));
  const value = values.toSorted((a, b) => a.choices - b.choices || b.products - a.products)[0];
  if (value) {
    const { key } = value;
    return { kind: 'any-of', key: key.key, label: key.label, values: [value.value], negated: true };
  }
  const category = vocabulary.categories.find((one) => one.forms.length === 1 && one.head === form);
  return category
    ? { kind: 'any-of', key: 'category', label: 'Category', values: [category.slug], negated: true }
    : null;
}

/** "No plate" where the plate attribute has the value `none`. */
function noneOf(vocabulary: Vocabulary, key: string): Limit | null {
  const none = vocabulary.phrases
    .get('none')
    ?.find(
      ({ named, forms }) => forms.length === 1 && named.kind === 'value' && named.key.key === key,
    )?.named;
  if (none?.kind !== 'value') return null;
  return { kind: 'any-of', key, label: none.key.label, values: [none.value], negated: false };
}

/** "Caffeine-free", where no attribute is called that but one is called caffeine. */
function readFree(vocabulary: Vocabulary, words: readonly Word[]): readonly Limit[] {
  return words.flatMap((one, at) => {
    if (one.used || one.form !== 'free' || at === 0) return [];
    const dash = words[at - 1]?.lower === '-' ? 1 : 0;
    for (let from = Math.max(0, at - dash - 3); from < at - dash; from += 1) {
      if (words.slice(from, at).some((word) => word.used)) continue;
      const whole = phraseAt(vocabulary, words, from);
      if (whole && whole.to > at && whole.named.some((named) => named.kind === 'label' && isFlagKey(named)))
        return [];
      const found = phraseAt(vocabulary, words, from);
      if (!found || found.to !== at - dash) continue;
      const limit = denialOf(
        found.named.filter((named) => named.kind === 'label'),
        vocabulary,
        '',
      );
      if (!limit) continue;
      use(words, from, at + 1);
      return [limit];
    }
    return [];
  });
}

/**
 * Takes yes/no facts of several words that are asked for with "with" or "has" out of the words: the poles of "with pole
 * loops" are no category.
 */
export function readFeatures(vocabulary: Vocabulary, words: readonly Word[]): readonly Limit[] {
  return words.flatMap((one, at) => {
    if (one.used || !['with', 'has', 'have', 'having'].includes(one.lower)) return [];
    const found = phraseAt(vocabulary, words, at + 1, isFlagKey);
    const label = found?.named.find((named) => named.kind === 'label');
    if (!found || label?.kind !== 'label' || found.to - found.from < 2) return [];
    use(words, at, found.to);
    return [flag(label, true)];
  });
}

/** Takes yes/no facts, values beside their label, clear choices, brands and colours out of the words. */
export function readValues(
  vocabulary: Vocabulary,
  words: readonly Word[],
  isColoured: boolean | null,
): readonly Limit[] {
  const limits: Limit[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (words[at]?.used) continue;
    const found = phraseAt(vocabulary, words, at);
    const limit = found ? clearLimit(vocabulary, words, found) : null;
    if (found && limit) {
      limits.push(limit.limit);
      use(words, Math.min(found.from, limit.from), Math.max(found.to, limit.to));
    }
  }
  return [...limits, ...readColours(vocabulary, words, isColoured)];
}

interface Claimed {
  readonly limit: Limit;
  readonly from: number;
  readonly to: number;
}

function clearLimit(vocabulary: Vocabulary, words: readonly Word[], found: Found): Claimed | null {
  const { from, to } = found;
  for (const named of found.named) {
    if (named.kind === 'brand' && isClearBrand(named, found, words)) {
      const limit = {
        kind: 'any-of',
        key: 'brand',
        label: 'Brand',
        values: [named.brand],
        negated: false,
      } as const;
      return { limit, from: ['by', 'from'].includes(words[from - 1]?.lower ?? '') ? from - 1 : from, to };
    }
  }
  for (const named of found.named) {
    if (named.kind === 'label' && isFlagKey(named) && isClearFlag(vocabulary, words, found)) {
      const start = ['with', 'has', 'is', 'has a'].includes(words[from - 1]?.lower ?? '') ? from - 1 : from;
      return { limit: flag(named, true), from: start, to };
    }
  }
  const values = found.named
    .flatMap((named) => (named.kind === 'value' ? [named] : []))
    .toSorted((a, b) => a.choices - b.choices);
  const pick = (value: (typeof values)[number]): Limit => ({
    kind: 'any-of',
    key: value.key.key,
    label: value.key.label,
    values: [value.value],
    negated: false,
  });
  const choice = values.find((value) => isClearChoice(vocabulary, value, found, values.length));
  return choice ? { limit: pick(choice), from, to } : null;
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
  if (words[found.from - 1]?.lower === 'with' || found.to - found.from > 1) return true;
  return (vocabulary.labelUses.get(words[found.from]?.form ?? '') ?? 0) < 6;
}

/** A choice of several words ("flat feet"), or an option's single word ("wide"), that names nothing else. */
function isClearChoice(
  vocabulary: Vocabulary,
  value: Extract<Named, { kind: 'value' }>,
  found: Found,
  rivals: number,
): boolean {
  // A choice that few products offer is no way to divide the shop: its words rank.
  if (value.key.products < vocabulary.products * COMMON_SHARE) return false;
  if (isSizeKey(value.key.key) || value.choices > FEW_CHOICES || value.choices < 2) return false;
  if (/^(?:yes|no|none|other|standard|normal)$/i.test(value.value)) return false;
  return found.to - found.from > 1 || (value.key.isOption && rivals <= 3);
}

const isFlagKey = (named: Named): boolean =>
  named.kind === 'label' && named.key.flags > 0 && named.key.flags >= named.key.words * 0.2;

const flag = (named: Named & { kind: 'label' }, value: boolean): Limit => ({
  kind: 'flag',
  key: named.key.key,
  label: named.key.label,
  value,
});

/** The colour that a word asks for: the merchant's own word where variants have it, else the plain colour. */
function colourAt(vocabulary: Vocabulary, words: readonly Word[], at: number): string | null {
  const one = words[at];
  if (!one || one.used || !vocabulary.colours.size) return null;
  const plain = plainColour(one.lower) ?? plainColour(one.form);
  const own = vocabulary.colours.get(one.lower);
  if (own !== undefined && (plain !== null || isCalledColour(words, at))) return own.toLowerCase();
  return plain !== null && vocabulary.colours.has(plain) ? plain : null;
}

const isCalledColour = (words: readonly Word[], at: number): boolean =>
  [words[at - 1], words[at + 1]].some((one) =>
    ['color', 'colour', 'colorway', 'colourway'].includes(one?.form ?? ''),
  ) || words[at - 1]?.lower === 'in';

/** Whether the word is also a value of something else here ("orange" of a flavour) and is not called a colour. */
function isColourElsewhere(vocabulary: Vocabulary, words: readonly Word[], at: number): boolean {
  if (isCalledColour(words, at)) return false;
  const form = words[at]?.form ?? '';
  return (vocabulary.phrases.get(form) ?? []).some(
    ({ named }) => named.kind === 'value' && named.key.isOption && !/colou?r/.test(named.key.key),
  );
}

/** In a part of the shop without colours to choose from, "orange" is a flavour; without any part named, it may be. */
function isOtherwiseMeant(
  vocabulary: Vocabulary,
  words: readonly Word[],
  at: number,
  isColoured: boolean | null,
): boolean {
  if (isColoured === true || isCalledColour(words, at)) return false;
  return isColoured === false || isColourElsewhere(vocabulary, words, at);
}

function readColours(
  vocabulary: Vocabulary,
  words: readonly Word[],
  isColoured: boolean | null,
): readonly Limit[] {
  const limits: Limit[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const colour = colourAt(vocabulary, words, at);
    if (!colour || isOtherwiseMeant(vocabulary, words, at, isColoured)) continue;
    const values = [colour];
    let to = at + 1;
    for (;;) {
      // "blue or red", "blue, red or grey"; "black and white" asks for both, so each becomes a limit.
      const step = words[to]?.lower === 'or' ? 1 : words[to]?.joined === false ? 0 : null;
      const other = step === null ? null : colourAt(vocabulary, words, to + step);
      if (!other || step === null) break;
      values.push(other);
      to += step + 1;
    }
    use(words, at, to);
    limits.push(colourLimit([...new Set(values)], false));
    const said = [words[at - 1], words[to]];
    for (const one of said)
      if (one && ['color', 'colour', 'colored', 'coloured'].includes(one.lower)) one.used = true;
    at = to - 1;
  }
  return limits;
}

const colourLimit = (values: readonly string[], negated: boolean): Limit => ({
  kind: 'any-of',
  key: COLOUR,
  label: 'Color',
  values,
  negated,
});
