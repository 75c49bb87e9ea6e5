/** Mean and the 2.5th and 97.5th percentile of the means of resampled cases. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** A percentile bootstrap of the mean of one figure a case. `chance` gives numbers from 0 to below 1. */
export function bootstrapMean(values: readonly number[], rounds: number, chance: () => number): Interval {
  const size = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, size);
  const means = Float64Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let at = 0; at < size; at++) sum += values[Math.floor(chance() * size)] as number;
    return sum / Math.max(1, size);
  }).toSorted();
  const at = (part: number) => means[Math.min(rounds - 1, Math.floor(part * rounds))] ?? mean;
  return { mean, low: at(0.025), high: at(0.975) };
}
