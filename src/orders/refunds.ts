import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { recordEvent } from '#src/analytics/record-event.ts';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { money } from '#src/money/money.ts';
import { writeEntry } from './money-ledger.ts';
import { noteFor } from './order-notice.ts';
import { eachInTurn } from './each-in-turn.ts';
import type { PaymentProvider } from './payment/payment-provider.ts';
import { providerOf } from './payment/provider-of.ts';

export interface WantedRefund {
  readonly orderId: string;
  /** The attempt it goes back to; else those that paid for the order, one after another. */
  readonly attemptId?: string;
  readonly minor: number;
  readonly because: 'cancelled' | 'returned' | 'allowance' | 'paid-late' | 'paid-twice';
}

/**
 * Writes down that money goes back, in the caller's transaction with the order locked; `sendRefunds` sends it. Throws
 * where more would go back than was paid: no caller may ask for that.
 */
export async function wantRefund(trx: Database, wanted: WantedRefund, now: Date): Promise<void> {
  const { rows } = await rowsOf({ id: tables.payment_attempt.id, room: integer })`
    select a.id, a.amount_minor - coalesce((select sum(r.amount_minor) from refund r
        where r.attempt_id = a.id and r.state <> 'refused'), 0)::bigint as room
    from payment_attempt a where a.order_id = ${wanted.orderId} and a.state = 'paid'
      and (${wanted.attemptId ?? null}::text is null or a.id = ${wanted.attemptId ?? null})
    order by a.started_at, a.id`.execute(trx);
  let open = wanted.minor;
  for (const { id, room } of rows) {
    const part = Math.min(open, room);
    if (part <= 0) continue;
    await sql`insert into refund (id, order_id, attempt_id, amount_minor, state, because, at)
      values (${nanoid()}, ${wanted.orderId}, ${id}, ${part}, 'wanted', ${wanted.because}, ${now})`.execute(
      trx,
    );
    open -= part;
  }
  if (open > 0)
    throw new Error(
      `Order ${wanted.orderId} was to give back ${open} minor units more than were paid for it`,
    );
  await recordEvent(
    trx,
    { kind: 'refund-wanted', order: wanted.orderId, amount: wanted.minor, because: wanted.because },
    now,
  );
}

/** What was paid for an order and has not gone back, nor is wanted back, in minor units. */
export async function leftToGiveBack(trx: Database, orderId: string): Promise<number> {
  const { rows } = await rowsOf({ left: integer })`select
    (select coalesce(sum(amount_minor), 0) from payment_attempt where order_id = ${orderId} and state = 'paid')::bigint
      - (select coalesce(sum(amount_minor), 0) from refund where order_id = ${orderId} and state <> 'refused')::bigint
      as left`.execute(trx);
  return rows[0]?.left ?? 0;
}

export interface RefundsSent {
  readonly done: number;
  readonly failed: number;
}

const FIRST_WAIT_S = 60;
const LONGEST_WAIT_S = 6 * 3600;

/**
 * Sends what is wanted; after a failure each try waits twice as long as the one before, up to LONGEST_WAIT_S. What does
 * not go at all stands in the studio, where a person can have it tried at once or say that it was done by hand.
 */
export async function sendRefunds(
  db: Database,
  provider: PaymentProvider,
  now: Date,
  orderId: string | null = null,
): Promise<RefundsSent> {
  const { rows } = await rowsOf({
    ...columns('refund', 'id', 'order_id', 'attempt_id', 'amount_minor', 'tries'),
    ...columns('payment_attempt', 'provider', 'provider_ref'),
    currency: tables.customer_order.currency,
  })`
    select r.id, r.order_id, r.attempt_id, a.provider, a.provider_ref, r.amount_minor, r.tries, o.currency
    from refund r join payment_attempt a on a.id = r.attempt_id join customer_order o on o.id = r.order_id
    where r.state = 'wanted' and coalesce(r.next_at, r.at) <= ${now}
      and (${orderId}::text is null or r.order_id = ${orderId})
    order by coalesce(r.next_at, r.at), r.id limit 100`.execute(db);
  let done = 0;
  await eachInTurn(rows, async ({ id, tries, ...row }) => {
    const amount = money(row.amount_minor, row.currency);
    const asked = providerOf(db, provider, row.provider)?.refund(
      { attemptId: row.attempt_id, ref: row.provider_ref },
      { refundId: id, amount, tries },
    );
    const answer = await (asked ?? Promise.reject(new Error(`${row.provider} is not set up any more`))).catch(
      (error: unknown) => ({
        ok: false as const,
        why: error instanceof Error ? error.message : String(error),
      }),
    );
    if (answer.ok) done += Number(await refundDone(db, id, now));
    else
      await sql`update refund set tries = tries + 1, error = ${answer.why.slice(0, 500)},
          next_at = ${new Date(now.getTime() + 1000 * Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(tries, 20)))}
        where id = ${id} and state = 'wanted'`.execute(db);
  });
  return { done, failed: rows.length - done };
}

/** What is wanted for an order is tried at once, and not when its wait is over. */
export async function retryRefunds(db: Database, orderId: string, now: Date): Promise<void> {
  await sql`update refund set next_at = ${now} where order_id = ${orderId} and state = 'wanted'`.execute(db);
}

/** The money has gone back, by us or by hand; false where that was known. */
export const refundDone = (db: Database, id: string, now: Date): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    const { rows } = await rowsOf(columns('refund', 'order_id', 'amount_minor'))`
      update refund set state = 'done', done_at = ${now}, error = null
      where id = ${id} and state = 'wanted' returning order_id, amount_minor`.execute(trx);
    const [refund] = rows;
    if (!refund) return false;
    const { order_id: orderId } = refund;
    const order = await rowsOf(columns('customer_order', 'currency'))`
      select currency from customer_order where id = ${orderId}`.execute(trx);
    const amount = money(refund.amount_minor, order.rows[0]?.currency ?? '');
    await writeEntry(trx, orderId, { kind: 'refund', amount, reference: id }, now);
    await noteFor(trx, orderId, 'refunded', id, now);
    await recordEvent(trx, { kind: 'refund-done', order: orderId, amount: amount.minor }, now);
    return true;
  });

export interface OpenRefund {
  readonly id: string;
  readonly minor: number;
  readonly tries: number;
  /** Why it did not go the last time; null where it was not tried. */
  readonly error: string | null;
}

/** What is wanted for an order and has not gone. */
export async function openRefunds(db: Database, orderId: string): Promise<readonly OpenRefund[]> {
  const { rows } = await rowsOf({
    ...columns('refund', 'id', 'tries', 'error'),
    minor: tables.refund.amount_minor,
  })`
    select id, amount_minor as minor, tries, error from refund where order_id = ${orderId} and state = 'wanted' order by at`.execute(
    db,
  );
  return rows;
}

/** What has gone back for an order and what is on its way, in minor units. */
export async function refundedOf(
  db: Database,
  orderId: string,
): Promise<{ readonly done: number; readonly wanted: number }> {
  const { rows } = await rowsOf({ done: integer, wanted: integer })`
    select coalesce(sum(amount_minor) filter (where state = 'done'), 0)::bigint as done,
      coalesce(sum(amount_minor) filter (where state = 'wanted'), 0)::bigint as wanted
    from refund where order_id = ${orderId}`.execute(db);
  return rows[0] ?? { done: 0, wanted: 0 };
}
