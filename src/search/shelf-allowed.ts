import type { Allowed } from './allowed.ts';
import type { FactKey } from './fact-keys.ts';
import { pickedKeys } from './limits.ts';
import type { Need } from './need.ts';
import type { Shelf } from './shelf.ts';
import { scopesOf } from './shelf-scopes.ts';
import { idOf, SEGMENT_SIZE, type Segment } from './shelf-segment.ts';
import { isEmpty, productsOf, type VariantBits } from './variant-bits.ts';

const LISTED = 10_000; // products that a statement is told one by one

export interface AllowedBy {
  /** What keeps all limits. */
  readonly kept: Allowed;
  /** What keeps all limits but those of one picked key; null where no key is picked. */
  readonly near: Allowed | null;
  /** Whether anything keeps all limits. */
  hasKept(): boolean;
}

/** What the limits leave of the shelf. */
export function allowedBy(shelf: Shelf, need: Need, keys: ReadonlyMap<string, FactKey>): AllowedBy {
  const scopes = scopesOf(shelf, need, keys);
  return {
    kept: allowedWhere(shelf, scopes.kept),
    near: pickedKeys(need).length ? allowedWhere(shelf, scopes.near) : null,
    hasKept: () => hasAny(shelf, scopes.kept),
  };
}

/** Whether anything on the shelf keeps all limits of a need. */
export const hasKept = (shelf: Shelf, need: Need, keys: ReadonlyMap<string, FactKey>): boolean =>
  hasAny(shelf, scopesOf(shelf, need, keys).kept);

type KeptIn = (segment: Segment) => VariantBits;

function hasAny(shelf: Shelf, keptIn: KeptIn): boolean {
  for (const segment of shelf.segments.values()) if (!isEmpty(keptIn(segment))) return true;
  return false;
}

function allowedWhere(shelf: Shelf, keptIn: KeptIn): Allowed {
  let listed: readonly number[] | null | undefined;
  return {
    marks(highest) {
      const marks = new Uint8Array(highest + 1);
      // An id above the highest falls beyond the marks, where nothing is written.
      for (const segment of shelf.segments.values()) markKept(marks, segment, keptIn(segment));
      return marks;
    },
    list() {
      if (listed === undefined) listed = listOf(shelf, keptIn);
      return listed;
    },
  };
}

function markKept(marks: Uint8Array, { firstId, offset, productOf }: Segment, kept: VariantBits): void {
  for (let at = 0; at < kept.length; at += 1) {
    let left = kept[at] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      const place = at * 32 + (31 - Math.clz32(lowest));
      marks[firstId + (offset[productOf[place] ?? 0] ?? 0)] = 1;
      left ^= lowest;
    }
  }
}

function listOf(shelf: Shelf, keptIn: KeptIn): readonly number[] | null {
  const ids: number[] = [];
  const products = new Int32Array(SEGMENT_SIZE);
  for (const segment of shelf.segments.values()) {
    const count = productsOf(keptIn(segment), segment.productOf, products);
    if (ids.length + count > LISTED) return null;
    for (let at = 0; at < count; at += 1) ids.push(idOf(segment, products[at] ?? 0));
  }
  return ids;
}
