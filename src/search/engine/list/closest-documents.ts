import { isEmptyIn, partOf } from '../columns/bitset-cache.ts';
import { visitSome, type ColumnStore } from '../columns/column-store.ts';
import { idOf, SEGMENT_SIZE, VALUE_KIND, type FieldColumn, type Segment } from '../columns/segment.ts';
import { emptyBitset, intersect, setRange, type Bitset } from '../data-structures/bitset.ts';
import { openTopK } from '../data-structures/top-k.ts';
import type { Closeness, FieldQuery } from '../engine.ts';
import { entriesOfRows, fillRows, openMatchingRows, type MatchingRows } from '../filter/matching-rows.ts';
import { scopesOf } from '../filter/scopes.ts';

export function closestDocuments(
  store: ColumnStore,
  query: FieldQuery,
  { field, distance, most, among = null }: Closeness,
): readonly number[] {
  const masks = among && masksOf(store, among);
  const code = store.dictionary.fields.known(field) * 4 + VALUE_KIND.number;
  const isDeclared = store.schema.itemNumbers.includes(field);
  const few = openTopK(most);
  const rows = openMatchingRows();
  const least = new Float64Array(SEGMENT_SIZE);
  const allKept = scopesOf(store, query).kept();
  for (const segment of masks?.keys() ?? store.segments.values()) {
    if (isEmptyIn(allKept, segment)) continue;
    const kept = partOf(allKept, segment);
    const mask = masks?.get(segment);
    if (mask) intersect(mask, kept);
    fillRows(rows, segment, mask ?? kept);
    const { list, count } = rows.documents;
    for (let n = 0; n < count; n += 1) least[list[n] ?? 0] = Infinity;
    if (isDeclared) seeDeclared(least, segment, segment.itemNumbers.get(field)?.numbers, rows, distance);
    else seeDynamic(least, segment, segment.dynamic.get(code), rows, distance);
    for (let n = 0; n < count; n += 1) {
      const row = list[n] ?? 0;
      const far = least[row] ?? Infinity;
      const id = idOf(segment, row);
      if (far < Infinity && few.isWelcome(id, -far)) few.take(id, -far);
    }
  }
  return few.inOrder().map(([id]) => id);
}

type Distance = Closeness['distance'];

/** Tells each document the least distance of its items that are asked. */
function seeDeclared(
  least: Float64Array,
  { documentOf }: Segment,
  numbers: Float64Array | undefined,
  { items }: MatchingRows,
  distance: Distance,
): void {
  for (let n = 0; n < items.count; n += 1) {
    const item = items.list[n] ?? 0;
    const row = documentOf[item] ?? 0;
    least[row] = Math.min(least[row] ?? 0, distance(numbers?.[item] ?? NaN));
  }
}

function seeDynamic(
  least: Float64Array,
  { documentOf }: Segment,
  column: FieldColumn | undefined,
  rows: MatchingRows,
  distance: Distance,
): void {
  if (!column) return;
  const { ofDocuments, ofItems } = column;
  const ofWhole = entriesOfRows(ofDocuments, rows, 'documents');
  for (let n = 0; n < ofWhole.count; n += 1) {
    const at = ofWhole.list[n] ?? 0;
    const row = ofDocuments.owner[at] ?? 0;
    least[row] = Math.min(least[row] ?? 0, distance(ofDocuments.numbers[at] ?? NaN));
  }
  const ofEach = entriesOfRows(ofItems, rows, 'items');
  for (let n = 0; n < ofEach.count; n += 1) {
    const at = ofEach.list[n] ?? 0;
    const row = documentOf[ofItems.owner[at] ?? 0] ?? 0;
    least[row] = Math.min(least[row] ?? 0, distance(ofItems.numbers[at] ?? NaN));
  }
}

function masksOf(store: ColumnStore, documents: readonly number[]): ReadonlyMap<Segment, Bitset> {
  const masks = new Map<Segment, Bitset>();
  visitSome(store, documents, (segment, row) => {
    const mask = masks.get(segment) ?? emptyBitset(segment.items);
    masks.set(segment, mask);
    setRange(mask, segment.itemsFrom[row] ?? 0, segment.itemsFrom[row + 1] ?? 0);
  });
  return masks;
}
