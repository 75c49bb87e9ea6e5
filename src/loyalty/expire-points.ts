import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { holdPoints, settlePoints } from './settle-points.ts';

const AT_ONCE = 500; // customers a transaction: their members' rows stay locked until it ends

export interface Expired {
  readonly lots: number;
  readonly points: number;
}

/**
 * Writes an `expire` entry for what is left of every lot that has run out, so that the ledger shows where points
 * went, and a `forgive` entry for what is missing of one; balances leave such lots out already. Who owes points loses
 * none before they have made up for it. Done twice, or by two processes at once, it is still done once.
 */
export async function expirePoints(db: Database, now: Date): Promise<Expired> {
  let lots = 0;
  let points = 0;
  let after = '';
  for (;;) {
    const { rows } = await rowsOf(columns('points_entry', 'customer_id'))`
      select distinct lot.customer_id from points_entry lot
      where lot.lot_id is null and lot.expires_at <= ${now} and lot.customer_id > ${after}
        and lot.points + coalesce((select sum(points) from points_entry where lot_id = lot.id), 0) <> 0
      order by lot.customer_id limit ${AT_ONCE}`.execute(db);
    const ids = rows.map((row) => row.customer_id);
    const last = ids.at(-1);
    if (last === undefined) return { lots, points };
    const gone = await db.transaction().execute((trx) => expireOf(trx, ids, now));
    lots += gone.filter((one) => one.points < 0).length;
    points += gone.reduce((sum, one) => sum + Math.max(0, -one.points), 0);
    after = last;
  }
}

async function expireOf(
  trx: Database,
  customerIds: readonly string[],
  now: Date,
): Promise<readonly { readonly points: number }[]> {
  await holdPoints(trx, customerIds);
  const owing = await rowsOf(columns('points_entry', 'customer_id', 'expires_at'))`
    select lot.customer_id, min(lot.expires_at) as expires_at from points_entry lot
    where lot.customer_id = any(${[...customerIds]}::text[]) and lot.lot_id is null
      and lot.points + coalesce((select sum(points) from points_entry where lot_id = lot.id), 0) <> 0
    group by lot.customer_id
    having bool_or(lot.points + coalesce((select sum(points) from points_entry where lot_id = lot.id), 0) < 0)`.execute(
    trx,
  );
  for (const { customer_id: id, expires_at: first } of owing.rows)
    await settlePoints(trx, id, new Date((first ?? now).getTime() - 1));
  const { rows } = await rowsOf(columns('points_entry', 'points'))`
    insert into points_entry (customer_id, kind, points, lot_id, at)
    select customer_id, case when remaining > 0 then 'expire' else 'forgive' end, -remaining, id, ${now}::timestamptz from (
      select lot.id, lot.customer_id,
        (lot.points + coalesce((select sum(points) from points_entry where lot_id = lot.id), 0))::int as remaining
      from points_entry lot where lot.customer_id = any(${[...customerIds]}::text[])
        and lot.lot_id is null and lot.expires_at <= ${now}
    ) run_out where remaining <> 0 returning points`.execute(trx);
  return rows;
}
