import { AFTER_AMOUNT } from '#src/language/english/function-words.ts';
import { measureFilter, priceFilter, PRICE_WORDS, ratingFilter } from './range-filter.ts';
import { BEFORE, opBefore } from './comparison-words.ts';
import type { Filter } from '#src/query/search-query.ts';
import { saidBy, type Claim, type Said, type Strength } from './said.ts';
import { isInch } from './inches.ts';
import { amountAt, type Amount, type IsUnit } from './parse-amount.ts';
import { bestMeasure, measureBefore, measureByUnit } from './match-measure.ts';
import { sameDimension } from '#src/language/units.ts';
import { phraseAt } from './match-phrase.ts';
import { numberAt } from './number-at.ts';
import { namesThing } from './context.ts';
import { saysAt, type Word } from './words.ts';
import type { Vocabulary } from './vocabulary.ts';

/* Numbers with what they are compared to: "drop under 6 mm", "$100-150", "at least 20 servings", "16 GB ram". */

/** Takes every number that is clearly a filter out of the words. */
export function parseRanges(vocabulary: Vocabulary, words: readonly Word[]): readonly Said[] {
  const said: Said[] = [];
  const bare: Said[] = [];
  const inLabels = labelNumbers(vocabulary, words);
  const isUnit: IsUnit = (at, isCompared) => isInch(vocabulary, words, at, isCompared);
  for (let at = 0; at < words.length; at += 1) {
    const one = words[at];
    if (!one || one.used || !numberAt(words, at, isComparedAt(words, at))) continue;
    const amount = amountAt(words, at, isUnit);
    // "Data network up to 3 G" names its measure, though something else is called "3G".
    const isComparedBefore = amount.op !== null && amount.from < at;
    if (inLabels.has(at) && !(isComparedBefore && measureBefore(vocabulary, words, amount))) continue;
    const before = said.length;
    if (!isRate(words, amount.to)) said.push(...saidBy(words, () => claimsOf(vocabulary, words, amount)));
    at = Math.max(at, amount.to - 1);
    if (amount.op === null && amount.high === null) bare.push(...said.slice(before));
  }
  // "160 bucks in the bin, no more than 140": beside a bound a sum that nothing is compared to is told, not asked.
  const isBounded = said.some((one) => one.filter.key === 'price' && !bare.includes(one));
  return isBounded ? said.filter((one) => one.filter.key !== 'price' || !bare.includes(one)) : said;
}

/** Whether a comparison or a currency's sign stands right before it. */
const isComparedAt = (words: readonly Word[], at: number): boolean =>
  opBefore(words, at) !== null || /^\p{Sc}$/u.test(words[at - 1]?.raw ?? '');

const NEAR = 5; // times the less of two numbers, for the greater to be a price beside it whatever its last digit

const PER: ReadonlySet<string> = new Set(['per', 'an', 'a', 'each', 'every', '/']);
const PERIODS: ReadonlySet<string> = new Set(['hour', 'hr', 'day', 'week', 'month', 'minute', 'mile', 'km', 'kilometre', 'kilometer']); // prettier-ignore

/** Whether an amount is stated per hour or the like: what a body takes in, not what a product holds. */
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

function claimsOf(vocabulary: Vocabulary, words: readonly Word[], amount: Amount): readonly Claim[] {
  const compared = (amount.op !== null && amount.op !== 'equal') || amount.high !== null;
  if (amount.currency !== null || amount.hint === 'price')
    return claim(priceFilter(vocabulary, words, amount));
  if (isStars(words, amount)) return compared ? claim(ratingFilter(words, amount)) : [];
  const measure = bestMeasure(vocabulary, words, amount);
  // "Mouse under 20" asks for a mouse, though one attribute is a "mouse weight".
  const isThing =
    measure !== null &&
    !measure.isNamed &&
    amount.unit === null &&
    amount.hint === null &&
    (amount.op === 'lt' || amount.op === 'lte');
  const named = isThing ? null : measure;
  if (named && (compared || amount.op === 'equal' || amount.unit !== null || named.whole)) {
    const isSure = named.whole || sameDimension(amount.unit, named.key.unit);
    return claim(measureFilter(words, amount, named), isSure ? 'demand' : 'request');
  }
  if (!compared) return [];
  if (amount.unit !== null || amount.hint !== null) {
    const guess = measureByUnit(vocabulary, amount);
    return guess ? claim(measureFilter(words, amount, guess), 'request') : [];
  }
  return soundsLikePrice(vocabulary, words, amount) ? claim(priceFilter(vocabulary, words, amount)) : [];
}

const claim = (filter: Filter | null, strength: Strength = 'demand'): readonly Claim[] =>
  filter ? [{ filter, strength }] : [];

function isStars(words: readonly Word[], amount: Amount): boolean {
  const next = words[amount.to];
  return (next?.form === 'star' && !next.used) || words[amount.from - 1]?.form === 'rated';
}

/**
 * Whether a number of no unit is money. "Shoes under 100 waterproof" is, "lasts under 100 washes" and "12-3/4" are not
 * known to be.
 */
function soundsLikePrice(vocabulary: Vocabulary, words: readonly Word[], amount: Amount): boolean {
  const before = words[amount.from - 1];
  if (before && PRICE_WORDS.has(before.form)) return true;
  if (amount.op === 'around' && amount.low < 5) return false;
  if (words.slice(amount.from, amount.to).some(({ raw }) => raw.includes('/'))) return false;
  if (amount.op === null && !isSpan(words, amount)) return false;
  const next = words[amount.to];
  const isEnd = !next || !next.joined || next.used || AFTER_AMOUNT.has(next.lower);
  if (isEnd || BEFORE.some(([, said]) => saysAt(words, amount.to, said) > 0)) return amount.low > 0;
  if (vocabulary.categories.some((one) => one.forms.includes(next.form))) return true;
  const isCounted = next.form !== next.lower && namesThing(words, amount.from);
  return amount.op === 'lt' && amount.low > 0 && next.number === null && !isCounted;
}

/** Whether two numbers run from one to the other as prices do: "100-250" does, "129-1048" and "593-01" do not. */
function isSpan(words: readonly Word[], { low, high, from, to }: Amount): boolean {
  if (high === null || low >= high) return false;
  const numbers = words.slice(from, to).filter(({ number }) => number !== null);
  if (numbers.some(({ raw }) => /^0\d/.test(raw))) return false;
  const isApart = words.slice(from, to).some(({ gap }, at) => at > 0 && gap !== '');
  return isApart || high % 5 === 0 || Math.trunc(high) <= low * NEAR;
}
