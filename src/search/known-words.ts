import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { tablesOf } from './index-tables.ts';

/** A word of the index. */
export interface Known {
  readonly id: number;
  readonly word: string;
  readonly df: number;
  readonly surface: string;
  /** The index's version, and that of its packed lists, at the look-up. */
  readonly version: number;
  readonly packed: number;
}

/** Those of the words that the index holds, and those near to one of the `deletions`. */
export async function lookUp(
  db: Database,
  generation: number,
  words: readonly string[],
  deletions: readonly number[] = [],
): Promise<ReadonlyMap<string, Known>> {
  const { term, spelling } = tablesOf(generation);
  const row = sql`t.id, t.word, t.df, t.surface, i.version, i.packed`;
  const near = deletions.length
    ? sql`union select ${row} from ${spelling} s join ${term} t on t.id = s.term cross join search_index i
        where s.deletion = any(${[...deletions]}::integer[])`
    : sql``;
  const { rows } = await sql<Known>`
    select ${row} from ${term} t cross join search_index i
    where t.word = any(${[...new Set(words)]}::text[]) ${near}`.execute(db);
  return new Map(rows.map((row) => [row.word, row]));
}
