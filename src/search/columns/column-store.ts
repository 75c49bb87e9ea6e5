import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { factsVersion } from '../attributes/attribute-keys.ts';
import { readSegment } from './read-segment.ts';
import { placeOf, SEGMENT_BITS, segmentNumber, type Segment } from './segment.ts';
import { openShelfSets, putSegments, type ShelfSets } from './bitset-cache.ts';
import { followStock, type Stocked } from './follow-stock.ts';
import { openShelfAnswers, type ShelfAnswers } from './result-cache.ts';
import { openShelfWords, valueOf, type ShelfWords } from './dictionary.ts';

/** What limits and facets ask of the whole catalogue, in this process's memory, as the facts were last announced. */
export interface Shelf {
  /** The version of the facts that it holds. */
  readonly version: number;
  readonly words: ShelfWords;
  readonly categories: ReadonlyMap<string, { readonly name: string; readonly depth: number }>;
  /** How the merchant writes a value, by its number. */
  labelOf(value: number): string;
  readonly segments: ReadonlyMap<number, Segment>;
  /** Answers about the whole shelf, kept until it changes. */
  readonly answers: ShelfAnswers;
  readonly sets: ShelfSets;
  /** Products that are not on the shelf are passed over. */
  visitSome(ids: Iterable<number>, visit: (segment: Segment, product: number) => void): void;
}

export interface OpenShelf extends Shelf, Stocked {
  version: number;
  readonly segments: Map<number, Segment>;
  readonly labels: Map<number, string>;
  categories: ReadonlyMap<string, { readonly name: string; readonly depth: number }>;
}

interface Held {
  shelf: OpenShelf | null;
  loading: Promise<void> | null;
  /** The version at which the catalogue was too small or too large. */
  passedOver: number | null;
  failedAt: number;
}

export interface ShelfOptions {
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
export async function shelfOf(
  db: Database,
  { from = FROM, at = performance.now(), version }: ShelfOptions = {},
): Promise<Shelf | null> {
  const own = held.get(db) ?? { shelf: null, loading: null, passedOver: null, failedAt: -Infinity };
  held.set(db, own);
  const announced = version ?? (await factsVersion(db));
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
  const shelf = shelfAsItIs(db);
  if (shelf) await followStock(db, shelf, at);
  return shelf;
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
export const shelfAsItIs = (db: Database): OpenShelf | null => held.get(db)?.shelf ?? null;

/** Waits until the shelf is read, so that the first question need not do without it. */
export async function readyShelf(db: Database, options: ShelfOptions = {}): Promise<void> {
  await shelfOf(db, options);
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
  const shelf = openShelf();
  await bringUpToDate(db, shelf, rows[0]?.segments ?? [], version);
  own.shelf = shelf;
}

/** A shelf that holds those segments whatever the size of the catalogue. */
export async function readShelf(db: Database): Promise<Shelf> {
  const version = await factsVersion(db);
  const { rows } = await sql<{ segment: number }>`
    select distinct product_id >> ${SEGMENT_BITS}::int as segment from search_fact_source`.execute(db);
  const shelf = openShelf();
  await bringUpToDate(
    db,
    shelf,
    rows.map((row) => row.segment),
    version,
  );
  return shelf;
}

async function changedSegments(db: Database, after: number, upTo: number): Promise<readonly number[]> {
  const { rows } = await sql<{ segment: number }>`
    select distinct product_id >> ${SEGMENT_BITS}::int as segment from search_fact_source
    where version > ${after} and version <= ${upTo}`.execute(db);
  return rows.map((row) => row.segment);
}

async function bringUpToDate(
  db: Database,
  shelf: OpenShelf,
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
      changed.set(number, await readSegment(db, number, shelf.words));
    }
    await readLabels(db, shelf);
    putSegments(shelf.sets, shelf.segments, changed);
  }
  shelf.categories = new Map(kinds.rows.map((row) => [row.slug, row]));
  shelf.stockReadAt = rows[0]?.now ?? '';
  shelf.version = version;
  shelf.answers.clear();
}

const LABELS = 20_000;

/** The spelling of values met for the first time; those beyond the commonest are shown in lower case. */
async function readLabels(db: Database, shelf: OpenShelf): Promise<void> {
  const { words, labels } = shelf;
  for (let from = labels.size; from < words.values.size; from += LABELS) {
    const numbers = Array.from({ length: Math.min(LABELS, words.values.size - from) }, (_, at) => from + at);
    const values = numbers.map((number) => valueOf(words, number));
    const { rows } = await sql<{ at: number; label: string }>`
      select n.at::int as at, v.label
      from unnest(${values.map(({ key }) => words.keys.textOf(key))}::text[],
        ${values.map(({ word }) => word)}::text[]) with ordinality n (key, word, at)
      join search_value v on v.key = n.key and v.word = n.word where v.label <> v.word`.execute(db);
    const told = new Map(rows.map((row) => [from + row.at - 1, row.label]));
    for (const [at, number] of numbers.entries()) {
      labels.set(number, told.get(number) ?? values[at]?.word ?? '');
    }
  }
}

function openShelf(): OpenShelf {
  const words = openShelfWords();
  const segments = new Map<number, Segment>();
  const labels = new Map<number, string>();
  return {
    words,
    segments,
    labels,
    categories: new Map(),
    version: 0,
    stockReadAt: '',
    stockLookedAt: 0,
    answers: openShelfAnswers(),
    sets: openShelfSets(),
    labelOf: (value) => labels.get(value) ?? valueOf(words, value).word,
    visitSome(ids, visit) {
      for (const id of ids) {
        const segment = segments.get(segmentNumber(id));
        const product = segment ? placeOf(segment, id) : -1;
        if (segment && product >= 0) visit(segment, product);
      }
    },
  };
}
