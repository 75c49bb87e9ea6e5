import type { FieldEntries, Segment } from '../columns/segment.ts';
import { hasBit, bitsIn, documentsOf, type Bitset } from '../data-structures/bitset.ts';

/** Rows of a segment, in order and as marks. */
export interface RowList {
  list: Int32Array;
  count: number;
  /** 1 at each row of the list. */
  has: Uint8Array;
}

/** The items that match in one segment and their documents, used again for the next segment. */
export interface MatchingRows {
  readonly items: RowList;
  readonly documents: RowList;
  /** Room for entries of one column. */
  entries: Int32Array;
}

const openPlaces = (): RowList => ({ list: new Int32Array(0), count: 0, has: new Uint8Array(0) });

export const openMatchingRows = (): MatchingRows => ({
  items: openPlaces(),
  documents: openPlaces(),
  entries: new Int32Array(0),
});

/** Takes over what `bits` holds of the segment. */
export function fillRows({ items, documents }: MatchingRows, segment: Segment, bits: Bitset): void {
  makeRoom(items, segment.items);
  makeRoom(documents, segment.size);
  items.count = bitsIn(bits, items.list);
  let last = -1;
  for (let at = 0; at < items.count; at += 1) {
    const row = items.list[at] ?? 0;
    items.has[row] = 1;
    const document = segment.documentOf[row] ?? 0;
    if (document === last) continue;
    last = document;
    documents.has[document] = 1;
    documents.list[documents.count++] = document;
  }
}

/** Takes over the documents alone, without marks. */
export function fillDocuments({ documents }: MatchingRows, segment: Segment, bits: Bitset): void {
  makeRoom(documents, segment.size);
  documents.count = documentsOf(bits, segment.documentOf, documents.list);
}

/** Takes over what `bits` holds of those documents of the segment, which stand in order. */
export function fillSome(
  { items, documents }: MatchingRows,
  segment: Segment,
  bits: Bitset,
  some: Iterable<number>,
): void {
  makeRoom(items, segment.items);
  makeRoom(documents, segment.size);
  for (const document of some) {
    const before = items.count;
    const to = segment.itemsFrom[document + 1] ?? 0;
    for (let row = segment.itemsFrom[document] ?? 0; row < to; row += 1) {
      if (!hasBit(bits, row)) continue;
      items.has[row] = 1;
      items.list[items.count++] = row;
    }
    if (items.count === before) continue;
    documents.has[document] = 1;
    documents.list[documents.count++] = document;
  }
}

/** Wipes the rows of the segment before. */
function makeRoom(rows: RowList, size: number): void {
  if (rows.list.length < size) {
    rows.list = new Int32Array(size);
    rows.has = new Uint8Array(size);
  } else {
    for (let at = 0; at < rows.count; at += 1) rows.has[rows.list[at] ?? 0] = 0;
  }
  rows.count = 0;
}

/** Which entries of a column belong to matching rows, in order: stands until they are asked of another column. */
export interface EntriesFound {
  readonly list: Int32Array;
  readonly count: number;
}

const FEW = 16; // entries to a row, from which looking up each row costs less than reading every entry

export function entriesOfRows(
  { owner, isOneEach }: FieldEntries,
  rows: MatchingRows,
  of: 'documents' | 'items',
): EntriesFound {
  if (rows.entries.length < owner.length) rows.entries = new Int32Array(owner.length * 2);
  const found = rows.entries;
  const { list, count, has } = rows[of];
  if (isOneEach) return { list, count: countBefore(list, count, owner.length) };
  const isFew = count * FEW < owner.length;
  return {
    list: found,
    count: isFew ? findEach(owner, list, count, found) : findAll(owner, has, found),
  };
}

/** How many of the rows stand before `end`. */
function countBefore(list: Int32Array, count: number, end: number): number {
  if (count === 0 || (list[count - 1] ?? 0) < end) return count;
  return firstFrom(list, end, 0, count);
}

function findAll(owner: Uint16Array | Uint32Array, has: Uint8Array, into: Int32Array): number {
  let count = 0;
  for (let at = 0; at < owner.length; at += 1) if (has[owner[at] ?? 0] === 1) into[count++] = at;
  return count;
}

function findEach(
  owner: Uint16Array | Uint32Array,
  list: Int32Array,
  rows: number,
  into: Int32Array,
): number {
  let count = 0;
  let at = 0;
  for (let n = 0; n < rows && at < owner.length; n += 1) {
    const row = list[n] ?? 0;
    at = firstFrom(owner, row, at, owner.length);
    while (at < owner.length && owner[at] === row) into[count++] = at++;
  }
  return count;
}

/** The first entry from `from` on, before `end`, that is not before `row`: by steps that double, then by halves. */
function firstFrom(
  owner: Uint16Array | Uint32Array | Int32Array,
  row: number,
  from: number,
  end: number,
): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < end && (owner[high] ?? 0) < row) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, end);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((owner[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
