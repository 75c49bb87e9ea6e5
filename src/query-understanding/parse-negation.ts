import { BEFORE_DENIED, OPENS_DENIAL } from '#src/language/english/negation-words.ts';
import { denialLength } from '#src/language/denied-words.ts';
import { colourAt, colourFilter, isColourElsewhere } from './parse-color.ts';
import { booleanFilter, isFlagKey } from './boolean-filter.ts';
import type { Filter } from '#src/query/search-query.ts';
import { phraseAt } from './match-phrase.ts';
import { use, type Word } from './words.ts';
import type { Named, Vocabulary } from './vocabulary.ts';

const NEGATION = /^(?:no|not|without|non|excluding|except(?: for)?|anything but|other than|not in|don't want|isn't|aren't|nothing)$/; // prettier-ignore

/** Takes denials out of the words: "not pink", "no laces", "without caffeine", "except Brand". */
export function parseNegations(vocabulary: Vocabulary, words: readonly Word[]): readonly Filter[] {
  const filters: Filter[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const length = negationAt(words, at);
    // "no frost" and "non stick" can be names of their own.
    if (!length || phraseAt(vocabulary, words, at, isFlagKey)) continue;
    let next = at + length;
    next = afterFillers(vocabulary, words, next);
    let end = at;
    for (;;) {
      const denied = deniedAt(vocabulary, words, next);
      if (!denied) {
        const kinds = exceptKinds(vocabulary, words[at], words[next]);
        if (kinds.length) filters.push(withoutKinds(kinds));
        break;
      }
      filters.push(...denied.filters);
      end = denied.to;
      next = end;
      // "not pink or red", "no laces, no plate"
      if (!['or', 'nor', 'and'].includes(words[next]?.lower ?? '') || words[next]?.used) break;
      next += 1;
      next = afterFillers(vocabulary, words, next);
    }
    if (end > at) use(words, at, end);
    else if (words[at]?.lower === 'no' && !denialLength(spoken(words), at)) {
      // What is not wanted must not be ranked for, even where the catalogue cannot check it.
      const to = Math.min(next + 1, words.length);
      if (to > next) use(words, at, to);
    }
  }
  return [...filters, ...parseFree(vocabulary, words)];
}

/**
 * Denials that name no attribute ("without straw"), so that nothing they hold is read as asked for. Answers their words:
 * they stay in the text, from which the search takes them.
 */
export function setDenialsAside(words: readonly Word[]): readonly Word[] {
  const said = spoken(words);
  const aside = words.flatMap((_, at) => words.slice(at, at + denialLength(said, at)));
  for (const one of aside) one.used = true;
  return aside;
}

const spoken = (words: readonly Word[]): readonly string[] =>
  words.map((one, at) => (one.used ? '|' : one.raw + (words[at + 1]?.joined === false ? ',' : '')));

function negationAt(words: readonly Word[], at: number): number {
  for (let length = 2; length > 0; length -= 1) {
    const some = words.slice(at, at + length);
    if (some.length < length || some.some((one) => one.used) || words[at - 1]?.lower === 'or') continue;
    if (!OPENS_DENIAL.has((some[0]?.lower ?? '').replace('’', "'"))) continue;
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
  one !== undefined && !one.used && (BEFORE_DENIED.has(one.lower) || ['color', 'colour'].includes(one.form));

function deniedAt(
  vocabulary: Vocabulary,
  words: readonly Word[],
  at: number,
): { filters: readonly Filter[]; to: number } | null {
  const one = words[at];
  if (!one || one.used) return null;
  const free = phraseAt(vocabulary, words, at, undefined, 'free');
  const freeFlag = free?.named.find((named) => named.kind === 'label' && isFlagKey(named));
  if (free && freeFlag?.kind === 'label') return { filters: [booleanFilter(freeFlag, true)], to: free.to };
  const colour = colourAt(vocabulary, words, at);
  if (colour && !isColourElsewhere(vocabulary, words, at)) {
    return { filters: [colourFilter([colour], true)], to: at + 1 };
  }
  const found = phraseAt(vocabulary, words, at);
  if (!found) return colour ? { filters: [colourFilter([colour], true)], to: at + 1 } : null;
  const filter = denialOf(found.named, vocabulary, words[at]?.form ?? '');
  return filter ? { filters: [filter], to: found.to } : null;
}

/** Share of the products that must state a key, for the denial of its value to be more than a word that no name may hold. */
const LEAST_STATING = 0.02;

function denialOf(all: readonly Named[], vocabulary: Vocabulary, form: string): Filter | null {
  const named = all.filter(
    (one) => one.kind !== 'value' || one.key.products >= vocabulary.products * LEAST_STATING,
  );
  const labels = named.flatMap((one) => (one.kind === 'label' ? [one] : []));
  const flagged = labels.find(isFlagKey);
  if (flagged) return booleanFilter(flagged, false);
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
  return category ? withoutKinds([category.slug]) : null;
}

const withoutKinds = (values: readonly string[]): Filter => ({
  kind: 'any-of',
  key: 'category',
  label: 'Category',
  values,
  negated: true,
});

const EXCEPTING: ReadonlySet<string> = new Set(['not', 'except', 'excluding', 'other', 'but']);

/** "Except costume" means the costume wigs, too, where a kind is called so with another word. Not "without light". */
function exceptKinds(
  vocabulary: Vocabulary,
  opens: Word | undefined,
  word: Word | undefined,
): readonly string[] {
  const form = word?.form ?? '';
  if (word?.used !== false || !EXCEPTING.has(opens?.lower ?? '')) return [];
  return vocabulary.categories.flatMap((one) =>
    one.forms.length > 1 && one.head !== form && one.forms.includes(form) ? [one.slug] : [],
  );
}

/** "No plate" where the plate attribute has the value `none`. */
function noneOf(vocabulary: Vocabulary, key: string): Filter | null {
  const none = vocabulary.phrases
    .get('none')
    ?.find(
      ({ named, forms }) => forms.length === 1 && named.kind === 'value' && named.key.key === key,
    )?.named;
  if (none?.kind !== 'value') return null;
  return { kind: 'any-of', key, label: none.key.label, values: [none.value], negated: false };
}

/** "Caffeine-free", where no attribute is called that but one is called caffeine. */
function parseFree(vocabulary: Vocabulary, words: readonly Word[]): readonly Filter[] {
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
      const filter = denialOf(
        found.named.filter((named) => named.kind === 'label'),
        vocabulary,
        '',
      );
      if (!filter) continue;
      use(words, from, at + 1);
      return [filter];
    }
    return [];
  });
}
