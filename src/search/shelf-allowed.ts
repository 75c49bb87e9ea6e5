import type { Allowed } from './allowed.ts';
import type { FactKey } from './fact-keys.ts';
import type { Need } from './need.ts';
import type { Shelf } from './shelf.ts';
import { keeps } from './shelf-listing.ts';
import { scopesOf } from './shelf-scopes.ts';
import { idOf, type Segment } from './shelf-segment.ts';
import { noVariants, unite, type VariantBits } from './variant-bits.ts';

const LISTED = 10_000; // products that a statement is told one by one

/**
 * What the limits leave of the shelf: `kept` by all of them, `near` by all but those of one picked key at a time, or
 * null where no key is picked.
 */
export function allowedBy(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  picked: readonly string[],
): { readonly kept: Allowed; readonly near: Allowed | null } {
  const scopes = scopesOf(shelf, need, keys, picked);
  const all: KeptIn = (segment) => scopes(segment)[0] ?? noVariants(segment.variants);
  const nearly: KeptIn = (segment) => {
    const [, ...apart] = scopes(segment);
    const any = noVariants(segment.variants);
    for (const scope of apart) unite(any, scope);
    return any;
  };
  return {
    kept: allowedWhere(shelf, all),
    near: picked.length ? allowedWhere(shelf, nearly) : null,
  };
}

type KeptIn = (segment: Segment) => VariantBits;

function allowedWhere(shelf: Shelf, keptIn: KeptIn): Allowed {
  let listed: readonly number[] | null | undefined;
  return {
    marks(highest) {
      const marks = new Uint8Array(highest + 1);
      for (const segment of shelf.segments.values()) {
        const kept = keptIn(segment);
        for (let product = 0; product < segment.size; product += 1) {
          const id = idOf(segment, product);
          if (id <= highest && keeps(segment, product, kept)) marks[id] = 1;
        }
      }
      return marks;
    },
    list() {
      if (listed === undefined) listed = listOf(shelf, keptIn);
      return listed;
    },
  };
}

function listOf(shelf: Shelf, keptIn: KeptIn): readonly number[] | null {
  const ids: number[] = [];
  for (const segment of shelf.segments.values()) {
    const kept = keptIn(segment);
    for (let product = 0; product < segment.size; product += 1) {
      if (!keeps(segment, product, kept)) continue;
      if (ids.length === LISTED) return null;
      ids.push(idOf(segment, product));
    }
  }
  return ids;
}
