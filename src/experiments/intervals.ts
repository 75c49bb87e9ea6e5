/** A difference and the ends between which it lies in about 95 of 100 repetitions. */
export interface Interval {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

const Z95 = 1.959964;

/** How many of how many. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

/** The first share less the second, by Newcombe's hybrid of Wilson intervals (1998, method 10), which holds for small counts too. */
export function shareDifference(first: Share, second: Share): Interval {
  const [a, b] = [first.hits / first.of, second.hits / second.of];
  const [lowA, highA] = wilson(first);
  const [lowB, highB] = wilson(second);
  const difference = a - b;
  return {
    difference,
    low: difference - Math.hypot(a - lowA, highB - b),
    high: difference + Math.hypot(highA - a, b - lowB),
  };
}

function wilson({ hits, of }: Share): readonly [number, number] {
  const share = hits / of;
  const square = Z95 * Z95;
  const middle = share + square / (2 * of);
  const reach = Z95 * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  return [(middle - reach) / (1 + square / of), (middle + reach) / (1 + square / of)];
}

const RESAMPLES = 2_000;

/**
 * The first mean less the second, by a bootstrap that draws both groups from the deviations of all together: a small
 * group that happens to hold no large order would else look surer than it is. `chance` answers from 0 to below 1.
 */
export function meanDifference(
  first: readonly number[],
  second: readonly number[],
  chance: () => number,
  resamples = RESAMPLES,
): Interval {
  const [a, b] = [mean(first), mean(second)];
  const deviations = Float64Array.from([...first.map((one) => one - a), ...second.map((one) => one - b)]);
  const drawn = (count: number) => {
    let sum = 0;
    for (let at = 0; at < count; at++) sum += deviations[Math.floor(chance() * deviations.length)] ?? 0;
    return sum / count;
  };
  const errors = Float64Array.from(
    { length: resamples },
    () => drawn(first.length) - drawn(second.length),
  ).sort();
  const errorAt = (part: number) => errors[Math.min(resamples - 1, Math.floor(part * resamples))] ?? 0;
  return { difference: a - b, low: a - b - errorAt(0.975), high: a - b - errorAt(0.025) };
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
