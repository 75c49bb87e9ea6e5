import type { FactKey } from './fact-keys.ts';
import { limitBits } from './limit-bits.ts';
import { isNegated } from './limits.ts';
import type { Limit, Need } from './need.ts';
import type { Shelf } from './shelf.ts';
import type { Segment } from './shelf-segment.ts';
import { allVariants, intersect, type VariantBits } from './variant-bits.ts';

/**
 * Of a segment, the variants that can be bought and keep every limit, then for each picked key in turn those that keep
 * every limit but the key's own.
 */
export type Scopes = (segment: Segment) => readonly VariantBits[];

const MOST_KEPT = 100; // limits whose variants are remembered: 0.25 MB each for a million products

/** Scopes of a need, found segment by segment as they are asked for. */
export function scopesOf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  picked: readonly string[],
): Scopes {
  const bitsOf = need.limits.map((limit) => bitsKept(shelf, limit, keys.get(limit.key)));
  const left = [null, ...picked];
  const found = new Map<Segment, readonly VariantBits[]>();
  return (segment) => {
    const known = found.get(segment);
    if (known) return known;
    const base = need.includeSoldOut ? allVariants(segment.variants) : segment.forSale;
    const scopes = left.map((key) => {
      const scope = base.slice();
      for (const [at, limit] of need.limits.entries()) {
        if (limit.key === key && !isNegated(limit)) continue;
        const own = bitsOf[at];
        if (own) intersect(scope, own(segment));
      }
      return scope;
    });
    found.set(segment, scopes);
    return scopes;
  };
}

/** The variants of each segment that keep a limit, remembered for as long as the segment is in use. */
function bitsKept(
  { limits, words }: Shelf,
  limit: Limit,
  key: FactKey | undefined,
): (segment: Segment) => VariantBits {
  const name = JSON.stringify({ ...limit, label: key?.unit ?? null });
  const kept = limits.get(name) ?? new WeakMap<Segment, VariantBits>();
  limits.delete(name);
  limits.set(name, kept);
  const [oldest] = limits.keys();
  if (limits.size > MOST_KEPT && oldest !== undefined) limits.delete(oldest);
  return (segment) => {
    const known = kept.get(segment);
    if (known) return known;
    const bits = limitBits(segment, limit, key, words);
    kept.set(segment, bits);
    return bits;
  };
}
