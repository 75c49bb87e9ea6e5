import type { Allowed } from './allowed-products.ts';
import type { FactKey } from '../attributes/attribute-keys.ts';
import { pickedKeys } from '../query/filters.ts';
import type { Need } from '../query.ts';
import type { Shelf } from '../columns/column-store.ts';
import { scopesOf } from './matching-variants.ts';
import { isEmpty, type VariantBits } from '../data-structures/bitset.ts';

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
  const { kept, near } = scopesOf(shelf, need, keys);
  return {
    kept: allowedWhere(shelf, kept),
    near: pickedKeys(need).length ? allowedWhere(shelf, near) : null,
    hasKept: () => !isEmpty(kept()),
  };
}

/** Whether anything on the shelf keeps all limits of a need. */
export const hasKept = (shelf: Shelf, need: Need, keys: ReadonlyMap<string, FactKey>): boolean =>
  !isEmpty(scopesOf(shelf, need, keys).kept());

let sheet = new Uint8Array(0);

function allowedWhere({ sets }: Shelf, found: () => VariantBits): Allowed {
  let listed: readonly number[] | null | undefined;
  return {
    marks(highest) {
      if (sheet.length <= highest) sheet = new Uint8Array(highest + 1);
      else sheet.fill(0);
      mark(sheet, found(), sets.productAt);
      return sheet;
    },
    list() {
      if (listed === undefined) listed = listOf(found(), sets.productAt);
      return listed;
    },
  };
}

/** An id above the highest falls beyond the marks, where nothing is written. */
function mark(marks: Uint8Array, bits: VariantBits, productAt: Int32Array): void {
  for (let at = 0; at < bits.length; at += 1) {
    let left = bits[at] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      marks[productAt[at * 32 + (31 - Math.clz32(lowest))] ?? 0] = 1;
      left ^= lowest;
    }
  }
}

function listOf(bits: VariantBits, productAt: Int32Array): readonly number[] | null {
  const ids: number[] = [];
  for (let at = 0; at < bits.length && ids.length <= LISTED; at += 1) {
    let left = bits[at] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      const id = productAt[at * 32 + (31 - Math.clz32(lowest))] ?? 0;
      if (id !== ids.at(-1)) ids.push(id);
      left ^= lowest;
    }
  }
  return ids.length > LISTED ? null : ids.sort((a, b) => a - b);
}
