import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import { sql } from 'kysely';
import MiniSearch from 'minisearch';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { JudgedDoc } from './judged-set.ts';
import { DEPTH, type SearchSystem } from './search-system.ts';

const FIELDS = ['title', 'class', 'brand', 'attributes', 'description'] as const;

/** Postgres full-text search in the same database: all words, ranked by ts_rank_cd, then filled up with any word. */
export function postgresText(db: Database, docs: readonly JudgedDoc[]): SearchSystem {
  const ask = async (query: 'and' | 'or', question: string) => {
    const words = sql`websearch_to_tsquery('english', ${question})`;
    const asked = query === 'and' ? words : sql`replace(${words}::text, '&', '|')::tsquery`;
    const { rows } = await rowsOf({ doc: text })`
      select doc from bench_text, (select ${asked} as q) asked where words @@ q
      order by ts_rank_cd(words, q) desc, place limit ${DEPTH}`.execute(db);
    return rows.map((row) => row.doc);
  };
  return {
    name: 'ts_rank_cd',
    index: async () => {
      await sql`drop table if exists bench_text`.execute(db);
      await sql`create table bench_text (place integer, doc text, words tsvector)`.execute(db);
      for (let at = 0; at < docs.length; at += 1_000) {
        const some = docs.slice(at, at + 1_000);
        const column = (of: (doc: JudgedDoc) => string) => sql`${some.map(of)}::text[]`;
        await sql`
          insert into bench_text
          select ${at}::integer + n, doc, setweight(to_tsvector('english', a), 'A') || setweight(to_tsvector('english', b), 'B')
            || setweight(to_tsvector('english', c), 'C') || setweight(to_tsvector('english', d), 'D')
          from unnest(${column((doc) => doc.id)}, ${column((doc) => doc.title)},
            ${column((doc) => `${doc.class} ${doc.brand}`)}, ${column((doc) => doc.attributes)},
            ${column((doc) => doc.description)}) with ordinality t (doc, a, b, c, d, n)`.execute(db);
      }
      await sql`create index on bench_text using gin (words)`.execute(db);
      await sql`vacuum (analyze) bench_text`.execute(db);
      return 'all words, then any';
    },
    search: async (question) => {
      const all = await ask('and', question);
      return all.length >= DEPTH
        ? all
        : [...new Set([...all, ...(await ask('or', question))])].slice(0, DEPTH);
    },
    size: async () => {
      const { rows } = await rowsOf({ bytes: integer })`
        select pg_total_relation_size('bench_text') as bytes`.execute(db);
      return rows[0]?.bytes ?? null;
    },
  };
}

/** MiniSearch with the settings its documentation shows for a shop: boosted titles, fuzzy, prefix. */
export function miniSearch(docs: readonly JudgedDoc[]): SearchSystem {
  const engine = new MiniSearch<JudgedDoc>({ fields: [...FIELDS], idField: 'id' });
  return {
    name: 'minisearch',
    index: async () => {
      engine.addAll(docs);
      return 'boosts, fuzzy, prefix';
    },
    search: async (text) =>
      engine
        .search(text, { boost: { title: 4, class: 3, brand: 2 }, fuzzy: 0.2, prefix: true })
        .slice(0, DEPTH)
        .map((hit) => String(hit.id)),
    size: async () => null,
  };
}

export function orama(docs: readonly JudgedDoc[]): SearchSystem {
  const engine = create({
    schema: {
      id: 'string',
      title: 'string',
      class: 'string',
      brand: 'string',
      attributes: 'string',
      description: 'string',
    },
    components: { tokenizer: { stemming: true, language: 'english' } },
  } as const);
  return {
    name: 'orama',
    index: async () => {
      await insertMultiple(engine, [...docs], 500);
      return 'boosts, stemming';
    },
    search: async (term) => {
      const found = await searchOrama(engine, {
        term,
        limit: DEPTH,
        properties: [...FIELDS],
        boost: { title: 4, class: 3, brand: 2 },
      });
      return found.hits.map((hit) => hit.document.id);
    },
    size: async () => null,
  };
}
