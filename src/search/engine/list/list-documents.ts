import { isEmptyIn, partOf } from '../columns/bitset-cache.ts';
import { visitSome, type ColumnStore } from '../columns/column-store.ts';
import { hasMatch, idOf, SEGMENT_SIZE, type Segment } from '../columns/segment.ts';
import { documentsOf, hasBit, type Bitset } from '../data-structures/bitset.ts';
import type { FieldQuery, Listed, Page, Schema, SortKey } from '../engine.ts';
import { scopesOf, type Scopes } from '../filter/scopes.ts';

const FIRST_PAGES = 120; // documents kept with a listing: nobody but a crawler goes further

export function listDocuments(store: ColumnStore, query: FieldQuery, page: Page): Listed {
  const { sort, offset, most, among = null } = page;
  if (among || offset + most > FIRST_PAGES) return listAnew(store, query, page);
  const { ids, total } = store.results.get(['listed', query, sort], () =>
    listAnew(store, query, { sort, offset: 0, most: FIRST_PAGES }),
  );
  return { ids: ids.slice(offset, offset + most), total };
}

function listAnew(store: ColumnStore, query: FieldQuery, { sort, offset, most, among = null }: Page): Listed {
  const first = openFirst(orderOf(store.schema, sort), offset + most);
  const scopes = scopesOf(store, query);
  let total = 0;
  if (among) {
    visitKept(store, scopes, among, (segment, row, kept) => {
      total += 1;
      first.offer(segment, row, kept);
    });
  } else {
    const rows = new Int32Array(SEGMENT_SIZE);
    const all = scopes.kept();
    for (const segment of store.segments.values()) {
      if (isEmptyIn(all, segment)) continue;
      const kept = partOf(all, segment);
      const count = documentsOf(kept, segment.documentOf, rows);
      total += count;
      for (let at = 0; at < count; at += 1) first.offer(segment, rows[at] ?? 0, kept);
    }
  }
  return { ids: first.inOrder().slice(offset), total };
}

/** Of those documents, the ones that match, in the order they came. */
export function matchingAmong(
  store: ColumnStore,
  query: FieldQuery,
  documents: readonly number[],
): readonly number[] {
  const kept: number[] = [];
  visitKept(store, scopesOf(store, query), documents, (segment, row) => kept.push(idOf(segment, row)));
  return kept;
}

function visitKept(
  store: ColumnStore,
  scopes: Scopes,
  documents: readonly number[],
  see: (segment: Segment, row: number, kept: Bitset) => void,
): void {
  const all = scopes.kept();
  visitSome(store, documents, (segment, row) => {
    const kept = partOf(all, segment);
    if (hasMatch(segment, row, kept)) see(segment, row, kept);
  });
}

interface Placed {
  readonly id: number;
  /** What the order goes by: the lowest first, the next where those before are equal. */
  readonly first: number;
  readonly second: number;
}

interface First {
  offer(segment: Segment, row: number, kept: Bitset): void;
  inOrder(): readonly number[];
}

/** The first so many of what is offered. */
function openFirst([first, second]: readonly [Place, Place], wanted: number): First {
  let best: Placed[] = [];
  let bar = Infinity; // what comes after this cannot be shown
  const cut = () => (best = best.sort(inOrder).slice(0, wanted));
  return {
    offer(segment, row, kept) {
      if (wanted === 0) return;
      const place = first(segment, row, kept);
      if (place > bar) return;
      best.push({ id: idOf(segment, row), first: place, second: second(segment, row, kept) });
      // Cut now and then rather than kept in order: what cannot be shown is turned away by `bar` from then on.
      if (best.length >= wanted * 2 + 64) bar = cut().at(-1)?.first ?? Infinity;
    },
    inOrder: () => cut().map((one) => one.id),
  };
}

const inOrder = (a: Placed, b: Placed): number => {
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  if (a.second !== b.second) return a.second < b.second ? -1 : 1;
  return a.id - b.id;
};

/** Where a document stands by one key, the lowest first. */
type Place = (segment: Segment, row: number, kept: Bitset) => number;

const anywhere: Place = () => 0;

function orderOf(schema: Schema, [first, second]: readonly SortKey[]): readonly [Place, Place] {
  return [first ? placeBy(schema, first) : anywhere, second ? placeBy(schema, second) : anywhere];
}

function placeBy(schema: Schema, { field, order }: SortKey): Place {
  const sign = order === 'ascending' ? 1 : -1;
  if (field === 'id') return (segment, row) => sign * idOf(segment, row);
  if (schema.itemNumbers.includes(field)) {
    return (segment, row, kept) => sign * lowestOf(segment, field, row, kept);
  }
  return (segment, row) => {
    const number = segment.numbers.get(field)?.[row] ?? NaN;
    return Number.isNaN(number) ? Infinity : sign * number;
  };
}

/** The lowest number of a document's items that match. */
function lowestOf(segment: Segment, field: string, row: number, kept: Bitset): number {
  const numbers = segment.itemNumbers.get(field)?.numbers;
  let lowest = Infinity;
  const to = segment.itemsFrom[row + 1] ?? 0;
  for (let at = segment.itemsFrom[row] ?? 0; at < to; at += 1) {
    if (hasBit(kept, at)) lowest = Math.min(lowest, numbers?.[at] ?? Infinity);
  }
  return lowest;
}
