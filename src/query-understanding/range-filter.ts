import { minorDigits } from '#src/money/money.ts';
import { AFTER } from './comparison-words.ts';
import type { Filter } from '#src/query/search-query.ts';
import type { Amount } from './parse-amount.ts';
import type { NamedMeasure } from './match-measure.ts';
import { saysAt, use, type Word } from './words.ts';
import { convert, sameDimension, unitOf } from '#src/language/units.ts';
import type { Vocabulary } from './vocabulary.ts';

/* Amounts as filters, once it is known what they are of: their words are used up. */

export const PRICE_WORDS: ReadonlySet<string> = new Set([
  'price',
  'cost',
  'priced',
  'costing',
  'budget',
  'spend',
]);
const AROUND_SHARE = 0.15; // "around $100" is read as $85 to $115

/** Null where neither the words nor the catalogue name a currency. */
export function priceFilter(vocabulary: Vocabulary, words: readonly Word[], amount: Amount): Filter | null {
  const currency = amount.currency || vocabulary.currency;
  if (!currency) return null;
  // A price with twenty digits is still a number, if not to the cent.
  const most = Number.MAX_SAFE_INTEGER;
  const minor = (value: number) =>
    Math.max(-most, Math.min(most, Math.round(value * 10 ** minorDigits(currency))));
  let from = amount.from;
  while (from > 0 && isPriceWord(words[from - 1])) from -= 1;
  use(words, from, amount.to);
  const inHand = ['have', 'got', 'spend', 'budget', 'ive', 'with', 'money', 'pay', 'only'].includes(
    words[from - 1]?.lower.replace(/['’]/g, '') ?? '',
  );
  const range = rangeOf({ ...amount, op: amount.op ?? (inHand ? 'lte' : 'around') }, minor);
  return { kind: 'range', key: 'price', label: 'Price', unit: currency, ...range };
}

const isPriceWord = (one: Word | undefined): boolean =>
  one !== undefined &&
  !one.used &&
  (PRICE_WORDS.has(one.form) || ['is', 'of', 'for', 'my'].includes(one.lower));

export function ratingFilter(words: readonly Word[], amount: Amount): Filter {
  const rated = words[amount.from - 1]?.form === 'rated' ? 1 : 0;
  const stars = words[amount.to]?.form === 'star' ? 1 : 0;
  use(words, amount.from - rated, amount.to + stars);
  let to = amount.to + stars;
  for (const [, said] of AFTER) {
    const length = saysAt(words, to, said);
    use(words, to, to + length);
    to += length;
  }
  return { kind: 'range', key: 'rating', label: 'Rating', unit: null, ...rangeOf(amount, (value) => value) };
}

export function measureFilter(words: readonly Word[], amount: Amount, named: NamedMeasure): Filter {
  const { key } = named;
  use(words, Math.min(amount.from, named.from), Math.max(amount.to, named.to));
  const unit = key.unit ?? amount.unit;
  const converts =
    sameDimension(amount.unit, key.unit) && unitOf(amount.unit)?.name !== unitOf(key.unit)?.name;
  // Without end a bound would be no bound once it is written down.
  const tell = (value: number) => Math.min(Number.MAX_VALUE, convert(value, amount.unit, key.unit));
  // Who names so many hours of a battery does not mind more of them.
  const isTime = amount.op === null && amount.high === null && unitOf(key.unit)?.dimension === 'time';
  const range = rangeOf(isTime ? { ...amount, op: 'gte' } : amount, tell);
  const exact = range.min !== null && range.min === range.max;
  // 17 inches stated in millimetres must still find 432: conversions of an exact figure get half a per cent. A terabyte is
  // 1000 gigabytes to one shop and 1024 to another.
  const isData = unitOf(unit)?.dimension === 'data';
  const loose = converts && exact && range.min !== null;
  return {
    kind: 'range',
    key: key.key,
    label: key.label,
    ...range,
    ...(loose && range.min !== null
      ? { min: rounded(range.min * 0.995), max: rounded(range.min * (isData ? 1.05 : 1.005)) }
      : {}),
    unit: unit === null ? null : (unitOf(unit)?.name ?? unit),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(6));

function rangeOf(
  amount: Pick<Amount, 'low' | 'high' | 'op'>,
  tell: (value: number) => number,
): { min: number | null; max: number | null; minInclusive: boolean; maxInclusive: boolean } {
  const closed = { minInclusive: true, maxInclusive: true };
  const low = tell(amount.low);
  if (amount.high !== null) {
    const high = tell(amount.high);
    return { min: Math.min(low, high), max: Math.max(low, high), ...closed };
  }
  switch (amount.op) {
    case 'lt':
      return { min: null, max: low, ...closed, maxInclusive: false };
    case 'lte':
      return { min: null, max: low, ...closed };
    case 'gt':
      return { min: low, max: null, ...closed, minInclusive: false };
    case 'gte':
      return { min: low, max: null, ...closed };
    case 'around':
      return {
        min: rounded(tell(amount.low * (1 - AROUND_SHARE))),
        max: rounded(tell(amount.low * (1 + AROUND_SHARE))),
        ...closed,
      };
    case 'equal':
    case null:
      return { min: low, max: low, ...closed };
  }
}
