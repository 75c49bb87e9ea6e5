import { sql } from 'kysely';
import { boolean, integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { balanceOf, lotsOf } from './points-lots.ts';
import { settlePoints } from './settle-points.ts';

const GRACE_DAYS = 30; // points given back after their lot expired are good for this long

/**
 * Uses points for an order, those that expire first before the others; nothing is written where the balance is less.
 * The same order again uses none, and is refused where it has got them all back.
 */
export async function burnPoints(
  trx: Database,
  { customerId, orderId, points }: { customerId: string; orderId: string; points: number },
  now: Date,
): Promise<'burnt' | 'points-short' | 'order-cancelled'> {
  // The member's row is the lock: who waits for it sees the entries of who held it.
  const held = await sql`select 1 from loyalty_member where customer_id = ${customerId} for update`.execute(
    trx,
  );
  if (!held.rows.length) return 'points-short';
  const before = await rowsOf({ back: boolean })`
    select exists (select 1 from order_points where order_id = ${orderId} and returned_share >= 1) as back
    from points_entry where order_id = ${orderId} and kind = 'burn' limit 1`.execute(trx);
  if (before.rows[0]) return before.rows[0].back ? 'order-cancelled' : 'burnt';
  const lots = await lotsOf(trx, customerId, now);
  if (balanceOf(lots) < points) return 'points-short';
  let open = points;
  for (const lot of lots) {
    const taken = Math.min(open, Math.max(0, lot.left));
    if (taken === 0) continue;
    await sql`insert into points_entry (customer_id, kind, points, lot_id, order_id, at)
      values (${customerId}, 'burn', ${-taken}, ${lot.id}::bigint, ${orderId}, ${now})`.execute(trx);
    open -= taken;
  }
  return 'burnt';
}

// Half a point goes with the goods that came back, before delivery and after it: a float rounds to even, a numeric does not.
const KEPT = sql`(earns - round((earns * returned_share)::numeric)::int)`;

/** Writes the points an order was promised, once; call it when the order is delivered. Answers how many came. */
export async function earnForOrder(
  trx: Database,
  validDays: number | null,
  orderId: string,
  now: Date,
): Promise<number> {
  const expires = validDays === null ? null : new Date(now.getTime() + validDays * 86_400_000);
  const { rows } = await rowsOf(columns('points_entry', 'points', 'customer_id'))`
    insert into points_entry (customer_id, kind, points, order_id, at, expires_at, note)
    select customer_id, 'earn', ${KEPT}, order_id, ${now}::timestamptz, ${expires}::timestamptz, arithmetic
    from order_points where order_id = ${orderId} and ${KEPT} > 0
    on conflict (order_id) where kind = 'earn' do nothing returning points, customer_id`.execute(trx);
  const [earned] = rows;
  if (earned) await settlePoints(trx, earned.customer_id, now);
  return earned?.points ?? 0;
}

/**
 * Puts the points of an order right after goods came back: `share`, 0 to 1, is the part of its goods that has come back
 * so far. Earned points go, used ones return, and what is missing then is made up for from other points; called again with the same share it changes nothing.
 */
export async function reversePoints(trx: Database, orderId: string, share: number, now: Date): Promise<void> {
  const part = Math.min(1, Math.max(0, share));
  // The update locks the order's row, so that two returns of one order come one after the other.
  const { rows } = await rowsOf({
    keeps: integer,
    ...columns('order_points', 'returned_share', 'customer_id'),
  })`
    update order_points set returned_share = greatest(returned_share, ${part}::float8)
    where order_id = ${orderId} returning ${KEPT} as keeps, returned_share, customer_id`.execute(trx);
  const [order] = rows;
  if (!order) return;
  await takeBackEarned(trx, orderId, order.keeps, now);
  await giveBackUsed(trx, orderId, order.returned_share, now);
  await settlePoints(trx, order.customer_id, now);
}

async function takeBackEarned(trx: Database, orderId: string, keeps: number, now: Date): Promise<void> {
  await sql`insert into points_entry (customer_id, kind, points, lot_id, order_id, at)
    select lot.customer_id, 'reverse', ${keeps}::int - net.points, lot.id, ${orderId}::text, ${now}::timestamptz
    from points_entry lot, lateral (select sum(points)::int as points from points_entry
      where order_id = ${orderId} and kind in ('earn', 'reverse')) net
    where lot.order_id = ${orderId} and lot.kind = 'earn' and net.points > ${keeps}::int`.execute(trx);
}

async function giveBackUsed(trx: Database, orderId: string, share: number, now: Date): Promise<void> {
  const { rows } = await rowsOf({
    lot_id: integer,
    used: integer,
    expired: boolean,
    customer_id: tables.points_entry.customer_id,
  })`
    select d.lot_id, d.customer_id, -sum(d.points) as used,
      coalesce(lot.expires_at <= ${now}, false) as expired
    from points_entry d join points_entry lot on lot.id = d.lot_id
    where d.order_id = ${orderId} and d.kind in ('burn', 'unburn')
    group by d.lot_id, d.customer_id, lot.expires_at, lot.id order by lot.expires_at desc nulls first, lot.id desc`.execute(
    trx,
  );
  const burnt = await rowsOf({ burnt: integer, back: integer })`select
    coalesce(-sum(points) filter (where kind = 'burn'), 0) as burnt,
    coalesce(sum(points) filter (where kind in ('unburn', 'adjust')), 0) as back
    from points_entry where order_id = ${orderId}`.execute(trx);
  let open = Math.round((burnt.rows[0]?.burnt ?? 0) * share) - (burnt.rows[0]?.back ?? 0);
  for (const lot of rows) {
    const back = Math.min(open, lot.used);
    if (back <= 0) continue;
    const grace = new Date(now.getTime() + GRACE_DAYS * 86_400_000);
    await (
      lot.expired
        ? sql`insert into points_entry (customer_id, kind, points, order_id, at, expires_at, note)
          values (${lot.customer_id}, 'adjust', ${back}, ${orderId}, ${now}, ${grace}, 'Given back after they expired')`
        : sql`insert into points_entry (customer_id, kind, points, lot_id, order_id, at)
          values (${lot.customer_id}, 'unburn', ${back}, ${lot.lot_id}::bigint, ${orderId}, ${now})`
    ).execute(trx);
    open -= back;
  }
}
