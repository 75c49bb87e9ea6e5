import { forgetFound, partOf } from './columns/bitset-cache.ts';
import { openColumnStore, placeOf, replaceBlocks, type ColumnStore } from './columns/column-store.ts';
import { hasMatch, itemRow } from './columns/segment.ts';
import { clearBit, hasBit, setBit } from './data-structures/bitset.ts';
import type { FieldQuery, LocalEngine, Schema } from './engine.ts';
import { countFields } from './facets/count-fields.ts';
import { matchingDocuments } from './filter/matching-documents.ts';
import { scopesOf } from './filter/scopes.ts';
import { closestDocuments } from './list/closest-documents.ts';
import { listDocuments, matchingAmong } from './list/list-documents.ts';

/** The engine of this process: all documents as columns and sets of bits in its memory. */
export interface ColumnEngine extends LocalEngine {
  readonly store: ColumnStore;
}

export function openEngine(schema: Schema): ColumnEngine {
  const store = openColumnStore(schema);
  return {
    store,
    replace: (blocks) => replaceBlocks(store, blocks),
    setAvailable: (document, item, isAvailable) => setAvailable(store, document, item, isAvailable),
    item(document, item) {
      const place = placeOf(store, document);
      const at = place ? itemRow(place.segment, place.row, item) : -1;
      if (!place || at < 0) return null;
      const { available, itemNumbers, itemFlags } = place.segment;
      const numbers = [...itemNumbers];
      return {
        isAvailable: hasBit(available, at),
        numbers: Object.fromEntries(numbers.map(([field, column]) => [field, column.numbers[at] ?? NaN])),
        units: Object.fromEntries(
          numbers.map(([field, column]) => [field, store.dictionary.units.textOf(column.unit[at] ?? 0)]),
        ),
        flags: Object.fromEntries([...itemFlags].map(([field, flags]) => [field, flags[at] === 1])),
      };
    },
    numberOf(document, field) {
      const place = placeOf(store, document);
      const number = place?.segment.numbers.get(field)?.[place.row] ?? NaN;
      return Number.isNaN(number) ? null : number;
    },
    isAvailable(document) {
      const place = placeOf(store, document);
      return place && hasMatch(place.segment, place.row, place.segment.available);
    },
    list: (query, page) => listDocuments(store, query, page),
    matching(query) {
      const { kept } = scopesOf(store, query);
      return matchingDocuments(store, kept);
    },
    near(query) {
      const { near } = scopesOf(store, query);
      return matchingDocuments(store, near);
    },
    among: (query, documents) => matchingAmong(store, query, documents),
    itemsOf: (query) => itemsOf(store, query),
    count: (query, counted) => countFields(store, query, counted),
    closest: (query, closeness) => closestDocuments(store, query, closeness),
  };
}

function setAvailable(store: ColumnStore, document: number, item: number, isAvailable: boolean): void {
  const place = placeOf(store, document);
  const at = place ? itemRow(place.segment, place.row, item) : -1;
  if (!place || at < 0 || hasBit(place.segment.available, at) === isAvailable) return;
  if (isAvailable) setBit(place.segment.available, at);
  else clearBit(place.segment.available, at);
  forgetFound(store.bitsets);
  store.results.clear();
}

function itemsOf(store: ColumnStore, query: FieldQuery): (document: number) => ReadonlySet<number> {
  const scopes = scopesOf(store, query);
  return (document) => {
    const items = new Set<number>();
    const place = placeOf(store, document);
    if (!place) return items;
    const { segment, row } = place;
    const kept = partOf(scopes.kept(), segment);
    const to = segment.itemsFrom[row + 1] ?? 0;
    for (let at = segment.itemsFrom[row] ?? 0; at < to; at += 1) {
      if (hasBit(kept, at)) items.add(segment.itemId[at] ?? 0);
    }
    return items;
  };
}
