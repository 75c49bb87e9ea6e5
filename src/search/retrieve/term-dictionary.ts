import { sql } from 'kysely';
import { arrayOf, boolean, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tablesOf } from '../index/index-tables.ts';
import { indexCache, type WordIndex } from './index-cache.ts';
import type { Term } from './term.ts';

/** Those of the words that the index holds; cached until it changes. */
export async function lookUp(
  db: Database,
  index: WordIndex,
  words: readonly string[],
): Promise<ReadonlyMap<string, Term>> {
  const { words: cached } = await indexCache(db, index);
  const found = new Map([...new Set(words)].map((word) => [word, cached.get(word)] as const));
  const missing = [...found].flatMap(([word, known]) => (known === undefined ? [word] : []));
  const read = missing.length ? await lookUpNear(db, index, missing, []) : null;
  for (const word of missing) {
    const known = read?.get(word) ?? null;
    cached.set(word, known);
    found.set(word, known);
  }
  return new Map([...found].flatMap(([word, known]) => (known ? [[word, known] as const] : [])));
}

/** Those of the words that the index holds, and those near to one of the `deletions`. */
export async function lookUpNear(
  db: Database,
  { generation }: WordIndex,
  words: readonly string[],
  deletions: readonly number[],
): Promise<ReadonlyMap<string, Term>> {
  const { term, spelling } = tablesOf(generation);
  const row = sql`t.id, t.word, t.df, t.surface, t.forms, t.in_title as "inTitle"`;
  const near = deletions.length
    ? sql`union select ${row} from ${spelling} s join ${term} t on t.id = s.term
        where s.deletion = any(${[...deletions]}::integer[])`
    : sql``;
  const shape = {
    id: integer,
    word: text,
    df: integer,
    surface: text,
    forms: arrayOf(text),
    inTitle: boolean,
  };
  const { rows } = await rowsOf(shape)`
    select ${row} from ${term} t where t.word = any(${[...new Set(words)]}::text[]) ${near}`.execute(db);
  return new Map(rows.map((row) => [row.word, row]));
}
