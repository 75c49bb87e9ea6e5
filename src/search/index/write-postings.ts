import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { readIndexState, tablesOf } from './index-tables.ts';
import { BLOCK_BITS, BLOCK_SIZE, STEP } from '../engine/data-structures/posting-list.ts';

const PACK_FROM = 5_000; // replaced entries that a process may have to read when it starts

/** Writes the posts of the products of a block, term by term, from their entries. Best in a transaction of its own. */
export async function writeBlock(db: Database, generation: number, block: number): Promise<void> {
  const { doc, list } = tablesOf(generation);
  const from = block * BLOCK_SIZE;
  await sql`delete from ${list} where block = ${block}`.execute(db);
  await sql`
    insert into ${list} (term, block, posts)
    select term, ${block}::integer, string_agg(int4send((product << ${BLOCK_BITS}::integer) | steps), ''::bytea)
    from (
      select t.term, d.product,
        least(${BLOCK_SIZE - 1}::integer, greatest(1, round(t.weight / ${STEP}::float8)::integer)) as steps
      from ${doc} d, unnest(d.terms, d.weights) t (term, weight)
      where d.product >= ${from} and d.product < ${from + BLOCK_SIZE} order by t.term, d.product) p
    group by term`.execute(db);
}

/**
 * Takes the entries that were replaced into the lists, block by block, where there are many of them. Questions go on
 * meanwhile: what is written twice is the same.
 */
export async function writeChangedPostings(
  db: Database,
  beat: () => Promise<void>,
  from = PACK_FROM,
): Promise<boolean> {
  const { generation, version } = await readIndexState(db);
  if (generation === 0) return false;
  const { replaced } = tablesOf(generation);
  const { rows } = await rowsOf({ block: integer, replaced: integer })`
    select product >> ${BLOCK_BITS}::integer as block, count(*)::integer as replaced
    from ${replaced} group by 1 order by 1`.execute(db);
  if (rows.reduce((sum, row) => sum + row.replaced, 0) < from) return false;
  for (const { block } of rows) {
    await db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx);
      await writeBlock(trx, generation, block);
    });
    await beat();
  }
  await db.transaction().execute(async (trx) => {
    await sql`update search_index set packed = ${version} where generation = ${generation}`.execute(trx);
    await sql`delete from ${replaced} where version <= ${version}`.execute(trx);
  });
  return true;
}
