import type { ShelfLimits } from './shelf-limits.ts';
import type { Segment } from './shelf-segment.ts';
import type { SpanTest } from './shelf-spans.ts';

/** What a look at one product's variants found, used again for the next product. */
export interface Look {
  /** How many variants the product has. */
  readonly variants: number;
  /** Bits of the limits that each breaks; PASSED_OVER where it cannot be bought or breaks too much to matter. */
  readonly broken: Int32Array;
}

export const PASSED_OVER = -1;
const MOST_TOLD = 10; // limits up to which every set of them is looked up in a table

/**
 * Looks at products one after the other; answers null where there is nothing to see. `left` are sets of limits, as
 * bits: a variant matters where all that it breaks is within one of them. `isWhole`: every product will be looked at.
 */
export function lookThrough(
  limits: ShelfLimits,
  includeSoldOut: boolean,
  left: readonly number[],
  isWhole: boolean,
): (segment: Segment, product: number) => Look | null {
  const look = { variants: 0, broken: new Int32Array(64) };
  const asksFacts = (limits.needed | limits.denied) !== 0;
  const matters = whatMatters(limits.count, left);
  let met = new Int32Array(64);
  let current: Segment | null = null;
  let products: Int32Array = new Int32Array(0);
  let variants: Int32Array = new Int32Array(0);
  return (segment, product) => {
    const from = segment.variantsFrom[product] ?? 0;
    const to = segment.variantsFrom[product + 1] ?? from;
    if (segment !== current) {
      current = segment;
      products = zeros(products, segment.size);
      variants = zeros(variants, segment.price.length);
      if (isWhole) {
        run(limits.ofProducts, segment, 0, segment.size, products);
        run(limits.ofVariants, segment, 0, segment.price.length, variants);
      }
    }
    if (!isWhole) {
      run(limits.ofProducts, segment, product, product + 1, products);
      run(limits.ofVariants, segment, from, to, variants);
    }
    const always = products[product] ?? 0;
    if (!matters(always)) return null;
    const count = to - from;
    if (look.broken.length < count) {
      look.broken = new Int32Array(count * 2);
      met = new Int32Array(count * 2);
    }
    look.variants = count;
    let any = false;
    for (let n = 0; n < count; n += 1) {
      const broken = always | (variants[from + n] ?? 0);
      const isSeen = (includeSoldOut || segment.soldOut[from + n] === 0) && matters(broken);
      look.broken[n] = isSeen ? broken : PASSED_OVER;
      any ||= isSeen;
    }
    if (!any || !asksFacts) return any ? look : null;
    met.fill(0, 0, count);
    const byAll = meetFacts(segment, product, limits, met);
    any = false;
    for (let n = 0; n < count; n += 1) {
      if (look.broken[n] === PASSED_OVER) continue;
      const kept = byAll | (met[n] ?? 0);
      const broken = (look.broken[n] ?? 0) | (limits.needed & ~kept) | (limits.denied & kept);
      const isSeen = matters(broken);
      look.broken[n] = isSeen ? broken : PASSED_OVER;
      any ||= isSeen;
    }
    return any ? look : null;
  };
}

function run(tests: readonly SpanTest[], segment: Segment, from: number, to: number, bits: Int32Array): void {
  for (const test of tests) test(segment, from, to, bits);
}

function zeros(from: Int32Array, size: number): Int32Array {
  return from.length < size ? new Int32Array(size) : from.fill(0);
}

function whatMatters(limits: number, left: readonly number[]): (broken: number) => boolean {
  const isWithin = (broken: number) => broken === 0 || left.some((bits) => (broken & ~bits) === 0);
  if (limits > MOST_TOLD) return isWithin;
  const told = Uint8Array.from({ length: 2 ** limits }, (_, broken) => (isWithin(broken) ? 1 : 0));
  return (broken) => told[broken] === 1;
}

/** Adds to `met` what each variant's own facts meet; answers what those of all variants do. */
function meetFacts(segment: Segment, product: number, { onFacts }: ShelfLimits, met: Int32Array): number {
  let byAll = 0;
  const to = segment.factsFrom[product + 1] ?? 0;
  for (let at = segment.factsFrom[product] ?? 0; at < to; at += 1) {
    const fact = segment.fact[at] ?? 0;
    const tests = onFacts[fact >> 2];
    if (tests === undefined) continue;
    const of = segment.factVariant[at] ?? -1;
    const value = segment.factValue[at] ?? NaN;
    for (const { bit, isMet } of tests) {
      if (!isMet(fact & 3, value)) continue;
      if (of === -1) byAll |= bit;
      else met[of] = (met[of] ?? 0) | bit;
    }
  }
  return byAll;
}
