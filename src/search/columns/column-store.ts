import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { openBitsetCache, putSegments, type BitsetCache } from './bitset-cache.ts';
import { openDictionary, valueOf, type Dictionary } from './dictionary.ts';
import { readSegment } from './read-segment.ts';
import { openResultCache, type ResultCache } from './result-cache.ts';
import { rowOf, SEGMENT_BITS, segmentNumber, type Segment } from './segment.ts';

/** What filters and facets ask of the whole catalogue, in this process's memory, as attributes were last announced. */
export interface ColumnStore {
  /** The version of the attributes that it holds. */
  readonly version: number;
  readonly dictionary: Dictionary;
  readonly categories: ReadonlyMap<string, { readonly name: string; readonly depth: number }>;
  /** How the merchant writes a value, by its number. */
  labelOf(value: number): string;
  readonly segments: ReadonlyMap<number, Segment>;
  /** Answers about the whole catalogue, kept until it changes. */
  readonly results: ResultCache;
  readonly bitsets: BitsetCache;
  /** Products that are not in the store are passed over. */
  visitSome(ids: Iterable<number>, visit: (segment: Segment, product: number) => void): void;
}

export interface OpenColumnStore extends ColumnStore {
  version: number;
  readonly segments: Map<number, Segment>;
  readonly labels: Map<number, string>;
  categories: ReadonlyMap<string, { readonly name: string; readonly depth: number }>;
  readonly offers: OffersRead;
  /** Ends when nothing is being read into the store: one reading after the other, so that no older one comes last. */
  turn: Promise<unknown>;
}

/** How far prices and stock were followed. */
interface OffersRead {
  /** The database's clock when they were last read; empty before. */
  readAt: string;
  /** The database's count of changes then. */
  changes: number;
  /** This process's clock then, and when that count last grew. */
  lookedAt: number;
  changedAt: number;
  /** How many were read. */
  met: number;
  look: Promise<void> | null;
}

export const AT_ONCE = 8; // changed segments that a question waits for; more are read while it goes on with what stands
const TOGETHER = 64; // segments that are put in place at once

/** The store as of a version of the attributes; the first question waits until the whole catalogue is read. */
export const columnStores = followVersion<OpenColumnStore>(async (db, { version, before, release }) => {
  const changed = await changedSegments(db, before?.version ?? -1, version);
  if (changed.length > AT_ONCE) release();
  const columns = before?.value ?? openColumnStore();
  await readSegments(db, columns, changed);
  columns.version = version;
  return columns;
});

/** A store of its own, read now, that follows nothing. */
export async function readColumnStore(db: Database): Promise<OpenColumnStore> {
  const columns = openColumnStore();
  await readSegments(db, columns, await changedSegments(db, -1, Number.MAX_SAFE_INTEGER));
  return columns;
}

async function changedSegments(db: Database, after: number, upTo: number): Promise<readonly number[]> {
  const { rows } = await sql<{ segment: number }>`
    select distinct product_id >> ${SEGMENT_BITS}::int as segment from search_fact_source
    where version > ${after} and version <= ${upTo} order by 1`.execute(db);
  return rows.map((row) => row.segment);
}

/** Reads those segments as they are now and puts them in the place of what stood there. */
export function readSegments(
  db: Database,
  columns: OpenColumnStore,
  segments: readonly number[],
): Promise<void> {
  const work = columns.turn.then(() => readInTurn(db, columns, segments));
  columns.turn = work.catch(() => {});
  return work;
}

async function readInTurn(
  db: Database,
  columns: OpenColumnStore,
  segments: readonly number[],
): Promise<void> {
  const kinds = await sql<{ slug: string; name: string; depth: number }>`
    select slug, name, depth from category`.execute(db);
  // What changes while all segments are read for the first time is followed from here on.
  if (!columns.offers.readAt) {
    const { rows } = await sql<{ now: string }>`select now()::text as now`.execute(db);
    columns.offers.readAt = rows[0]?.now ?? '';
  }
  for (let from = 0; from < segments.length; from += TOGETHER) {
    const changed = new Map<number, Segment | null>();
    for (const number of segments.slice(from, from + TOGETHER)) {
      changed.set(number, await readSegment(db, number, columns.dictionary));
    }
    await readLabels(db, columns);
    putSegments(columns.bitsets, columns.segments, changed);
  }
  columns.categories = new Map(kinds.rows.map((row) => [row.slug, row]));
  columns.results.clear();
}

const LABELS = 20_000;

/** The spelling of values met for the first time; those beyond the commonest are shown in lower case. */
async function readLabels(db: Database, { dictionary, labels }: OpenColumnStore): Promise<void> {
  for (let from = labels.size; from < dictionary.values.size; from += LABELS) {
    const numbers = Array.from(
      { length: Math.min(LABELS, dictionary.values.size - from) },
      (_, at) => from + at,
    );
    const values = numbers.map((number) => valueOf(dictionary, number));
    const { rows } = await sql<{ at: number; label: string }>`
      select n.at::int as at, v.label
      from unnest(${values.map(({ key }) => dictionary.keys.textOf(key))}::text[],
        ${values.map(({ word }) => word)}::text[]) with ordinality n (key, word, at)
      join search_value v on v.key = n.key and v.word = n.word where v.label <> v.word`.execute(db);
    const written = new Map(rows.map((row) => [from + row.at - 1, row.label]));
    for (const [at, number] of numbers.entries()) {
      labels.set(number, written.get(number) ?? values[at]?.word ?? '');
    }
  }
}

function openColumnStore(): OpenColumnStore {
  const dictionary = openDictionary();
  const segments = new Map<number, Segment>();
  const labels = new Map<number, string>();
  return {
    version: 0,
    dictionary,
    segments,
    labels,
    categories: new Map(),
    offers: { readAt: '', changes: 0, lookedAt: -Infinity, changedAt: -Infinity, met: 0, look: null },
    turn: Promise.resolve(),
    results: openResultCache(),
    bitsets: openBitsetCache(),
    labelOf: (value) => labels.get(value) ?? valueOf(dictionary, value).word,
    visitSome(ids, visit) {
      for (const id of ids) {
        const segment = segments.get(segmentNumber(id));
        const product = segment ? rowOf(segment, id) : -1;
        if (segment && product >= 0) visit(segment, product);
      }
    },
  };
}
