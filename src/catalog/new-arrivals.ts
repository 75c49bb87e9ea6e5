import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/**
 * Ids of the products that came last, newest first. Those that came with the first import are no arrivals: a shop whose
 * goods all came at once has none.
 */
export async function newArrivals(db: Database, most: number): Promise<readonly number[]> {
  const { rows } = await rowsOf(columns('product', 'id'))`
    select id from product where status = 'active'
      and created_at > (select min(created_at) + interval '1 day' from product where status = 'active')
    order by created_at desc, id desc limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}
