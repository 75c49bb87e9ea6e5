import type { Segment } from '../columns/segment.ts';
import { setRange, type Bitset } from '../data-structures/bitset.ts';
import type { GroupIndex } from '../data-structures/group-index.ts';

/** Adds every item of a document. */
export const addDocument = (bits: Bitset, { itemsFrom }: Segment, row: number): void =>
  setRange(bits, itemsFrom[row] ?? 0, itemsFrom[row + 1] ?? 0);

/** Adds every item of a group's documents. */
export function addGroup(
  bits: Bitset,
  segment: Segment,
  { from, documents }: GroupIndex,
  group: number,
): void {
  const end = from[group + 1] ?? 0;
  for (let at = from[group] ?? 0; at < end; at += 1) addDocument(bits, segment, documents[at] ?? 0);
}
