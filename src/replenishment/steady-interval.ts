import { countBefore, type Pair } from './purchase-days.ts';

const LEAST_INTERVALS = 3;
const LATEST_INTERVALS = 8;
const STEADY_SPREAD = 0.2; // of ln intervals: about a fifth more or less
const REGULAR_INTERVALS = 5;
const REGULAR_SPREAD = 0.5; // above it a usual interval says less than the rate

interface Intervals {
  readonly count: number;
  /** In days, of the middle of the ln intervals. */
  readonly usual: number;
  readonly spread: number;
}

/** The interval of who buys at a steady one, so that the next day can be named; null for everybody else. */
export function steadyEvery(days: readonly number[]): number | null {
  const { count, usual, spread } = intervalsOf(days.slice(-LATEST_INTERVALS - 1));
  return count >= LEAST_INTERVALS && spread < STEADY_SPREAD ? usual : null;
}

/** The usual interval in days of who buys regularly; null for everybody else. */
export function regularEvery(days: readonly number[]): number | null {
  const { count, usual, spread } = intervalsOf(days);
  return count >= REGULAR_INTERVALS && spread < REGULAR_SPREAD ? usual : null;
}

function intervalsOf(days: readonly number[]): Intervals {
  const logs = days.slice(1).map((day, at) => Math.log(day - (days[at] as number)));
  const middle = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const squares = logs.reduce((sum, x) => sum + (x - middle) ** 2, 0);
  return {
    count: logs.length,
    usual: Math.max(1, Math.round(Math.exp(middle))),
    spread: Math.sqrt(squares / Math.max(1, logs.length - 1)),
  };
}

const CLOSE = 0.25; // of the interval
const LEAST_NAMED = 30;
const LEAST_KEPT = 0.4;

/** Whether the day that a steady interval names comes true in this shop often enough to be named; true while too few are known. */
export function steadyHolds(pairs: readonly Pair[], day: number): boolean {
  let [named, kept] = [0, 0];
  for (const { days } of pairs) {
    const known = countBefore(days, day);
    for (let at = LEAST_INTERVALS + 1; at <= known; at++) {
      const every = steadyEvery(days.slice(Math.max(0, at - LATEST_INTERVALS - 1), at));
      if (every === null) continue;
      const took = (at < known ? (days[at] as number) : day) - (days[at - 1] as number);
      if (at === known && took <= every * (1 + CLOSE)) continue; // its day has not passed
      named++;
      if (at < known && Math.abs(took - every) <= every * CLOSE) kept++;
    }
  }
  return named < LEAST_NAMED || kept >= named * LEAST_KEPT;
}
