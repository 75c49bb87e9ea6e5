export interface MinMax {
  least: number;
  most: number;
}

/** Widens a range to those of the numbers at the places of a list. */
export function widen(range: MinMax, numbers: Float64Array, list: Int32Array, count: number): void {
  let { least, most } = range;
  for (let n = 0; n < count; n += 1) {
    const one = numbers[list[n] ?? 0] ?? least;
    if (one < least) least = one;
    if (one > most) most = one;
  }
  range.least = least;
  range.most = most;
}

/** Whether nothing between two numbers can widen a range. */
export const holds = (range: MinMax, least: number, most: number): boolean =>
  least >= range.least && most <= range.most;
