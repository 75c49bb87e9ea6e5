import { sql } from 'kysely';
import { integer, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Redemption } from '#src/loyalty/redeem.ts';
import { LIMITS } from './workload.ts';

/*
 * The peer that shows that the run can catch a mistake: it reads a counter, compares, and writes, as much code does.
 * Each order is one transaction, as with ours; only the conditions stand in the program instead of the statement.
 */

export async function naiveRedeem(trx: Database, order: Redemption, now: Date): Promise<boolean> {
  const { orderId, customerKey, customerId } = order;
  for (const use of order.outcome.applied) {
    if (use.kind === 'points') continue;
    const before = await sql`select 1 from offer_redemption
      where order_id = ${orderId} and offer_id = ${use.offerId}`.execute(trx);
    if (before.rows.length) continue;
    const { rows } = await rowsOf({ used: tables.offer_use.used, spent: tables.offer_use.spent_minor })`
      select used, spent_minor as spent from offer_use where offer_id = ${use.offerId}`.execute(trx);
    const mine = await rowsOf(columns('offer_customer_use', 'used'))`select used from offer_customer_use
      where offer_id = ${use.offerId} and customer_key = ${customerKey}`.execute(trx);
    const { used = 0, spent = 0 } = rows[0] ?? {};
    if (use.offerId.startsWith('uses') && used >= LIMITS.uses) return false;
    if (use.offerId.startsWith('budget') && spent + use.amount.minor > LIMITS.budget) return false;
    if (use.offerId.startsWith('each') && (mine.rows[0]?.used ?? 0) >= LIMITS.perCustomer) return false;
    if (use.codeHash) {
      const free = await sql`select 1 from offer_code
        where code_hash = ${use.codeHash} and order_id is null`.execute(trx);
      if (!free.rows.length) return false;
      await sql`update offer_code set order_id = ${orderId}, redeemed_at = ${now}
        where code_hash = ${use.codeHash}`.execute(trx);
    }
    await sql`insert into offer_redemption
      (order_id, offer_id, customer_key, amount_minor, currency, code_hash, redeemed_at) values
      (${orderId}, ${use.offerId}, ${customerKey}, ${use.amount.minor}, 'USD', ${use.codeHash}, ${now})`.execute(
      trx,
    );
    await sql`insert into offer_customer_use as u (offer_id, customer_key, used)
      values (${use.offerId}, ${customerKey}, 1)
      on conflict (offer_id, customer_key) do update set used = u.used + 1`.execute(trx);
    await sql`insert into offer_use as o (offer_id, used, spent_minor) values (${use.offerId}, 1, ${use.amount.minor})
      on conflict (offer_id) do update set used = o.used + 1,
        spent_minor = o.spent_minor + ${use.amount.minor}::bigint`.execute(trx);
  }
  const burnt = order.outcome.applied.find((one) => one.kind === 'points');
  return !burnt || customerId === null || naiveBurn(trx, customerId, orderId, burnt.points, now);
}

async function naiveBurn(
  trx: Database,
  customerId: string,
  orderId: string,
  points: number,
  now: Date,
): Promise<boolean> {
  const before = await sql`select 1 from points_entry where order_id = ${orderId} and kind = 'burn'`.execute(
    trx,
  );
  if (before.rows.length) return true;
  const { rows } = await rowsOf({ balance: integer, lot: nullable(integer) })`
    select coalesce(sum(points), 0) as balance, min(id) as lot from points_entry
    where customer_id = ${customerId}`.execute(trx);
  if ((rows[0]?.balance ?? 0) < points) return false;
  await sql`insert into points_entry (customer_id, kind, points, lot_id, order_id, at)
    values (${customerId}, 'burn', ${-points}, ${rows[0]?.lot}::bigint, ${orderId}, ${now})`.execute(trx);
  return true;
}

export async function naiveCancel(trx: Database, orderId: string, now: Date): Promise<void> {
  const { rows } = await rowsOf({
    ...columns('offer_redemption', 'offer_id', 'customer_key'),
    minor: tables.offer_redemption.amount_minor,
  })`
    select offer_id, customer_key, amount_minor as minor from offer_redemption
    where order_id = ${orderId} and reversed_at is null`.execute(trx);
  for (const use of rows) {
    await sql`update offer_redemption set reversed_at = ${now}
      where order_id = ${orderId} and offer_id = ${use.offer_id}`.execute(trx);
    await sql`update offer_customer_use set used = used - 1
      where offer_id = ${use.offer_id} and customer_key = ${use.customer_key}`.execute(trx);
    await sql`update offer_use set used = used - 1, spent_minor = spent_minor - ${use.minor}::bigint
      where offer_id = ${use.offer_id}`.execute(trx);
  }
  await sql`update offer_code set order_id = null, redeemed_at = null where order_id = ${orderId}`.execute(
    trx,
  );
  const back = await rowsOf({ customer_id: tables.points_entry.customer_id, lot: integer, net: integer })`
    select customer_id, min(lot_id) as lot, -sum(points) as net from points_entry
    where order_id = ${orderId} group by customer_id having sum(points) < 0`.execute(trx);
  for (const one of back.rows)
    await sql`insert into points_entry (customer_id, kind, points, lot_id, order_id, at)
      values (${one.customer_id}, 'unburn', ${one.net}, ${one.lot}::bigint, ${orderId}, ${now})`.execute(trx);
}
