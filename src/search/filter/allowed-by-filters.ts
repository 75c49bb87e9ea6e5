import type { AttributeKey } from '../query/attribute-key.ts';
import { filteredKeys } from '../query/filters.ts';
import type { SearchQuery } from '../query.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { scopesOf } from './matching-variants.ts';
import { isEmpty, type Bitset } from '../data-structures/bitset.ts';

const LISTED = 10_000; // products that a statement is told one by one

/** Products that may be shown. */
export interface Allowed {
  /** 1 at the id of each of them, up to `highest` at least. */
  marks(highest: number): Uint8Array;
  /** All of them, in order, for a statement; null where they are too many to be told one by one. */
  list(): readonly number[] | null;
}

export interface AllowedBy {
  /** What keeps all limits. */
  readonly kept: Allowed;
  /** What keeps all limits but those of one picked key; null where no key is picked. */
  readonly near: Allowed | null;
  /** Whether anything keeps all limits. */
  hasKept(): boolean;
}

/** What the limits leave of the shelf. */
export function allowedBy(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
): AllowedBy {
  const { kept, near } = scopesOf(columns, query, keys);
  return {
    kept: allowedWhere(columns, kept),
    near: filteredKeys(query).length ? allowedWhere(columns, near) : null,
    hasKept: () => !isEmpty(kept()),
  };
}

/** Whether anything on the shelf keeps all limits of a need. */
export const hasMatches = (
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
): boolean => !isEmpty(scopesOf(columns, query, keys).kept());

function allowedWhere({ bitsets }: ColumnStore, found: () => Bitset): Allowed {
  let listed: readonly number[] | null | undefined;
  return {
    marks(highest) {
      const marks = new Uint8Array(highest + 1);
      mark(marks, found(), bitsets.productAt);
      return marks;
    },
    list() {
      if (listed === undefined) listed = listOf(found(), bitsets.productAt);
      return listed;
    },
  };
}

/** An id above the highest falls beyond the marks, where nothing is written. */
function mark(marks: Uint8Array, bits: Bitset, productAt: Int32Array): void {
  for (let at = 0; at < bits.length; at += 1) {
    let left = bits[at] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      marks[productAt[at * 32 + (31 - Math.clz32(lowest))] ?? 0] = 1;
      left ^= lowest;
    }
  }
}

function listOf(bits: Bitset, productAt: Int32Array): readonly number[] | null {
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
