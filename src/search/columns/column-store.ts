import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { attributesVersion } from '../attributes/attribute-keys.ts';
import { readSegment } from './read-segment.ts';
import { rowOf, SEGMENT_BITS, segmentNumber, type Segment } from './segment.ts';
import { openBitsetCache, putSegments, type BitsetCache } from './bitset-cache.ts';
import { followStock, type Stocked } from './follow-stock.ts';
import { openResultCache, type ResultCache } from './result-cache.ts';
import { openDictionary, valueOf, type Dictionary } from './dictionary.ts';

/** What limits and facets ask of the whole catalogue, in this process's memory, as the facts were last announced. */
export interface ColumnStore {
  /** The version of the facts that it holds. */
  readonly version: number;
  readonly words: Dictionary;
  readonly categories: ReadonlyMap<string, { readonly name: string; readonly depth: number }>;
  /** How the merchant writes a value, by its number. */
  labelOf(value: number): string;
  readonly segments: ReadonlyMap<number, Segment>;
  /** Answers about the whole shelf, kept until it changes. */
  readonly answers: ResultCache;
  readonly sets: BitsetCache;
  /** Products that are not on the shelf are passed over. */
  visitSome(ids: Iterable<number>, visit: (segment: Segment, product: number) => void): void;
}

export interface OpenColumnStore extends ColumnStore, Stocked {
  version: number;
  readonly segments: Map<number, Segment>;
  readonly labels: Map<number, string>;
  categories: ReadonlyMap<string, { readonly name: string; readonly depth: number }>;
}

interface Held {
  shelf: OpenColumnStore | null;
  loading: Promise<void> | null;
  /** The version at which the catalogue was too small or too large. */
  passedOver: number | null;
  failedAt: number;
}

export interface ColumnStoreOptions {
  /** Products from which the catalogue is held in memory. */
  readonly from?: number;
  /** This process's clock in milliseconds. */
  readonly at?: number;
  /** The version of the facts, where the caller knows it. */
  readonly version?: number;
}

const FROM = 500; // products; below it the database counts as quickly, and to the second
const UP_TO = 2_000_000; // products; beyond it a process would hold half a gigabyte
const AT_ONCE = 8; // changed segments that a question waits for; more are read behind its back
const TOGETHER = 64; // segments that are put in place at once
const AGAIN_MS = 60_000; // after a reading that failed
const held = new WeakMap<Database, Held>();

/**
 * The shelf, brought up to date where little changed; null where the catalogue is small or it is still being read,
 * which the first call begins. A question asked while much is read again gets the shelf as it was.
 */
export async function columnStoreOf(
  db: Database,
  { from = FROM, at = performance.now(), version }: ColumnStoreOptions = {},
): Promise<ColumnStore | null> {
  const own = held.get(db) ?? { shelf: null, loading: null, passedOver: null, failedAt: -Infinity };
  held.set(db, own);
  const announced = version ?? (await attributesVersion(db));
  if (!own.shelf) {
    const isWorthTrying = own.passedOver !== announced && at - own.failedAt > AGAIN_MS;
    if (!own.loading && isWorthTrying) void begin(own, at, load(db, own, announced, from));
    return null;
  }
  if (own.shelf.version !== announced && !own.loading) {
    const changed = await changedSegments(db, own.shelf.version, announced);
    // Another question may have begun while this one looked.
    const work = own.loading ?? begin(own, at, bringUpToDate(db, own.shelf, changed, announced));
    if (changed.length <= AT_ONCE) await work;
  }
  // Read anew: the reading that was waited for may have failed.
  const columns = columnStoreAsItIs(db);
  if (columns) await followStock(db, columns, at);
  return columns;
}

/** Lets a reading run; where it fails the database answers instead, and a later question tries again. */
function begin(own: Held, at: number, work: Promise<void>): Promise<void> {
  own.loading = work
    .catch(() => {
      own.shelf = null;
      own.failedAt = at;
    })
    .finally(() => (own.loading = null));
  return own.loading;
}

/** The shelf as it stands, without a look at what has changed; null where none was asked for yet. */
export const columnStoreAsItIs = (db: Database): OpenColumnStore | null => held.get(db)?.shelf ?? null;

/** Waits until the shelf is read, so that the first question need not do without it. */
export async function readyColumnStore(db: Database, options: ColumnStoreOptions = {}): Promise<void> {
  await columnStoreOf(db, options);
  await held.get(db)?.loading;
}

async function load(db: Database, own: Held, version: number, from: number): Promise<void> {
  const { rows } = await sql<{ products: number; segments: readonly number[] | null }>`
    select coalesce(sum(n), 0)::int as products, json_agg(segment order by segment) as segments from (
      select product_id >> ${SEGMENT_BITS}::int as segment, count(*) as n
      from search_fact_source where source <> '' group by 1) s`.execute(db);
  const products = rows[0]?.products ?? 0;
  if (products < from || products > UP_TO) {
    own.passedOver = version;
    return;
  }
  const columns = openShelf();
  await bringUpToDate(db, columns, rows[0]?.segments ?? [], version);
  own.shelf = columns;
}

/** A shelf that holds those segments whatever the size of the catalogue. */
export async function readColumnStore(db: Database): Promise<ColumnStore> {
  const version = await attributesVersion(db);
  const { rows } = await sql<{ segment: number }>`
    select distinct product_id >> ${SEGMENT_BITS}::int as segment from search_fact_source`.execute(db);
  const columns = openShelf();
  await bringUpToDate(
    db,
    columns,
    rows.map((row) => row.segment),
    version,
  );
  return columns;
}

async function changedSegments(db: Database, after: number, upTo: number): Promise<readonly number[]> {
  const { rows } = await sql<{ segment: number }>`
    select distinct product_id >> ${SEGMENT_BITS}::int as segment from search_fact_source
    where version > ${after} and version <= ${upTo}`.execute(db);
  return rows.map((row) => row.segment);
}

async function bringUpToDate(
  db: Database,
  columns: OpenColumnStore,
  segments: readonly number[],
  version: number,
): Promise<void> {
  const kinds = await sql<{ slug: string; name: string; depth: number }>`
    select slug, name, depth from category`.execute(db);
  // What is sold while segments are read is followed again from here on.
  const { rows } = await sql<{ now: string }>`select now()::text as now`.execute(db);
  for (let from = 0; from < segments.length; from += TOGETHER) {
    const changed = new Map<number, Segment | null>();
    for (const number of segments.slice(from, from + TOGETHER)) {
      changed.set(number, await readSegment(db, number, columns.words));
    }
    await readLabels(db, columns);
    putSegments(columns.sets, columns.segments, changed);
  }
  columns.categories = new Map(kinds.rows.map((row) => [row.slug, row]));
  columns.stockReadAt = rows[0]?.now ?? '';
  columns.version = version;
  columns.answers.clear();
}

const LABELS = 20_000;

/** The spelling of values met for the first time; those beyond the commonest are shown in lower case. */
async function readLabels(db: Database, columns: OpenColumnStore): Promise<void> {
  const { words: dictionary, labels } = columns;
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
    const told = new Map(rows.map((row) => [from + row.at - 1, row.label]));
    for (const [at, number] of numbers.entries()) {
      labels.set(number, told.get(number) ?? values[at]?.word ?? '');
    }
  }
}

function openShelf(): OpenColumnStore {
  const dictionary = openDictionary();
  const segments = new Map<number, Segment>();
  const labels = new Map<number, string>();
  return {
    words: dictionary,
    segments,
    labels,
    categories: new Map(),
    version: 0,
    stockReadAt: '',
    stockLookedAt: 0,
    answers: openResultCache(),
    sets: openBitsetCache(),
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
