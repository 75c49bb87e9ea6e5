import { isCurrency, minorDigits } from '#src/money/money.ts';
import type { Limit } from './need.ts';
import { bestMeasure, measureByUnit, type NamedMeasure } from './question-measures.ts';
import { phraseAt } from './question-phrases.ts';
import { saysAt, saysBefore, use, wordForm, type Word } from './question-words.ts';
import { convert, sameDimension, unitOf } from './units.ts';
import type { Vocabulary } from './vocabulary.ts';

/*
 * Numbers with what they are compared to: "drop under 6 mm", "$100-150", "at least 20 servings", "16 GB ram",
 * "lighter than 250 g". The comparison words are English; what is measured is the catalogue's own.
 */

type Op = 'lt' | 'lte' | 'gt' | 'gte' | 'around' | 'equal';

const BEFORE: readonly (readonly [Op, ReadonlySet<string>])[] = [
  ['lte', phrases('at most|no more than|not more than|not over|not above|up to|max|maximum|maximum of|max of|no over|<=|≤|no heavier than|not heavier than|no longer than|no higher than|no bigger than|budget|budget of|budget is|within|limit of')],
  ['gte', phrases('at least|no less than|not less than|not under|not below|no fewer than|min|minimum|minimum of|min of|from|starting at|starting from|>=|≥|no lighter than|no shorter than')],
  ['lt', phrases('under|below|less than|lower than|fewer than|smaller than|beneath|<|for less than|up until')],
  ['gt', phrases('over|above|more than|greater than|bigger than|larger than|higher than|>|upwards of|exceeding|beyond')],
  ['around', phrases('around|about|approximately|approx|roughly|circa|near|~|close to|ish')],
  ['equal', phrases('exactly|precisely|of|=|is|equals|equal to')],
]; // prettier-ignore

const AFTER: readonly (readonly [Op, ReadonlySet<string>])[] = [
  ['lte', phrases('or less|or under|or fewer|or lower|or below|or cheaper|or lighter|or shorter|or smaller|max|maximum|tops|at most|and under|and below|and less|to spend|to spare|budget|in total|in all|all in|altogether')],
  ['gte', phrases('or more|or above|or over|or higher|or longer|or up|or greater|or bigger|or larger|or heavier|or better|minimum|min|plus|+|and up|and above|and over|and more|at least')],
]; // prettier-ignore

/** Comparatives that name what is compared: the label words to look for, and whether less is meant. */
const COMPARATIVES: ReadonlyMap<string, readonly [less: boolean, labels: string]> = new Map([
  ['lighter', [true, 'weight']],
  ['heavier', [false, 'weight']],
  ['cheaper', [true, 'price']],
  ['pricier', [false, 'price']],
  ['dearer', [false, 'price']],
  ['shorter', [true, 'length duration']],
  ['longer', [false, 'length duration']],
  ['taller', [false, 'height']],
  ['wider', [false, 'width']],
  ['narrower', [true, 'width']],
  ['thinner', [true, 'thickness depth']],
  ['thicker', [false, 'thickness depth']],
  ['deeper', [false, 'depth']],
  ['brighter', [false, 'brightness']],
  ['dimmer', [true, 'brightness']],
  ['louder', [false, 'noise']],
  ['quieter', [true, 'noise']],
  ['faster', [false, 'speed frequency']],
  ['slower', [true, 'speed frequency']],
]);

const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['$', ''],
  ['dollar', ''],
  ['buck', ''],
  ['usd', 'USD'],
  ['cad', 'CAD'],
  ['€', 'EUR'],
  ['eur', 'EUR'],
  ['euro', 'EUR'],
  ['£', 'GBP'],
  ['gbp', 'GBP'],
  ['quid', 'GBP'],
  ['¥', 'JPY'],
  ['jpy', 'JPY'],
  ['yen', 'JPY'],
]);

const PRICE_WORDS: ReadonlySet<string> = new Set(['price', 'cost', 'priced', 'costing', 'budget', 'spend']);
const LINKS: ReadonlySet<string> = new Set(['a', 'an', 'the', 'of', 'is', 'with', 'has', 'have', 'be', 'that', 'and', 'to', 'for', 'are', 'in', 'it', 'i', 'can', 'my', 'me', 'please', 'but', 'or', 'which', 'on', 'by', 'as']); // prettier-ignore
const AROUND_SHARE = 0.15; // "around $100" is read as $85 to $115

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split('|'));
}

interface Amount {
  readonly low: number;
  /** The second number of "4 to 8". */
  readonly high: number | null;
  readonly unit: string | null;
  /** The currency asked in; '' for a sign that many currencies share. */
  readonly currency: string | null;
  readonly op: Op | null;
  readonly hint: string | null;
  readonly from: number;
  readonly to: number;
}

/** Takes every number that is clearly a limit out of the words. */
export function readNumbers(vocabulary: Vocabulary, words: readonly Word[]): readonly Limit[] {
  const limits: Limit[] = [];
  const inLabels = labelNumbers(vocabulary, words);
  for (let at = 0; at < words.length; at += 1) {
    const one = words[at];
    if (one?.number == null || one.used || inLabels.has(at)) continue;
    const amount = amountAt(words, at);
    const limit = isRate(words, amount.to) ? null : limitOf(vocabulary, words, amount);
    if (limit) limits.push(limit);
    at = Math.max(at, amount.to - 1);
  }
  return limits;
}

const PER: ReadonlySet<string> = new Set(['per', 'an', 'a', 'each', 'every', '/']);
const PERIODS: ReadonlySet<string> = new Set(['hour', 'hr', 'day', 'week', 'month', 'minute', 'mile', 'km', 'kilometre', 'kilometer', 'lap', 'run']); // prettier-ignore

/** Whether an amount is told per hour or the like: what a body needs, not what a product holds. */
function isRate(words: readonly Word[], to: number): boolean {
  for (const at of words.slice(to, to + 4).keys()) {
    const [per, period] = [words[to + at], words[to + at + 1]];
    if (!per?.joined && at > 0) return false;
    if (PER.has(per?.lower ?? '') && PERIODS.has(period?.form ?? '')) return true;
  }
  return false;
}

/** Places of numbers that belong to an attribute's name: the 2 of "usb 2 ports". */
function labelNumbers(vocabulary: Vocabulary, words: readonly Word[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const at of words.keys()) {
    const label = phraseAt(vocabulary, words, at, (named) => named.kind === 'label');
    for (let place = at; label && place < label.to; place += 1) {
      if (label.to - at > 1 && words[place]?.number != null) places.add(place);
    }
  }
  return places;
}

function amountAt(words: readonly Word[], at: number): Amount {
  let from = at;
  let currency = currencyAt(words, from - 1, true);
  if (currency !== null) from -= 1;
  const first = afterNumber(words, at + 1, currency);
  currency ??= first.currency;
  let { unit } = first;
  let to = first.to;
  const op = opBefore(words, from);
  const second = secondNumber(words, to, op?.between ?? false);
  let high: number | null = null;
  if (second) {
    high = second.value;
    const end = afterNumber(words, second.to, currency ?? second.currency);
    currency ??= second.currency ?? end.currency;
    unit ??= end.unit;
    to = end.to;
  }
  let sign = op?.op ?? null;
  if (op) from = op.from;
  for (const [after, said] of AFTER) {
    const length = saysAt(words, to, said);
    // "100 %, tops" goes on to name a thing: only what is said in one breath belongs to the number.
    if (!length || second || !words[to]?.joined) continue;
    sign = after;
    to += length;
    break;
  }
  const low = words[at]?.number ?? 0;
  return { low, high, unit, currency, op: sign, hint: op?.hint ?? null, from, to };
}

function currencyAt(words: readonly Word[], at: number, before: boolean): string | null {
  const one = words[at];
  if (!one || one.used) return null;
  const found = CURRENCIES.get(one.form) ?? (isCurrency(one.raw) ? one.raw : undefined);
  return found === undefined || (before && ['dollar', 'buck', 'quid'].includes(one.form)) ? null : found;
}

function afterNumber(
  words: readonly Word[],
  at: number,
  currency: string | null,
): { to: number; unit: string | null; currency: string | null } {
  const none = { to: at, unit: null, currency: null };
  const one = words[at];
  if (!one || one.used || !one.joined) return none;
  if (currency === null) {
    const after = currencyAt(words, at, false);
    if (after !== null) return { to: at + 1, unit: null, currency: after };
  }
  if (currency !== null) return none;
  const skip = one.lower === '-' ? 1 : 0; // "17-inch"
  const unitWord = words[at + skip];
  const next = words[at + skip + 1];
  if (unitWord?.form === 'fl' && next?.form === 'oz')
    return { to: at + skip + 2, unit: 'fl oz', currency: null };
  if (unitWord?.form === 'fluid') return { to: at + skip + 2, unit: 'fl oz', currency: null };
  const unit = unitWord && !unitWord.used ? unitOf(unitWord.lower) : null;
  // "in" is an inch only where nothing is in something: "9 in blue" has none.
  if (!unit || (unitWord?.lower === 'in' && next && LINKS.has(next.lower))) return none;
  return { to: at + skip + 1, unit: unit.name, currency: null };
}

function secondNumber(
  words: readonly Word[],
  at: number,
  between: boolean,
): { value: number; to: number; currency: string | null } | null {
  const link = words[at];
  if (!link || link.used) return null;
  if (!['-', '–', '—', 'to'].includes(link.lower) && !(between && link.lower === 'and')) return null;
  const currency = currencyAt(words, at + 1, true);
  const number = words[at + (currency === null ? 1 : 2)];
  return number?.number == null
    ? null
    : { value: number.number, to: at + (currency === null ? 2 : 3), currency };
}

function opBefore(
  words: readonly Word[],
  end: number,
): { op: Op | null; from: number; hint: string | null; between: boolean } | null {
  const between = words[end - 1];
  if (between && !between.used && (between.lower === 'between' || between.lower === 'from')) {
    return { op: between.lower === 'from' ? 'gte' : null, from: end - 1, hint: null, between: true };
  }
  const comparative = words[end - 2];
  const known = comparative && !comparative.used ? COMPARATIVES.get(comparative.lower) : undefined;
  if (known && words[end - 1]?.lower === 'than') {
    const negated = ['no', 'not'].includes(words[end - 3]?.lower ?? '') && !words[end - 3]?.used;
    const op = known[0] === negated ? 'gt' : 'lt';
    return {
      op: negated ? (op === 'gt' ? 'gte' : 'lte') : op,
      from: end - (negated ? 3 : 2),
      hint: known[1],
      between: false,
    };
  }
  for (const [op, said] of BEFORE) {
    const length = saysBefore(words, end, said);
    if (length) return { op, from: end - length, hint: null, between: false };
  }
  return null;
}

function limitOf(vocabulary: Vocabulary, words: readonly Word[], amount: Amount): Limit | null {
  const compared = (amount.op !== null && amount.op !== 'equal') || amount.high !== null;
  if (amount.currency !== null || amount.hint === 'price') return priceLimit(vocabulary, words, amount);
  if (isStars(words, amount)) return compared ? ratingLimit(words, amount) : null;
  const named = bestMeasure(vocabulary, words, amount);
  if (named && (compared || amount.op === 'equal' || amount.unit !== null || named.whole)) {
    return measureLimit(words, amount, named);
  }
  if (!compared) return null;
  if (amount.unit !== null || amount.hint !== null) {
    const guess = measureByUnit(vocabulary, amount);
    return guess ? measureLimit(words, amount, guess) : null;
  }
  return soundsLikePrice(vocabulary, words, amount) ? priceLimit(vocabulary, words, amount) : null;
}

function isStars(words: readonly Word[], amount: Amount): boolean {
  const next = words[amount.to];
  return (next?.form === 'star' && !next.used) || words[amount.from - 1]?.form === 'rated';
}

/** "shoes under 100" is about money; "under 100 washes" is not known to be. */
function soundsLikePrice(vocabulary: Vocabulary, words: readonly Word[], amount: Amount): boolean {
  const before = words[amount.from - 1];
  if (before && PRICE_WORDS.has(before.form)) return true;
  if (amount.op === 'around' && amount.low < 5) return false;
  const next = words[amount.to];
  const isEnd = !next || !next.joined || next.used || LINKS.has(next.lower);
  if (isEnd || BEFORE.some(([, said]) => saysAt(words, amount.to, said) > 0)) return amount.low > 0;
  return vocabulary.categories.some((one) => one.forms.includes(next.form));
}

function priceLimit(vocabulary: Vocabulary, words: readonly Word[], amount: Amount): Limit {
  const currency = amount.currency || vocabulary.currency;
  const minor = (value: number) => Math.round(value * 10 ** minorDigits(currency));
  let from = amount.from;
  while (from > 0 && isPriceWord(words[from - 1])) from -= 1;
  use(words, from, amount.to);
  const inHand = ['have', 'got', 'spend', 'budget', 'ive', 'with'].includes(
    words[from - 1]?.lower.replace(/['’]/g, '') ?? '',
  );
  const range = rangeOf({ ...amount, op: amount.op ?? (inHand ? 'lte' : 'around') }, minor);
  return { kind: 'range', key: 'price', label: 'Price', unit: currency, ...range };
}

const isPriceWord = (one: Word | undefined): boolean =>
  one !== undefined &&
  !one.used &&
  (PRICE_WORDS.has(one.form) || ['is', 'of', 'for', 'my'].includes(one.lower));

function ratingLimit(words: readonly Word[], amount: Amount): Limit {
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

function measureLimit(words: readonly Word[], amount: Amount, named: NamedMeasure): Limit {
  const { key } = named;
  use(words, Math.min(amount.from, named.from), Math.max(amount.to, named.to));
  const unit = key.unit ?? amount.unit;
  const converts =
    sameDimension(amount.unit, key.unit) && unitOf(amount.unit)?.name !== unitOf(key.unit)?.name;
  const tell = (value: number) => convert(value, amount.unit, key.unit);
  const range = rangeOf(amount, tell);
  const exact = range.min !== null && range.min === range.max;
  // 17 inches told in millimetres must still find 432: conversions of an exact figure get half a per cent.
  const loose = converts && exact && range.min !== null;
  return {
    kind: 'range',
    key: key.key,
    label: key.label,
    ...range,
    ...(loose && range.min !== null
      ? { min: rounded(range.min * 0.995), max: rounded(range.min * 1.005) }
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

/** The comparatives a question may use, for callers that read them without a number. */
export const isComparative = (word: string): boolean => COMPARATIVES.has(wordForm(word));
