import { sql } from 'kysely';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

// Grows with any change of the row, its variants or its rating.
const SOURCE = sql`p.content_hash || '/' || extract(epoch from p.updated_at)`;

/** What the facts of each published product would be made from, by id after `afterId`; to be read before its rows. */
export async function sourcesAfter(
  db: Database,
  afterId: number,
  most: number,
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await rowsOf({ id: tables.product.id, source: text })`
    select p.id, ${SOURCE} as source from product p where p.id > ${afterId} and p.status = 'active'
    order by p.id limit ${most}`.execute(db);
  return new Map(rows.map((row) => [row.id, row.source]));
}

/** The same of those products; unknown and unpublished ones have none. */
export async function sourcesOf(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { rows } = await rowsOf({ id: tables.product.id, source: text })`
    select p.id, ${SOURCE} as source from product p
    where p.id = any(${[...ids]}::bigint[]) and p.status = 'active'`.execute(db);
  return new Map(rows.map((row) => [row.id, row.source]));
}

/** Products whose facts were made from something else than what they are now, and those that are gone. */
export async function changedSources(db: Database, most: number): Promise<readonly number[]> {
  const { rows } = await rowsOf({ id: integer })`
    select coalesce(p.id, f.product_id) as id
    from search_fact_source f full join (select id, content_hash, updated_at from product where status = 'active') p
      on p.id = f.product_id
    where f.source is distinct from coalesce(${SOURCE}, '') limit ${most}`.execute(db);
  return rows.map((row) => row.id);
}

/** Notes what facts were made from, with the version that readers will see once it is announced. */
export async function keepSources(
  trx: Database,
  ids: readonly number[],
  sources: ReadonlyMap<number, string>,
): Promise<void> {
  await sql`
    insert into search_fact_source (product_id, version, source)
    select k.id, s.version + 1, k.source
    from unnest(${[...ids]}::bigint[], ${ids.map((id) => sources.get(id) ?? '')}::text[]) k (id, source)
    cross join search_fact_state s
    on conflict (product_id) do update set version = excluded.version, source = excluded.source`.execute(trx);
}
