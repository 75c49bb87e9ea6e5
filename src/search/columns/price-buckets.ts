import { runOf, type SortedIndex } from '../data-structures/sorted-index.ts';
import { setBit, copy, clearBit, emptyBitset, type Bitset } from '../data-structures/bitset.ts';

/** The variants of a segment by price, with sets of the cheapest to begin from: a range is told in a few steps. */
export interface PriceBuckets {
  readonly price: Float64Array;
  /** Places of variants, the cheapest first. */
  readonly byPrice: SortedIndex;
  /** Set `n` holds the first `n` eighths of the order. */
  readonly cheapest: readonly Bitset[];
}

const STEPS = 8;

export function priceBuckets(price: Float64Array, byPrice: SortedIndex): PriceBuckets {
  const cheapest = Array.from({ length: STEPS + 1 }, (_, step) => {
    const bits = emptyBitset(byPrice.length);
    for (let at = 0; at < endOf(byPrice, step); at += 1) setBit(bits, byPrice[at] ?? 0);
    return bits;
  });
  return { price, byPrice, cheapest };
}

const endOf = (order: SortedIndex, step: number): number => Math.floor((order.length * step) / STEPS);

/** Writes the variants from the price `least` to `most` over a set of the segment. */
export function writePriced(bits: Bitset, steps: PriceBuckets, least: number, most: number): void {
  const [from, to] = runOf(steps.byPrice, steps.price, least, most);
  writeCheapest(bits, steps, to);
  if (from === 0) return;
  const before: Bitset = new Uint32Array(bits.length);
  writeCheapest(before, steps, from);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & ~(before[at] ?? 0);
}

/** From the step that is nearest. */
function writeCheapest(bits: Bitset, { byPrice, cheapest }: PriceBuckets, count: number): void {
  const step = byPrice.length === 0 ? 0 : Math.round((count * STEPS) / byPrice.length);
  const known = cheapest[step];
  if (known) copy(bits, known);
  const end = endOf(byPrice, step);
  for (let at = end; at < count; at += 1) setBit(bits, byPrice[at] ?? 0);
  for (let at = count; at < end; at += 1) clearBit(bits, byPrice[at] ?? 0);
}
