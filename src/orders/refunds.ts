import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { recordEvent } from '#src/analytics/record-event.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { money, type Money } from '#src/money/money.ts';
import { writeEntry } from './money-ledger.ts';
import { noteFor } from './order-notice.ts';
import type { PaymentProvider } from './payment/payment-provider.ts';

export interface WantedRefund {
  readonly orderId: string;
  /** The attempt it goes back to; else those that paid for the order, one after another. */
  readonly attemptId?: string;
  readonly minor: number;
  readonly because: 'cancelled' | 'returned' | 'paid-late' | 'paid-twice';
}

/**
 * Writes down that money goes back, in the caller's transaction with the order locked; `sendRefunds` sends it. Throws
 * where more would go back than was paid: no caller may ask for that.
 */
export async function wantRefund(trx: Database, wanted: WantedRefund, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; room: string }>`
    select a.id, a.amount_minor - coalesce((select sum(r.amount_minor) from refund r
        where r.attempt_id = a.id and r.state <> 'refused'), 0) as room
    from payment_attempt a where a.order_id = ${wanted.orderId} and a.state = 'paid'
      and (${wanted.attemptId ?? null}::text is null or a.id = ${wanted.attemptId ?? null})
    order by a.started_at, a.id`.execute(trx);
  let open = wanted.minor;
  for (const { id, room } of rows) {
    const part = Math.min(open, Number(room));
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

export interface RefundsSent {
  readonly done: number;
  readonly failed: number;
}

const TRIES = 8;

/**
 * Sends what is wanted; a provider that cannot be reached is asked again the next time, under the same key. After
 * TRIES tries it is left to a person.
 */
export async function sendRefunds(
  db: Database,
  provider: PaymentProvider,
  now: Date,
  orderId: string | null = null,
): Promise<RefundsSent> {
  const { rows } = await sql<{
    id: string;
    order_id: string;
    attempt_id: string;
    provider_ref: string | null;
    amount_minor: string;
    currency: string;
  }>`
    select r.id, r.order_id, r.attempt_id, a.provider_ref, r.amount_minor, o.currency
    from refund r join payment_attempt a on a.id = r.attempt_id join customer_order o on o.id = r.order_id
    where r.state = 'wanted' and a.provider = ${provider.name} and r.tries < ${TRIES}
      and (${orderId}::text is null or r.order_id = ${orderId})
    order by r.at, r.id limit 100`.execute(db);
  let done = 0;
  for (const row of rows) {
    const amount = money(Number(row.amount_minor), row.currency);
    const answer = await provider
      .refund({ attemptId: row.attempt_id, ref: row.provider_ref }, { refundId: row.id, amount })
      .catch((error: unknown) => ({
        ok: false as const,
        why: error instanceof Error ? error.message : String(error),
      }));
    if (answer.ok) done += Number(await refundDone(db, { id: row.id, orderId: row.order_id, amount }, now));
    else
      await sql`update refund set tries = tries + 1, error = ${answer.why.slice(0, 500)}
        where id = ${row.id} and state = 'wanted'`.execute(db);
  }
  return { done, failed: rows.length - done };
}

const refundDone = (
  db: Database,
  { id, orderId, amount }: { readonly id: string; readonly orderId: string; readonly amount: Money },
  now: Date,
): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    const { rows } = await sql`update refund set state = 'done', done_at = ${now}, error = null
      where id = ${id} and state = 'wanted' returning 1`.execute(trx);
    if (!rows.length) return false;
    await writeEntry(trx, orderId, { kind: 'refund', amount, reference: id }, now);
    await noteFor(trx, orderId, 'refunded', id, now);
    await recordEvent(trx, { kind: 'refund-done', order: orderId, amount: amount.minor }, now);
    return true;
  });

/** What has gone back for an order and what is on its way, in minor units. */
export async function refundedOf(
  db: Database,
  orderId: string,
): Promise<{ readonly done: number; readonly wanted: number }> {
  const { rows } = await sql<{ done: string; wanted: string }>`
    select coalesce(sum(amount_minor) filter (where state = 'done'), 0) as done,
      coalesce(sum(amount_minor) filter (where state = 'wanted'), 0) as wanted
    from refund where order_id = ${orderId}`.execute(db);
  return { done: Number(rows[0]?.done ?? 0), wanted: Number(rows[0]?.wanted ?? 0) };
}
