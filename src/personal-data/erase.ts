import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { forgetUses } from '#src/loyalty/forget-uses.ts';
import { eraseReviewsOf } from '#src/reviews/erase-reviews.ts';
import { held } from './held.ts';
import { eraseFilesTo } from './outbox-files.ts';
import { personOf, type Person } from './person.ts';

export type Erased =
  | { readonly ok: true }
  /** Their address is still needed to deliver these, or to give money back. */
  | { readonly ok: false; readonly refusal: 'orders-open'; readonly orders: readonly string[] };

/**
 * Erases what the shop holds of a person, account or none, in one transaction, and then the files of their e-mails.
 * Orders stay for the bookkeeping with what was sold and paid, and name nobody. Done again it finishes what was left.
 */
export async function erase(
  db: Database,
  { OUTBOX_DIR: folder }: { readonly OUTBOX_DIR: string },
  by: Parameters<typeof personOf>[1],
  now: Date,
): Promise<Erased> {
  const done = await inTransaction<Erased & { readonly email?: string | null }>(db, async (trx) => {
    const person = await personOf(trx, by);
    const open = await openOrders(trx, person);
    if (open.length) return { ok: false, refusal: 'orders-open', orders: open };
    const { customerId, email, visitors, orders } = person;
    await forgetUses(
      trx,
      [email, customerId].filter((key) => key !== null),
      nanoid(),
    );
    await eraseReviewsOf(trx, orders, now);
    const parts = held(person);
    for (const { table, whose, becomes } of parts)
      if (becomes === 'goes') await sql`delete from ${sql.table(table)} where ${whose}`.execute(trx);
    await sql`delete from conversation where visitor_id = any(${[...visitors]}::text[])`.execute(trx);
    for (const { table, whose, becomes } of parts)
      if (typeof becomes === 'object')
        await sql`update ${sql.table(table)} set ${becomes} where ${whose}`.execute(trx);
    await sql`delete from customer where id = ${customerId}`.execute(trx);
    return { ok: true, email };
  });
  if (done.ok && done.email) await eraseFilesTo(folder, done.email);
  return done.ok ? { ok: true } : done;
}

/** The numbers of those that are on their way, to be paid, or owe money; locked, so that none becomes so meanwhile. */
async function openOrders(trx: Database, { orders }: Person): Promise<readonly string[]> {
  const { rows } = await rowsOf(columns('customer_order', 'number'))`select number from customer_order o
    where id = any(${[...orders]}::text[]) and source = 'shop' and (state in ('awaiting-payment', 'paid', 'sent')
      or exists (select 1 from order_return r where r.order_id = o.id and r.state = 'started')
      or exists (select 1 from refund r where r.order_id = o.id and r.state = 'wanted'))
    order by number for update of o`.execute(trx);
  return rows.map(({ number }) => number);
}
