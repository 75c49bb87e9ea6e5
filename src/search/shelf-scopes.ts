import type { FactKey } from './fact-keys.ts';
import { limitBits } from './limit-bits.ts';
import { isNegated } from './limits.ts';
import type { Limit, Need } from './need.ts';
import type { Shelf } from './shelf.ts';
import type { Segment } from './shelf-segment.ts';
import { addAll, copy, intersect, openScratch, type VariantBits } from './variant-bits.ts';

/** Sets of a segment's variants that can be bought. Each way to ask writes over what it answered before. */
export interface Scopes {
  /** Those that keep every limit. */
  kept(segment: Segment): VariantBits;
  /** Those that keep every limit but those of at most one picked key. */
  near(segment: Segment): VariantBits;
}

/** By limit, as text, the variants of each segment that keep it. */
export type BitsOfLimits = Map<string, Map<Segment, VariantBits>>;

type BitsOf = (segment: Segment) => VariantBits;

// Limits whose variants are remembered: 0.25 MB each for a million products. A range is seldom asked twice.
const MOST_KEPT = 100;
const MOST_RANGES_KEPT = 20;

/** Scopes of a need, found segment by segment as they are asked for. */
export function scopesOf(shelf: Shelf, need: Need, keys: ReadonlyMap<string, FactKey>): Scopes {
  const apart = new Map<string, BitsOf[]>();
  const always: BitsOf[] = [];
  for (const limit of need.limits) {
    const bits = bitsKept(shelf, limit, keys.get(limit.key));
    if (isNegated(limit)) always.push(bits);
    else apart.set(limit.key, [...(apart.get(limit.key) ?? []), bits]);
  }
  const groups = [...apart.values()];
  const every = [...always, ...groups.flat()];
  const [forKept, forNear, forAll, forGroup] = [openScratch(), openScratch(), openScratch(), openScratch()];
  const begin = (bits: VariantBits, segment: Segment) => {
    if (need.includeSoldOut) addAll(bits, segment.variants);
    else copy(bits, segment.forSale);
  };
  const keptByAll = (group: readonly BitsOf[], segment: Segment): VariantBits => {
    const only = group.length === 1 ? group[0] : undefined;
    if (only) return only(segment);
    const own = forGroup(segment.variants);
    addAll(own, segment.variants);
    for (const bits of group) intersect(own, bits(segment));
    return own;
  };
  return {
    kept(segment) {
      const kept = forKept(segment.variants);
      begin(kept, segment);
      for (const bits of every) intersect(kept, bits(segment));
      return kept;
    },
    near(segment) {
      const near = forNear(segment.variants);
      const all = forAll(segment.variants);
      begin(all, segment);
      for (const bits of always) intersect(all, bits(segment));
      copy(near, all);
      for (const group of groups) spareOne(near, all, keptByAll(group, segment));
      return near;
    },
  };
}

/** Of what kept all keys before, or all but one: what does so with one key more. */
function spareOne(near: VariantBits, all: VariantBits, own: VariantBits): void {
  for (let at = 0; at < near.length; at += 1) {
    const kept = own[at] ?? 0;
    const before = all[at] ?? 0;
    near[at] = ((near[at] ?? 0) & kept) | before;
    all[at] = before & kept;
  }
}

/** The variants of each segment that keep a limit, remembered for as long as the segment is in use. */
function bitsKept({ limits, words }: Shelf, limit: Limit, key: FactKey | undefined): BitsOf {
  const isRange = limit.kind === 'range';
  const kept = lastlyUsed(
    isRange ? limits.ranges : limits.others,
    JSON.stringify({ ...limit, label: key?.unit ?? null }),
    isRange ? MOST_RANGES_KEPT : MOST_KEPT,
  );
  return (segment) => {
    const known = kept.get(segment);
    if (known) return known;
    const bits = limitBits(segment, limit, key, words);
    kept.set(segment, bits);
    return bits;
  };
}

function lastlyUsed(all: BitsOfLimits, name: string, most: number): Map<Segment, VariantBits> {
  const one = all.get(name) ?? new Map<Segment, VariantBits>();
  all.delete(name);
  all.set(name, one);
  const [oldest] = all.keys();
  if (all.size > most && oldest !== undefined) all.delete(oldest);
  return one;
}
