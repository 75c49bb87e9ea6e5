import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

const PAGE = 5_000;

export interface Removals {
  readonly missing: number;
  readonly of: number;
  /** Empty where more than half would go and that was not allowed. */
  readonly archivedIds: readonly number[];
  readonly refused: boolean;
}

/**
 * Archives the products of a source that its whole feed no longer has. More than half of them gone looks like a
 * cut-off feed and is refused unless allowed.
 */
export async function archiveMissing(
  db: Database,
  source: string,
  inFeed: { has(key: string): boolean },
  options: { readonly allowRemovals: boolean; readonly dryRun: boolean; readonly now: Date },
): Promise<Removals> {
  const missing: number[] = [];
  let of = 0;
  for (let after = 0, more = true; more;) {
    const { rows } = await rowsOf({ id: tables.product.id, key: tables.product.source_key })`
      select id, source_key as key from product
      where source = ${source} and status <> 'archived' and id > ${after} order by id limit ${PAGE}`.execute(
      db,
    );
    for (const row of rows) if (!inFeed.has(row.key)) missing.push(row.id);
    of += rows.length;
    after = rows.at(-1)?.id ?? after;
    more = rows.length === PAGE;
  }
  const refused = missing.length * 2 > of && !options.allowRemovals;
  if (refused || options.dryRun || missing.length === 0) {
    return { missing: missing.length, of, archivedIds: [], refused };
  }
  // The hash is emptied so that a product that comes back is written anew.
  await sql`
    update product set status = 'archived', content_hash = '', updated_at = ${options.now}::timestamptz
    where id = any(${missing}::bigint[])`.execute(db);
  return { missing: missing.length, of, archivedIds: missing, refused };
}
