import { hasAnyInRange, type Bitset } from '../data-structures/bitset.ts';
import type { GroupIndex } from '../data-structures/group-index.ts';
import type { SortedIndex } from '../data-structures/sorted-index.ts';
import { BLOCK_BITS } from '../engine.ts';
import type { NumberBuckets } from './number-buckets.ts';

export const VALUE_KIND = { word: 0, number: 1, no: 2, yes: 3 } as const;
export const SEGMENT_SIZE = 2 ** BLOCK_BITS;

/** Values of one dynamic field and one kind: who states them, in order, and what. */
export interface FieldEntries {
  /** Rows of documents or items in the segment, a row as often as it states something. */
  readonly owner: Uint16Array | Uint32Array;
  /** Every row of the segment up to here states exactly one: the n-th entry is of row n. */
  readonly isOneEach: boolean;
  /** By entry, which of `words` it is; empty for other kinds. */
  readonly wordAt: Uint16Array | Uint32Array;
  /** The numbers of the keywords that the entries hold, each once. */
  readonly words: Int32Array;
  /** By entry, the number; empty for other kinds. */
  readonly numbers: Float64Array;
  /** Entries from the lowest number to the highest. */
  readonly byNumber: SortedIndex;
  readonly least: number;
  readonly most: number;
}

export interface FieldColumn {
  /** What holds for all items of a document. */
  readonly ofDocuments: FieldEntries;
  readonly ofItems: FieldEntries;
  /** No other kind of this field is in the segment, and either documents or items state it. */
  readonly isAlone: boolean;
}

/** A declared field of keywords: each document has one of the store's sets of them. */
export interface KeywordColumn {
  readonly set: Uint32Array;
  readonly bySet: GroupIndex;
}

/** A declared number of items. */
export interface ItemNumberColumn {
  readonly numbers: Float64Array;
  readonly buckets: NumberBuckets;
  readonly least: number;
  readonly most: number;
  /** The number of each item's unit. */
  readonly unit: Uint8Array;
}

/**
 * What filters and counts ask of some documents, as columns. Documents stand by their set of the first field of
 * keywords, then by id; items of document `d` stand from `itemsFrom[d]` to where those of `d + 1` begin.
 */
export interface Segment {
  readonly size: number;
  readonly items: number;
  /** Where its part of a set of the whole store begins, and how many numbers are its own: told when it is put there. */
  start: number;
  room: number;
  /** The id of a document is this and its offset. */
  readonly firstId: number;
  readonly offset: Uint16Array;
  /** The row of a document by its offset; -1 where there is none. */
  readonly rowAt: Int16Array;
  readonly keywords: ReadonlyMap<string, KeywordColumn>;
  /** NaN for none. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  readonly itemsFrom: Int32Array;
  /** The row of an item's document. */
  readonly documentOf: Uint16Array;
  readonly itemId: Float64Array;
  readonly itemNumbers: ReadonlyMap<string, ItemNumberColumn>;
  readonly itemFlags: ReadonlyMap<string, Uint8Array>;
  /**
   * Items that are available: the segment's part of the store's own set. Changes while the segment is in use and
   * belongs to what stands there next once the segment is replaced.
   */
  available: Bitset;
  /** By the field's number times four and one of VALUE_KIND, in that order. */
  readonly dynamic: ReadonlyMap<number, FieldColumn>;
}

export const segmentNumber = (document: number): number => Math.floor(document / SEGMENT_SIZE);

export const idOf = ({ firstId, offset }: Segment, row: number): number => firstId + (offset[row] ?? 0);

/** Where a document stands in its segment; -1 where it does not. */
export const rowOf = ({ firstId, rowAt }: Segment, document: number): number =>
  rowAt[document - firstId] ?? -1;

/** Whether any item of a document is in a set of the segment. */
export const hasMatch = ({ itemsFrom }: Segment, document: number, bits: Bitset): boolean =>
  hasAnyInRange(bits, itemsFrom[document] ?? 0, itemsFrom[document + 1] ?? 0);

/** Where an item of a document stands; -1 where it does not. */
export function itemRow({ itemsFrom, itemId }: Segment, document: number, item: number): number {
  const to = itemsFrom[document + 1] ?? 0;
  for (let at = itemsFrom[document] ?? 0; at < to; at += 1) if (itemId[at] === item) return at;
  return -1;
}
