import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';

/** Products that may be shown. */
export interface Allowed {
  /** 1 at the id of each of them, up to `highest` at least; the next call may write over it. */
  marks(highest: number): Uint8Array;
  /** All of them, in order, for a statement; null where they are too many to be told one by one. */
  list(): readonly number[] | null;
}

export function onlyThese(ids: readonly number[]): Allowed {
  return {
    list: () => ids,
    marks(highest) {
      const marks = new Uint8Array(highest + 1);
      for (const id of ids) if (id <= highest) marks[id] = 1;
      return marks;
    },
  };
}

/** The products whose ids (`id`) that statement gives. */
export async function allowedRows(db: Database, ids: RawBuilder<unknown>): Promise<Allowed> {
  const { rows } = await sql<{ ids: string | null }>`
    select string_agg(id::text, ',') as ids from (${ids}) i`.execute(db);
  return onlyThese((rows[0]?.ids ?? '').split(',').filter(Boolean).map(Number));
}
