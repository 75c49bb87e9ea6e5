import { normalBelow, type IntervalLaw } from './interval-law.ts';

const REGULAR_SPREAD = 0.5; // of ln intervals: above it a countdown says less than the rate
const REGULAR_PURCHASES = 6;

/** In how many days from now the middle half of the belief lies, given that nothing came in the `elapsed` days so far. */
export function dueWindow(law: IntervalLaw, elapsed: number): { readonly from: number; readonly to: number } {
  return { from: quantile(law, elapsed, 0.25), to: quantile(law, elapsed, 0.75) };
}

/** The usual interval in days of who buys regularly; null for everybody else, who must not be shown a countdown. */
export function regularEvery(days: readonly number[]): number | null {
  if (days.length < REGULAR_PURCHASES) return null;
  const logs = days.slice(1).map((day, at) => Math.log(day - (days[at] as number)));
  const middle = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const spread = Math.sqrt(logs.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (logs.length - 1));
  return spread < REGULAR_SPREAD ? Math.max(1, Math.round(Math.exp(middle))) : null;
}

const FURTHEST_DAYS = 730;

function quantile(law: IntervalLaw, elapsed: number, part: number): number {
  const below = (days: number) => normalBelow((Math.log(Math.max(days, 1e-3)) - law.middle) / law.spread);
  const so = elapsed > 0 ? below(elapsed) : 0;
  const target = so + part * (1 - so);
  let [low, high] = [0, FURTHEST_DAYS];
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (below(elapsed + middle) < target) low = middle;
    else high = middle;
  }
  return Math.round(high);
}
