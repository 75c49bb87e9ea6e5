import { emptyBitset, setBit } from '../data-structures/bitset.ts';
import { groupIndex } from '../data-structures/group-index.ts';
import { endsOf, sortedIndex } from '../data-structures/sorted-index.ts';
import type { DocumentRows } from '../engine.ts';
import type { Dictionary } from './dictionary.ts';
import { fieldColumns } from './field-columns.ts';
import { numberBuckets } from './number-buckets.ts';
import { SEGMENT_SIZE, type ItemNumberColumn, type KeywordColumn, type Segment } from './segment.ts';

/** The segment of that number; null where no document has an item. */
export function buildSegment(number: number, rows: DocumentRows, dictionary: Dictionary): Segment | null {
  const firstId = number * SEGMENT_SIZE;
  const order = orderOf(rows, dictionary);
  if (!order.length) return null;
  const inOrder = <One>(column: readonly One[] | undefined) => order.flatMap((at) => column?.[at] ?? []);
  const ids = inOrder(rows.ids);
  const rowAt = new Int16Array(SEGMENT_SIZE).fill(-1);
  for (const [row, id] of ids.entries()) rowAt[id - firstId] = row;
  const rowOfDocument = (id: number) => rowAt[id - firstId] ?? -1;

  const { items } = rows;
  const owners = items.documents.map(rowOfDocument);
  const kept = owners
    .flatMap((row, at) => (row < 0 ? [] : [at]))
    .sort((a, b) => (owners[a] ?? 0) - (owners[b] ?? 0) || a - b);
  const pick = <One>(column: readonly One[] | undefined) => kept.flatMap((at) => column?.[at] ?? []);
  const itemIds = pick(items.ids);
  const available = emptyBitset(kept.length);
  for (const [row, isAvailable] of pick(items.isAvailable).entries()) if (isAvailable) setBit(available, row);
  return {
    size: ids.length,
    items: kept.length,
    start: 0,
    room: 0,
    firstId,
    offset: Uint16Array.from(ids, (id) => id - firstId),
    rowAt,
    keywords: mapOf(dictionary.keywords, (sets, field): KeywordColumn => {
      const told = rows.keywords[field];
      const set = Uint32Array.from(order, (at) => sets.numberOf(told?.[at] ?? []));
      return { set, bySet: groupIndex(set) };
    }),
    numbers: mapOf(Object.entries(rows.numbers), (told) => Float64Array.from(order, (at) => told[at] ?? NaN)),
    itemsFrom: startsOf(
      ids.length,
      kept.map((at) => owners[at] ?? 0),
    ),
    documentOf: Uint16Array.from(kept, (at) => owners[at] ?? 0),
    itemId: Float64Array.from(itemIds),
    itemNumbers: mapOf(Object.entries(items.numbers), (told, field): ItemNumberColumn => {
      const numbers = Float64Array.from(pick(told));
      const byNumber = sortedIndex(numbers);
      const [least, most] = endsOf(byNumber, numbers);
      const unit = Uint8Array.from(pick(items.units[field]), (one) => dictionary.units.numberOf(one));
      return { numbers, buckets: numberBuckets(numbers, byNumber), least, most, unit };
    }),
    itemFlags: mapOf(Object.entries(items.flags), (told) => Uint8Array.from(pick(told), Number)),
    available,
    dynamic: fieldColumns(
      rows.dynamic,
      rowOfDocument,
      new Map(itemIds.map((id, row) => [id, row])),
      dictionary,
    ),
  };
}

/**
 * Places of the documents that have items, those with the same keywords side by side: what is asked is mostly asked of
 * one kind.
 */
function orderOf({ ids, keywords, items }: DocumentRows, dictionary: Dictionary): readonly number[] {
  const withItems = new Set(items.documents);
  const [first] = dictionary.keywords;
  const setAt = ids.map((_, at) => first?.[1].numberOf(keywords[first[0]]?.[at] ?? []) ?? 0);
  return ids
    .flatMap((id, at) => (withItems.has(id) ? [at] : []))
    .sort((a, b) => (setAt[a] ?? 0) - (setAt[b] ?? 0) || (ids[a] ?? 0) - (ids[b] ?? 0));
}

const mapOf = <One, Made>(
  columns: Iterable<readonly [string, One]>,
  make: (one: One, field: string) => Made,
): ReadonlyMap<string, Made> => new Map([...columns].map(([field, one]) => [field, make(one, field)]));

/** Where the items of each of `count` owners begin, from the owners of all items in order. */
function startsOf(count: number, owners: readonly number[]): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const owner of owners) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1;
  for (let at = 0; at < count; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  return starts;
}
