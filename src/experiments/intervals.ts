/** A difference and the ends between which it lies. */
export interface Interval {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** What was seen of one side of a comparison. */
export interface Seen {
  readonly count: number;
  readonly mean: number;
  /** Of one observation, with count − 1 below. */
  readonly variance: number;
}

const ALPHA = 0.05;

/** What was seen, of single observations: amounts, numbers, or 1 and 0 for yes and no. */
export function seen(values: readonly number[]): Seen {
  const count = values.length;
  const mean = values.reduce((sum, one) => sum + one, 0) / count;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { count, mean, variance: squares / Math.max(1, count - 1) };
}

/**
 * The first mean less the second, with ends that hold in 95 of 100 comparisons however often they are looked at: a
 * normal-mixture confidence sequence (Howard et al. 2021, section 3.5) over the variance of the difference, whose
 * mixture is tightest once `planned` observations of both sides have come. Each side needs some dozens of observations.
 */
export function anytimeDifference(first: Seen, second: Seen, planned: number): Interval {
  const count = first.count + second.count;
  // A small side that happens to hold no large order would else look surer than it is.
  const pooled =
    (first.variance * (first.count - 1) + second.variance * (second.count - 1)) / Math.max(1, count - 2);
  const ofDifference =
    Math.max(first.variance, pooled) / first.count + Math.max(second.variance, pooled) / second.count;
  const spread = ofDifference * count; // of one observation, had all been on one side
  const rho = (planned * spread) / (2 * Math.log(1 / ALPHA) + Math.log(1 + 2 * Math.log(1 / ALPHA)));
  const known = spread * count;
  const reach =
    spread === 0 ? 0 : Math.sqrt((known + rho) * Math.log((known + rho) / (rho * ALPHA ** 2))) / count;
  const difference = first.mean - second.mean;
  return { difference, low: difference - reach, high: difference + reach };
}

/**
 * The observations less what each one's value before the comparison foretells of it (CUPED, Deng et al. 2013): the
 * mean of a side stays what it would be, the noise of who had bought much before goes. `before` stands in the order of
 * `values`, over both sides.
 */
export function withoutForetold(values: readonly number[], before: readonly number[]): readonly number[] {
  const past = seen(before);
  if (past.variance === 0) return values;
  const { mean } = seen(values);
  const together = values.reduce((sum, one, at) => sum + (one - mean) * ((before[at] ?? 0) - past.mean), 0);
  const slope = together / Math.max(1, values.length - 1) / past.variance;
  return values.map((one, at) => one - slope * ((before[at] ?? 0) - past.mean));
}

const ALARM = 1_000;
const PRIOR = 100; // observations by which the prior holds to the share that was meant

/**
 * Whether two counts are so far from the share that was meant that something sorts visitors: the odds against the split,
 * by a beta prior around it, have reached 1,000 (Lindon & Malek 2022). May be looked at as often as one likes: a right
 * split is ever called wrong in fewer than 1 of 1,000 comparisons.
 */
export function isSplitOff([first, second]: readonly [number, number], meant: number): boolean {
  if (meant <= 0 || meant >= 1) return false;
  const [a, b] = [PRIOR * meant, PRIOR * (1 - meant)];
  const odds =
    logBeta(a + first, b + second) - logBeta(a, b) - first * Math.log(meant) - second * Math.log(1 - meant);
  return odds >= Math.log(ALARM);
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** Stirling's series, after the argument was raised to 10 and more; right to ten digits. */
function logGamma(x: number): number {
  let raised = x;
  let less = 0;
  for (; raised < 10; raised += 1) less += Math.log(raised);
  const square = raised * raised;
  const series = 1 / (12 * raised) - 1 / (360 * raised * square) + 1 / (1260 * raised * square * square);
  return (raised - 0.5) * Math.log(raised) - raised + 0.5 * Math.log(2 * Math.PI) + series - less;
}
