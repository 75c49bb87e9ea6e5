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
}

export const openColumnStore = (schema: Schema): ColumnStore => ({
  schema,
  dictionary: openDictionary(schema.keywords),
  segments: new Map(),
  results: openResultCache(),
  bitsets: openBitsetCache(),
});

export function replaceBlocks(
  { dictionary, segments, results, bitsets }: ColumnStore,
  blocks: ReadonlyMap<number, DocumentRows | null>,
): void {
  const changed = new Map(
    [...blocks].map(([number, rows]) => [number, rows && buildSegment(number, rows, dictionary)]),
  );
  putSegments(bitsets, segments, changed);
  results.clear();
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
