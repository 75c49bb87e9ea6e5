import { normalBelow, type IntervalLaw } from './interval-law.ts';

/** Between which parts of an interval law the middle half of what really came lies, as learned of the shop. */
export interface RangeLevels {
  readonly lower: number;
  readonly upper: number;
}

/** Of a shop that has not learned yet: the law's own middle half. */
export const MIDDLE_HALF: RangeLevels = { lower: 0.25, upper: 0.75 };

/** A range of more days helps nobody, and is not told. */
const WIDEST_DAYS = 21;

/** In how many days from now the middle half lies, given that nothing came in the `elapsed` days so far. */
export function dueWindow(
  law: IntervalLaw,
  elapsed: number,
  { lower, upper }: RangeLevels,
): { readonly from: number; readonly to: number } {
  return { from: quantile(law, elapsed, lower), to: quantile(law, elapsed, upper) };
}

/** The same where it is narrow enough to be told; else null. */
export function toldWindow(law: IntervalLaw, elapsed: number, levels: RangeLevels) {
  const window = dueWindow(law, elapsed, levels);
  return window.to - window.from <= WIDEST_DAYS ? window : null;
}

/** Which part of the law's remainder has passed once `more` days have gone by. */
export function partPassed(law: IntervalLaw, elapsed: number, more: number): number {
  const so = below(law, elapsed);
  return (below(law, elapsed + more) - so) / Math.max(1e-9, 1 - so);
}

const FURTHEST_DAYS = 730;

const below = (law: IntervalLaw, days: number): number =>
  days <= 0 ? 0 : normalBelow((Math.log(days) - law.middle) / law.spread);

function quantile(law: IntervalLaw, elapsed: number, part: number): number {
  let [low, high] = [0, FURTHEST_DAYS];
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (partPassed(law, elapsed, middle) < part) low = middle;
    else high = middle;
  }
  return Math.round(high);
}
