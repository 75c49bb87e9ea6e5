import type { Allowed } from './allowed.ts';
import type { FactKey } from './fact-keys.ts';
import type { Need } from './need.ts';
import type { Shelf } from './shelf.ts';
import { keeps } from './shelf-listing.ts';
import { scopesOf } from './shelf-scopes.ts';
import { idOf, placeOf, segmentNumber, type Segment } from './shelf-segment.ts';

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
  const keepsAll = (segment: Segment, product: number) => {
    const [all] = scopes(segment);
    return all !== undefined && keeps(segment, product, all);
  };
  const keepsNearly = (segment: Segment, product: number) =>
    scopes(segment).some((scope, at) => at > 0 && keeps(segment, product, scope));
  return {
    kept: allowedWhere(shelf, keepsAll),
    near: picked.length ? allowedWhere(shelf, keepsNearly) : null,
  };
}

function allowedWhere(shelf: Shelf, holds: (segment: Segment, product: number) => boolean): Allowed {
  let listed: readonly number[] | null | undefined;
  return {
    has(id) {
      const segment = shelf.segments.get(segmentNumber(id));
      const product = segment ? placeOf(segment, id) : -1;
      return segment !== undefined && product >= 0 && holds(segment, product);
    },
    list() {
      if (listed === undefined) listed = listOf(shelf, holds);
      return listed;
    },
  };
}

function listOf(
  shelf: Shelf,
  holds: (segment: Segment, product: number) => boolean,
): readonly number[] | null {
  const ids: number[] = [];
  for (const segment of shelf.segments.values()) {
    for (let product = 0; product < segment.size; product += 1) {
      if (!holds(segment, product)) continue;
      if (ids.length === LISTED) return null;
      ids.push(idOf(segment, product));
    }
  }
  return ids;
}
