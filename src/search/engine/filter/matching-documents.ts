import type { ColumnStore } from '../columns/column-store.ts';
import { isEmpty, type Bitset } from '../data-structures/bitset.ts';
import type { Matching } from '../engine.ts';

/** The documents of a set of items; `found` is asked when one of them is. */
export function matchingDocuments({ bitsets }: ColumnStore, found: () => Bitset): Matching {
  return {
    marks(highest) {
      const marks = new Uint8Array(highest + 1);
      mark(marks, found(), bitsets.documentAt);
      return marks;
    },
    list: (most) => listOf(found(), bitsets.documentAt, most),
    isEmpty: () => isEmpty(found()),
  };
}

/** An id above the highest falls beyond the marks, where nothing is written. */
function mark(marks: Uint8Array, bits: Bitset, documentAt: Int32Array): void {
  for (let at = 0; at < bits.length; at += 1) {
    let left = bits[at] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      marks[documentAt[at * 32 + (31 - Math.clz32(lowest))] ?? 0] = 1;
      left ^= lowest;
    }
  }
}

function listOf(bits: Bitset, documentAt: Int32Array, most: number): readonly number[] | null {
  const ids: number[] = [];
  for (let at = 0; at < bits.length && ids.length <= most; at += 1) {
    let left = bits[at] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      const id = documentAt[at * 32 + (31 - Math.clz32(lowest))] ?? 0;
      if (id !== ids.at(-1)) ids.push(id);
      left ^= lowest;
    }
  }
  return ids.length > most ? null : ids.sort((a, b) => a - b);
}
