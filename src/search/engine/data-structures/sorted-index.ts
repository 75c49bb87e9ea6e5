/** Places of numbers from the lowest number to the highest: a range is a run of them. */
export type SortedIndex = Uint16Array | Uint32Array;

const SHORT = 65_536; // places that two bytes can tell

export function sortedIndex(numbers: Float64Array): SortedIndex {
  const order = numbers.length <= SHORT ? new Uint16Array(numbers.length) : new Uint32Array(numbers.length);
  for (let at = 0; at < order.length; at += 1) order[at] = at;
  return order.sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
}

/** The lowest and the highest number; NaN where there is none. */
export const endsOf = (order: SortedIndex, numbers: Float64Array): readonly [least: number, most: number] => [
  numbers[order[0] ?? 0] ?? NaN,
  numbers[order[order.length - 1] ?? 0] ?? NaN,
];

/** From where to where (exclusive) in the order the numbers from `least` to `most` stand. */
export const runOf = (
  order: SortedIndex,
  numbers: Float64Array,
  least: number,
  most: number,
): readonly [from: number, to: number] => [
  least === -Infinity ? 0 : before(order, numbers, (number) => number < least),
  most === Infinity ? order.length : before(order, numbers, (number) => number <= most),
];

/** How many stand before the first that is not so. */
function before(order: SortedIndex, numbers: Float64Array, isSo: (number: number) => boolean): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(numbers[order[middle] ?? 0] ?? NaN)) low = middle + 1;
    else high = middle;
  }
  return low;
}
