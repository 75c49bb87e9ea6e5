import { sql, type RawBuilder } from 'kysely';
import { integer, json, nullable } from '#src/database/column-kinds.ts';
import { changesOf, type SettledChanges } from '#src/database/changes.ts';
import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Lengths } from './bm25f-impacts.ts';

/** Of the vectors that the catalogue makes itself. */
export const LSA_DIMENSIONS = 256;
/** How an index with such vectors names them. */
export const OWN_VECTORS = `lsa-${LSA_DIMENSIONS}`;

/** The tables of one generation of the index. */
export interface IndexTables {
  /** One row a distinct term: its number, how many products hold it, and how it is written. */
  readonly term: RawBuilder<unknown>;
  /** One row a term and 65,536 products: those that hold it, each with the impact of BM25F without idf. */
  readonly list: RawBuilder<unknown>;
  /** Products whose entry was replaced since the lists were packed. */
  readonly replaced: RawBuilder<unknown>;
  /** One row a product: its terms and their impacts, its title as term numbers, its heads. */
  readonly doc: RawBuilder<unknown>;
  /** Hash of a written form with up to two letters deleted, and its term: finds spellings near a word. */
  readonly spelling: RawBuilder<unknown>;
  readonly productVector: RawBuilder<unknown>;
  /** Only for vectors of the catalogue's own making: what a question is folded in with. */
  readonly termVector: RawBuilder<unknown>;
}

/** The number under which the lists hold the products that a term is the noun of, beside those that hold it at all. */
export const asHead = (term: number): number => -term;

const names = ['term', 'list', 'replaced', 'doc', 'spelling', 'product_vector', 'term_vector'] as const;

export function tablesOf(generation: number): IndexTables {
  const table = (name: (typeof names)[number]) => sql.table(`search_${name}_${generation}`);
  return {
    term: table('term'),
    list: table('list'),
    replaced: table('replaced'),
    doc: table('doc'),
    spelling: table('spelling'),
    productVector: table('product_vector'),
    termVector: table('term_vector'),
  };
}

/** What the index is now; `generation` 0 means that there is none. */
export interface IndexState {
  readonly generation: number;
  readonly version: number;
  /** The version whose posts the lists hold; see the table `replaced` for what came after. */
  readonly packed: number;
  readonly settings: string;
  readonly stamp: string;
  readonly products: number;
  readonly lengths: Lengths;
  readonly popularity: number;
  readonly vectors: string | null;
  readonly changed: number;
  readonly building: number | null;
}

export async function readIndexState(db: Database): Promise<IndexState> {
  return (await readNow(db)).index;
}

/** What a question is answered from, as one statement tells it. */
export interface Now {
  readonly index: IndexState;
  /** A number that grows whenever attributes are announced anew. */
  readonly attributesVersion: number;
  /** A number that grows whenever a price or a stock changes. */
  readonly offerChanges: number;
}

const nowShape = {
  ...columns(
    'search_index',
    'generation',
    'version',
    'packed',
    'settings',
    'stamp',
    'products',
    'popularity',
    'vectors',
    'changed',
    'building',
  ),
  lengths: json<Lengths>(),
  attributesVersion: nullable(tables.search_fact_state.version),
  offerChanges: integer,
};

export async function readNow(db: Database): Promise<Now> {
  const { rows } = await rowsOf(nowShape)`
    select i.generation, i.version, i.packed, i.settings, i.stamp, i.products, i.lengths, i.popularity, i.vectors,
      i.changed, i.building, f.version as "attributesVersion",
      (select last_value from offer_change) as "offerChanges"
    from search_index i left join search_fact_state f on true`.execute(db);
  const [row] = rows;
  if (!row)
    throw new Error('The table search_index has lost its row; run the migrations on a fresh database.');
  const { attributesVersion, offerChanges, ...index } = row;
  return { index, attributesVersion: attributesVersion ?? 0, offerChanges };
}

const states = followVersion<IndexState, SettledChanges>(
  (db) => readIndexState(db),
  (held, wanted) => held.isSettled && held.pages >= wanted.pages,
);

/** The same as it was when the running request read how far changes have come: no statement while pages stay as they are. */
export async function readAsPage(db: Database): Promise<Now> {
  const changes = await changesOf(db);
  return {
    index: await states.at(db, changes),
    attributesVersion: changes.attributes,
    offerChanges: changes.offers,
  };
}

export async function createTables(db: Database, generation: number): Promise<void> {
  await dropTables(db, generation);
  const { term, list, replaced, doc, spelling } = tablesOf(generation);
  await sql`create table ${term} (id integer primary key, word text not null, df integer not null,
    surface text not null, forms text[] not null, in_title boolean not null)`.execute(db);
  await sql`create table ${list} (term integer not null, block integer not null, posts bytea not null)`.execute(
    db,
  );
  // Posts do not shrink, and a long list is read whole.
  await sql`alter table ${list} alter column posts set storage external`.execute(db);
  await sql`create table ${replaced} (product integer primary key, version bigint not null)`.execute(db);
  await sql`create table ${doc} (product integer primary key, hash text not null, terms integer[] not null,
    weights real[] not null, title text not null, about text not null, first integer[] not null,
    later integer[] not null, goes_with integer[] not null, for_children boolean not null)`.execute(db);
  await sql`create table ${spelling} (deletion integer not null, term integer not null)`.execute(db);
}

/** Vectors are kept in half precision: their order is the same and they take half the room (pgvector 0.7 or later). */
export async function createVectorTables(
  db: Database,
  generation: number,
  dimensions: number,
): Promise<void> {
  const { productVector, termVector } = tablesOf(generation);
  const type = sql.raw(`halfvec(${dimensions})`);
  await sql`create table ${productVector} (product integer primary key, vector ${type} not null)`.execute(db);
  await sql`create table ${termVector} (term integer primary key, vector ${type} not null)`.execute(db);
}

export async function dropTables(db: Database, generation: number): Promise<void> {
  for (const name of names) {
    await sql`drop table if exists ${sql.table(`search_${name}_${generation}`)}`.execute(db);
  }
}

/** Indexes and statistics, made after the rows: a bulk load into an index takes several times as long. */
export async function finishTables(db: Database, generation: number): Promise<void> {
  const { term, list, spelling } = tablesOf(generation);
  const index = (name: string) => sql.ref(`search_${name}_${generation}_by`);
  await sql`create unique index ${index('list')} on ${list} (term, block)`.execute(db);
  await sql`create unique index ${index('term')} on ${term} (word) include (id, df)`.execute(db);
  await sql`create index ${index('spelling')} on ${spelling} (deletion) include (term)`.execute(db);
}

/** Fills the visibility map, without which an index-only scan reads the table after all. Not in a transaction. */
export async function settleTables(db: Database, generation: number): Promise<void> {
  const { term, list, doc, spelling } = tablesOf(generation);
  for (const table of [term, list, doc, spelling]) await sql`vacuum (analyze) ${table}`.execute(db);
}
