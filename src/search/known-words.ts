import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { tablesOf } from './index-tables.ts';

/** A word of the index. */
export interface Known {
  readonly id: number;
  readonly word: string;
  readonly df: number;
  readonly surface: string;
  readonly version: number;
}

/** Those of the words that the index holds, and those near to one of the `deletions`. */
export async function lookUp(
  db: Database,
  generation: number,
  words: readonly string[],
  deletions: readonly number[] = [],
): Promise<ReadonlyMap<string, Known>> {
  const { term, spelling } = tablesOf(generation);
  const near = deletions.length
    ? sql`union select t.id, t.word, t.df, t.surface, (select version from search_index) from ${spelling} s join ${term} t on t.id = s.term
        where s.deletion = any(${[...deletions]}::integer[])`
    : sql``;
  const { rows } = await sql<Known>`
    select id, word, df, surface, (select version from search_index) as version from ${term} where word = any(${[...new Set(words)]}::text[]) ${near}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.word, row]));
}
