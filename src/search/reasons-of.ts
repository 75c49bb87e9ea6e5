import type { Database } from '#src/database/database.ts';
import type { MatchReason } from './answer.ts';
import { readIndexState } from './index-tables.ts';
import { matchReasons } from './match-reason.ts';
import { groupWords } from './word-groups.ts';

/** Why each of those products matches a text, by product id: for the page that is shown rather than for all ranked. */
export async function reasonsOf(
  db: Database,
  text: string,
  products: readonly number[],
): Promise<ReadonlyMap<number, MatchReason>> {
  if (!text || !products.length) return new Map();
  const state = await readIndexState(db);
  if (state.generation === 0) return new Map();
  const { groups } = await groupWords(db, state, text);
  return matchReasons(db, products, groups);
}
