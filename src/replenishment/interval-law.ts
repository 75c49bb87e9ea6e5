import { countBefore, type PurchaseDays } from './purchase-days.ts';

/** How long, in ln days, between two purchases: the middle and the spread of a lognormal law. */
export interface IntervalLaw {
  readonly middle: number;
  readonly spread: number;
}

/** What is believed of an item before the customer's own intervals are looked at. */
export interface IntervalPriors {
  readonly of: (item: string) => IntervalLaw;
  readonly overall: IntervalLaw;
}

const KEPT_INTERVALS = 12;
const FADE = 0.8; // of two neighbouring intervals the older one counts that much less
const OWN_PSEUDO = 0.75; // the prior weighs as much as so many own intervals
const SPREAD_PSEUDO = 10;
const ITEM_PSEUDO = 20;
const STATED_PSEUDO = 10; // what is stated weighs as much as so many intervals that say how much longer it takes
const STATED_SPREAD = 0.6;
export const FIRST_GUESS: IntervalLaw = { middle: Math.log(45), spread: 0.9 };

/**
 * Priors of every item from intervals that ended before `day`: items lean on what they state to last, as long as
 * customers of their category take for it, else on their category; categories lean on the shop.
 */
export function learnPriors(
  history: PurchaseDays,
  day: number,
  categoryOf: (item: string) => string,
  lastsOf: (item: string) => number | null = () => null,
): IntervalPriors {
  const items = new Map<string, Sums>();
  const categories = new Map<string, Sums>();
  const longer = new Map<string, Sums>(); // than stated, in ln days
  const all: Sums = { n: 0, sum: 0, squares: 0 };
  for (const { item, days } of history.pairs) {
    const lasts = lastsOf(item);
    const known = countBefore(days, day);
    for (let at = 1; at < known; at++) {
      const x = Math.log((days[at] as number) - (days[at - 1] as number));
      for (const sums of [all, sumsIn(items, item), sumsIn(categories, categoryOf(item))]) {
        sums.n++;
        sums.sum += x;
        sums.squares += x * x;
      }
      if (lasts === null) continue;
      const sums = sumsIn(longer, categoryOf(item));
      sums.n++;
      sums.sum += x - Math.log(lasts);
    }
  }
  const overall = leaning(all, FIRST_GUESS);
  const laws = new Map<string, IntervalLaw>();
  const byCategory = new Map([...categories].map(([key, sums]) => [key, leaning(sums, overall)]));
  const before = (item: string): IntervalLaw => {
    const lasts = lastsOf(item);
    const category = categoryOf(item);
    if (lasts === null) return byCategory.get(category) ?? overall;
    const { n, sum } = longer.get(category) ?? { n: 0, sum: 0 };
    return { middle: Math.log(lasts) + sum / (n + STATED_PSEUDO), spread: STATED_SPREAD };
  };
  for (const [item, sums] of items) laws.set(item, leaning(sums, before(item)));
  return { overall, of: (item) => laws.get(item) ?? before(item) };
}

/** The law of one customer's intervals, of which the first `known` days are known, shrunk to what is believed before. */
export function lawOf(days: readonly number[], known: number, prior: IntervalLaw): IntervalLaw {
  let [weights, sum] = [OWN_PSEUDO, OWN_PSEUDO * prior.middle];
  const least = Math.max(1, known - KEPT_INTERVALS);
  for (let at = known - 1, weight = 1; at >= least; at--, weight *= FADE) {
    weights += weight;
    sum += weight * Math.log((days[at] as number) - (days[at - 1] as number));
  }
  const middle = sum / weights;
  let [spreadWeights, squares] = [SPREAD_PSEUDO, SPREAD_PSEUDO * prior.spread ** 2];
  for (let at = known - 1, weight = 1; at >= least; at--, weight *= FADE) {
    spreadWeights += weight;
    squares += weight * (Math.log((days[at] as number) - (days[at - 1] as number)) - middle) ** 2;
  }
  return { middle, spread: Math.sqrt((squares / spreadWeights) * (1 + 1 / weights)) };
}

/** The chance that the next purchase comes within `within` days, given that none came in the `elapsed` days so far. */
export function chanceWithin(law: IntervalLaw, elapsed: number, within: number): number {
  const so = elapsed <= 0 ? 0 : normalBelow((Math.log(elapsed) - law.middle) / law.spread);
  const then = normalBelow((Math.log(Math.max(elapsed, 0) + within) - law.middle) / law.spread);
  return Math.min(1 - 1e-6, Math.max(1e-6, (then - so) / Math.max(1e-9, 1 - so)));
}

/** Abramowitz and Stegun 7.1.26; wrong by less than 1e-7. */
export function normalBelow(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - series * Math.exp((-z * z) / 2);
  return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}

interface Sums {
  n: number;
  sum: number;
  squares: number;
}

function sumsIn(map: Map<string, Sums>, key: string): Sums {
  let sums = map.get(key);
  if (!sums) map.set(key, (sums = { n: 0, sum: 0, squares: 0 }));
  return sums;
}

function leaning({ n, sum, squares }: Sums, on: IntervalLaw): IntervalLaw {
  const middle = (sum + ITEM_PSEUDO * on.middle) / (n + ITEM_PSEUDO);
  const own = squares - 2 * middle * sum + n * middle * middle;
  return {
    middle,
    spread: Math.max(0.15, Math.sqrt((own + ITEM_PSEUDO * on.spread ** 2) / (n + ITEM_PSEUDO))),
  };
}
