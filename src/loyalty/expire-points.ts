import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

const AT_ONCE = 500; // customers a transaction: their members' rows stay locked until it ends

export interface Expired {
  readonly lots: number;
  readonly points: number;
}

/**
 * Writes an `expire` entry for what is left of every lot that has run out, so that the ledger shows where points
 * went; balances leave such lots out already. Done twice, or by two processes at once, it is still done once.
 */
export async function expirePoints(db: Database, now: Date): Promise<Expired> {
  let lots = 0;
  let points = 0;
  let after = '';
  for (;;) {
    const { rows } = await rowsOf(columns('points_entry', 'customer_id'))`
      select distinct lot.customer_id from points_entry lot
      where lot.lot_id is null and lot.expires_at <= ${now} and lot.customer_id > ${after}
        and lot.points + coalesce((select sum(points) from points_entry where lot_id = lot.id), 0) > 0
      order by lot.customer_id limit ${AT_ONCE}`.execute(db);
    const ids = rows.map((row) => row.customer_id);
    const last = ids.at(-1);
    if (last === undefined) return { lots, points };
    const gone = await db.transaction().execute((trx) => expireOf(trx, ids, now));
    lots += gone.length;
    points += gone.reduce((sum, one) => sum - one.points, 0);
    after = last;
  }
}

async function expireOf(
  trx: Database,
  customerIds: readonly string[],
  now: Date,
): Promise<readonly { readonly points: number }[]> {
  // Who burns points holds the same locks; what is left is read after they are had, by a statement of its own.
  await sql`select 1 from customer where id = any(${[...customerIds]}::text[]) order by id for no key update`.execute(
    trx,
  );
  await sql`select 1 from loyalty_member where customer_id = any(${[...customerIds]}::text[])
    order by customer_id for update`.execute(trx);
  const { rows } = await rowsOf(columns('points_entry', 'points'))`
    insert into points_entry (customer_id, kind, points, lot_id, at)
    select customer_id, 'expire', -remaining, id, ${now}::timestamptz from (
      select lot.id, lot.customer_id,
        (lot.points + coalesce((select sum(points) from points_entry where lot_id = lot.id), 0))::int as remaining
      from points_entry lot where lot.customer_id = any(${[...customerIds]}::text[])
        and lot.lot_id is null and lot.expires_at <= ${now}
    ) run_out where remaining > 0 returning points`.execute(trx);
  return rows;
}
