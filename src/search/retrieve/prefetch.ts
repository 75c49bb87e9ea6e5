import { sql } from 'kysely';
import { arrayOf, integer, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { rankingFeaturesOf } from './feature-cache.ts';
import { asHead, OWN_VECTORS, tablesOf } from '../index/index-tables.ts';
import { isCached, indexCache, type IndexCache, type WordIndex } from './index-cache.ts';
import { takeUpLists } from './posting-cache.ts';
import { readDictionary } from './term-dictionary.ts';

const FROM = 2_000; // products; no list of fewer is long
const MOST_LISTS = 30_000; // the longest ones: each takes half a kilobyte beside its postings
const LISTS_AT_ONCE = 4_096;
const POSTINGS_AT_ONCE = 1_000_000; // read at a time beside questions
const ENTRIES_AT_ONCE = 512; // a question that comes meanwhile waits for one such reading
const ROOM = 1_000_000; // bytes that so many entries may take
const MOST_ROWS = 2_000_000; // products whose entries the database reads from its disk; 1.2 KB each
const ROWS_AT_ONCE = 4_096;
const DICTIONARY_EVERY_MS = 30_000; // while words change: until it is read again, questions look up their own

/**
 * Reads what questions else wait for, once for what is held of the index: the words, the lists, the entries and the
 * vectors of terms, as far as they are cached. What fails is read by questions.
 */
export async function prefetch(db: Database, index: WordIndex): Promise<void> {
  if (index.products < FROM) return;
  try {
    const own = await indexCache(db, index);
    if (!isCached(db, own)) return;
    if (!own.dictionary && performance.now() >= own.dictionaryFrom) await takeUpDictionary(db, own, index);
    await (own.reading ??= readAll(db, own, index));
  } catch {
    // What is missing is read by the question that asks for it, and fails there where it must.
  }
}

/** Of no effect where words have changed meanwhile. */
async function takeUpDictionary(db: Database, own: IndexCache, index: WordIndex): Promise<void> {
  const { version } = own;
  own.dictionaryFrom = performance.now() + DICTIONARY_EVERY_MS;
  const dictionary = await readDictionary(db, index);
  if (own.version === version) own.dictionary = dictionary;
}

async function readAll(db: Database, own: IndexCache, index: WordIndex): Promise<void> {
  await readLists(db, own);
  await readTermVectors(db, own, index);
  await readEntries(db, own, index);
}

async function readLists(db: Database, own: IndexCache): Promise<void> {
  const { rows } = await rowsOf({ id: integer, df: integer })`
    select id, df from ${tablesOf(own.generation).term} where df > 0
    order by df desc limit ${MOST_LISTS}`.execute(db);
  let left = own.lists.room();
  let some: number[] = [];
  let postings = 0;
  const take = async () => {
    const missing = some.filter((term) => !own.lists.has(term));
    if (missing.length) await takeUpLists(db, own, missing);
    some = [];
    postings = 0;
  };
  for (const { id, df } of rows) {
    if (df > left) break;
    left -= df;
    some.push(id, asHead(id));
    postings += df;
    if (postings >= POSTINGS_AT_ONCE || some.length >= LISTS_AT_ONCE) await take();
  }
  await take();
}

/** Those of the commonest terms, where questions are folded into the catalogue's own space. */
async function readTermVectors(db: Database, own: IndexCache, index: WordIndex): Promise<void> {
  if (index.vectors !== OWN_VECTORS) return;
  const { term, termVector } = tablesOf(own.generation);
  const { rows } = await rowsOf({ terms: nullable(arrayOf(integer)) })`
    select array_agg(id) as terms from (
      select t.id from ${term} t join ${termVector} v on v.term = t.id
      order by t.df desc limit ${own.termVectors.room()}) t`.execute(db);
  const terms = rows[0]?.terms ?? [];
  const isAll = terms.length < own.termVectors.room();
  for (let from = 0; from < terms.length && isCached(db, own); from += ENTRIES_AT_ONCE) {
    await rankingFeaturesOf(db, index, [], terms.slice(from, from + ENTRIES_AT_ONCE));
  }
  // Where none had to make room for another one.
  own.hasTermVectors = isAll && isCached(db, own) && own.termVectors.room() > 0;
}

/**
 * Ranking asks for a hundred entries in no order: those that find room are taken up, the others read by the database
 * once, since each else waits for a disk the first time.
 */
async function readEntries(db: Database, own: IndexCache, index: WordIndex): Promise<void> {
  if (index.products > MOST_ROWS) return;
  const { doc, productVector } = tablesOf(own.generation);
  let after = -1;
  while (isCached(db, own) && own.entries.room() > ROOM) {
    const { rows } = await rowsOf({ products: nullable(arrayOf(integer)) })`
      select array_agg(product) as products from (
        select product from ${doc} where product > ${after} order by product limit ${ENTRIES_AT_ONCE}) d`.execute(
      db,
    );
    const products = rows[0]?.products ?? [];
    const last = products.at(-1);
    if (last === undefined) return;
    await rankingFeaturesOf(db, index, products, []);
    after = last;
  }
  const { rows } = await rowsOf({ highest: nullable(integer) })`
    select max(product)::int as highest from ${doc}`.execute(db);
  for (let from = after + 1; from <= (rows[0]?.highest ?? -1); from += ROWS_AT_ONCE) {
    if (!isCached(db, own)) return;
    const within = sql`product >= ${from} and product < ${from + ROWS_AT_ONCE}`;
    // Columns that no index holds, so that the rows themselves are read.
    await sql`
      select (select count(title) from ${doc} where ${within}),
        ${index.vectors ? sql`(select count(vector) from ${productVector} where ${within})` : sql`0`}`.execute(
      db,
    );
  }
}
