import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { SearchQuery } from '#src/query/search-query.ts';

const PAGE = 24;
const SUGGESTED = 10;

/**
 * What Postgres finds by itself: full text with a GIN index, all words and then any, best by `ts_rank_cd`, and the
 * beginnings of words by `pg_trgm`. Its table is a copy of the products and is dropped by `close`.
 */
export async function openPostgresPeer(db: Database) {
  const started = performance.now();
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`drop table if exists bench_text`.execute(db);
  await sql`
    create table bench_text as
    select id, lower(title) as title, (select min(price_minor) from variant v where v.product_id = p.id) as price,
      setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', concat_ws(' ', product_type, brand)), 'B')
        || setweight(jsonb_to_tsvector('english', attributes, '["string"]'), 'C')
        || setweight(to_tsvector('english', description), 'D') as words
    from product p where status = 'active'`.execute(db);
  await sql`create index on bench_text using gin (words)`.execute(db);
  await sql`create index on bench_text using gist (title gist_trgm_ops(siglen=64))`.execute(db);
  await sql`vacuum (analyze) bench_text`.execute(db);
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await rowsOf({ bytes: integer })`
    select pg_total_relation_size('bench_text')::bigint as bytes`.execute(db);

  const page = async (question: string, how: 'all' | 'any', most: number) => {
    const words = sql`websearch_to_tsquery('english', ${question})`;
    const asked = how === 'all' ? words : sql`replace(${words}::text, '&', '|')::tsquery`;
    const found = await rowsOf({ id: integer })`
      select id from bench_text, (select ${asked} as q) asked where words @@ q and price < ${most}::float8
      order by ts_rank_cd(words, q) desc, id limit ${PAGE}`.execute(db);
    return found.rows.map(({ id }) => id);
  };
  const search = async (question: string, most = Infinity) => {
    const all = await page(question, 'all', most);
    return all.length >= PAGE ? all : [...new Set([...all, ...(await page(question, 'any', most))])];
  };
  return {
    seconds,
    megabytes: (rows[0]?.bytes ?? 0) / 2 ** 20,
    search,
    /** A price is the simplest of our limits. */
    searchUnder: (question: string, query: SearchQuery) => {
      const price = query.filters.find((filter) => filter.kind === 'range' && filter.key === 'price');
      return search(query.text || question, price?.kind === 'range' ? (price.max ?? Infinity) : Infinity);
    },
    suggest: async (start: string) => {
      const found = await rowsOf({ id: integer })`
        select id from bench_text order by ${start} <<-> title limit ${SUGGESTED}`.execute(db);
      return found.rows;
    },
    close: async () => {
      await sql`drop table bench_text`.execute(db);
    },
  };
}
