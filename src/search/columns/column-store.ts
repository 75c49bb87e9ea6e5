import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { columns as columnKinds, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { valueId, valueOf } from '../engine/columns/dictionary.ts';
import { BLOCK_BITS, type DocumentRows, type LocalEngine } from '../engine/engine.ts';
import { openEngine, type ColumnEngine } from '../engine/open-engine.ts';
import { catalogueSchema } from './catalogue-schema.ts';
import { readBlock } from './read-block.ts';

/** The whole catalogue in this process's engine, as attributes were last announced. */
export interface ColumnStore {
  /** The version of the attributes that it holds. */
  readonly version: number;
  readonly engine: LocalEngine;
  readonly categories: ReadonlyMap<string, { readonly name: string; readonly depth: number }>;
  /** How the merchant writes a value of an attribute. */
  labelOf(key: string, value: string): string;
  /** How brands are written, by their names in lower case. */
  readonly brands: ReadonlyMap<string, string>;
}

export interface OpenColumnStore extends ColumnStore {
  version: number;
  readonly engine: ColumnEngine;
  /** By the number of the value in the engine's dictionary. */
  readonly labels: Map<number, string>;
  readonly brands: Map<string, string>;
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
  /** The count of changes that what was read holds whole; -1: none was sure to. */
  whole: number;
  look: Promise<void> | null;
}

export const AT_ONCE = 8; // changed blocks that a question waits for; more are read while it goes on with what stands
const TOGETHER = 64; // blocks that are put in place at once

/** The store as of a version of the attributes; the first question waits until the whole catalogue is read. */
export const columnStores = followVersion<OpenColumnStore>(async (db, { version, before, release }) => {
  const changed = await changedBlocks(db, before?.version ?? -1, version);
  if (changed.length > AT_ONCE) release();
  const columns = before?.value ?? openColumnStore();
  await readBlocks(db, columns, changed);
  columns.version = version;
  return columns;
});

/** A store of its own, read now, that follows nothing. */
export async function readColumnStore(db: Database): Promise<OpenColumnStore> {
  const columns = openColumnStore();
  await readBlocks(db, columns, await changedBlocks(db, -1, Number.MAX_SAFE_INTEGER));
  return columns;
}

async function changedBlocks(db: Database, after: number, upTo: number): Promise<readonly number[]> {
  const { rows } = await rowsOf({ block: integer })`
    select distinct product_id >> ${BLOCK_BITS}::int as block from search_fact_source
    where version > ${after} and version <= ${upTo} order by 1`.execute(db);
  return rows.map((row) => row.block);
}

/** Reads those blocks as they are now and puts them in the place of what stood there. */
export function readBlocks(db: Database, columns: OpenColumnStore, blocks: readonly number[]): Promise<void> {
  const work = columns.turn.then(() => readInTurn(db, columns, blocks));
  columns.turn = work.catch(() => {});
  return work;
}

async function readInTurn(db: Database, columns: OpenColumnStore, blocks: readonly number[]): Promise<void> {
  const kinds = await rowsOf(columnKinds('category', 'slug', 'name', 'depth'))`
    select slug, name, depth from category`.execute(db);
  // What changes while all segments are read for the first time is followed from here on.
  if (!columns.offers.readAt) {
    const { rows } = await rowsOf({ now: text })`select now()::text as now`.execute(db);
    columns.offers.readAt = rows[0]?.now ?? '';
  }
  for (let from = 0; from < blocks.length; from += TOGETHER) {
    const changed = new Map<number, DocumentRows | null>();
    for (const number of blocks.slice(from, from + TOGETHER)) {
      const block = await readBlock(db, number);
      for (const brand of block?.brands ?? []) noteBrand(columns.brands, brand);
      changed.set(number, block?.rows ?? null);
    }
    columns.engine.replace(changed);
    await readLabels(db, columns);
  }
  columns.categories = new Map(kinds.rows.map((row) => [row.slug, row]));
}

const LABELS = 20_000;

/** The spelling of values met for the first time; those beyond the commonest are shown in lower case. */
async function readLabels(db: Database, { engine, labels }: OpenColumnStore): Promise<void> {
  const { dictionary } = engine.store;
  for (let from = labels.size; from < dictionary.values.size; from += LABELS) {
    const count = Math.min(LABELS, dictionary.values.size - from);
    const values = Array.from({ length: count }, (_, at) => valueOf(dictionary, from + at));
    const { rows } = await rowsOf({ at: integer, label: tables.search_value.label })`
      select n.at::int as at, v.label
      from unnest(${values.map(({ field }) => field)}::text[],
        ${values.map(({ word }) => word)}::text[]) with ordinality n (key, word, at)
      join search_value v on v.key = n.key and v.word = n.word where v.label <> v.word`.execute(db);
    const written = new Map(rows.map((row) => [row.at - 1, row.label]));
    for (const [at, { word }] of values.entries()) labels.set(from + at, written.get(at) ?? word);
  }
}

/** Of several spellings the first in order. */
function noteBrand(brands: Map<string, string>, brand: string): void {
  const name = brand.toLowerCase();
  const known = brands.get(name);
  if (known === undefined || brand < known) brands.set(name, brand);
}

function openColumnStore(): OpenColumnStore {
  const engine = openEngine(catalogueSchema);
  const { fields, values } = engine.store.dictionary;
  const labels = new Map<number, string>();
  return {
    version: 0,
    engine,
    labels,
    brands: new Map(),
    categories: new Map(),
    offers: {
      readAt: '',
      changes: 0,
      lookedAt: -Infinity,
      changedAt: -Infinity,
      met: 0,
      whole: -1,
      look: null,
    },
    turn: Promise.resolve(),
    labelOf: (key, value) => labels.get(values.known(valueId(fields.known(key), value))) ?? value,
  };
}
