import { runOf, type SortedIndex } from '../data-structures/sorted-index.ts';
import { setBit, copy, clearBit, emptyBitset, type Bitset } from '../data-structures/bitset.ts';

/** The items of a segment by a number, with sets of the lowest to begin from: a range is written in a few steps. */
export interface NumberBuckets {
  readonly numbers: Float64Array;
  /** Rows of items, the lowest number first. */
  readonly inOrder: SortedIndex;
  /** Set `n` holds the first `n` eighths of the order. */
  readonly lowest: readonly Bitset[];
}

const STEPS = 8;

export function numberBuckets(numbers: Float64Array, inOrder: SortedIndex): NumberBuckets {
  const lowest = Array.from({ length: STEPS + 1 }, (_, step) => {
    const bits = emptyBitset(inOrder.length);
    for (let at = 0; at < endOf(inOrder, step); at += 1) setBit(bits, inOrder[at] ?? 0);
    return bits;
  });
  return { numbers, inOrder, lowest };
}

const endOf = (order: SortedIndex, step: number): number => Math.floor((order.length * step) / STEPS);

/** Writes the items from the number `least` to `most` over a set of the segment. */
export function writeBetween(bits: Bitset, steps: NumberBuckets, least: number, most: number): void {
  const [from, to] = runOf(steps.inOrder, steps.numbers, least, most);
  writeLowest(bits, steps, to);
  if (from === 0) return;
  const before: Bitset = new Uint32Array(bits.length);
  writeLowest(before, steps, from);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & ~(before[at] ?? 0);
}

/** From the step that is nearest. */
function writeLowest(bits: Bitset, { inOrder, lowest }: NumberBuckets, count: number): void {
  const step = inOrder.length === 0 ? 0 : Math.round((count * STEPS) / inOrder.length);
  const known = lowest[step];
  if (known) copy(bits, known);
  const end = endOf(inOrder, step);
  for (let at = end; at < count; at += 1) setBit(bits, inOrder[at] ?? 0);
  for (let at = count; at < end; at += 1) clearBit(bits, inOrder[at] ?? 0);
}
