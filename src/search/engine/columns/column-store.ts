import type { DocumentRows, Schema } from '../engine.ts';
import { openBitsetCache, putSegments, type BitsetCache } from './bitset-cache.ts';
import { buildSegment } from './build-segment.ts';
import { openDictionary, type Dictionary } from './dictionary.ts';
import { openResultCache, type ResultCache } from './result-cache.ts';
import { rowOf, segmentNumber, type Segment } from './segment.ts';

/** All documents as columns. */
export interface ColumnStore {
  readonly schema: Schema;
  readonly dictionary: Dictionary;
  readonly segments: Map<number, Segment>;
  /** Answers about the whole store, kept until it changes. */
  readonly results: ResultCache;
  readonly bitsets: BitsetCache;
  /** Entries of each dynamic field by its number, those of the most first; null until they are asked for. */
  entries: readonly (readonly [field: number, entries: number])[] | null;
}

export const openColumnStore = (schema: Schema): ColumnStore => ({
  schema,
  dictionary: openDictionary(schema.keywords),
  segments: new Map(),
  results: openResultCache(),
  bitsets: openBitsetCache(),
  entries: null,
});

export function replaceBlocks(store: ColumnStore, blocks: ReadonlyMap<number, DocumentRows | null>): void {
  const { dictionary, segments, results, bitsets } = store;
  const changed = new Map(
    [...blocks].map(([number, rows]) => [number, rows && buildSegment(number, rows, dictionary)]),
  );
  putSegments(bitsets, segments, changed);
  results.clear();
  store.entries = null;
}

/** The dynamic fields that `least` documents may state: as many entries have they in all. */
export function fieldsOfMany(store: ColumnStore, least: number): readonly number[] {
  store.entries ??= countEntries(store);
  const end = store.entries.findIndex(([, entries]) => entries < least);
  return store.entries.slice(0, end < 0 ? undefined : end).map(([field]) => field);
}

function countEntries({ segments }: ColumnStore): NonNullable<ColumnStore['entries']> {
  const entries = new Map<number, number>();
  for (const { dynamic } of segments.values()) {
    for (const [code, { ofDocuments, ofItems }] of dynamic) {
      const field = code >> 2;
      entries.set(field, (entries.get(field) ?? 0) + ofDocuments.owner.length + ofItems.owner.length);
    }
  }
  return [...entries].sort((a, b) => b[1] - a[1]);
}

/** Where a document stands; null where it does not. */
export function placeOf(
  { segments }: ColumnStore,
  document: number,
): { readonly segment: Segment; readonly row: number } | null {
  const segment = segments.get(segmentNumber(document));
  const row = segment ? rowOf(segment, document) : -1;
  return segment && row >= 0 ? { segment, row } : null;
}

/** Documents that the store does not hold are passed over. */
export function visitSome(
  store: ColumnStore,
  documents: Iterable<number>,
  visit: (segment: Segment, row: number) => void,
): void {
  for (const id of documents) {
    const place = placeOf(store, id);
    if (place) visit(place.segment, place.row);
  }
}
