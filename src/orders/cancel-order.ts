import { recordEvent } from '#src/analytics/record-event.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { eachInTurn } from './each-in-turn.ts';
import { release } from '#src/inventory/reserve-stock.ts';
import { reverseRedemption } from '#src/loyalty/redeem.ts';
import { money } from '#src/money/money.ts';
import { allowedFor, writeEntry } from './money-ledger.ts';
import { noteFor } from './order-notice.ts';
import { askAbout, openAttempt, settleAttempt } from './payment/attempts.ts';
import type { PaymentProvider } from './payment/payment-provider.ts';
import { sendRefunds, wantRefund } from './refunds.ts';

export type Cancelled =
  | { readonly ok: true }
  /** On its way already, or cancelled before. */
  | { readonly ok: false; readonly refusal: 'too-late' }
  /** A bank has not said yet whether it paid: nobody can end it now. */
  | { readonly ok: false; readonly refusal: 'payment-open' };

export type CancelReason = 'by-customer' | 'by-shop' | 'not-paid';

/**
 * Ends an order that has not been sent: pieces, offers, codes and points are given back, what was paid goes back, and
 * an open payment is closed at the provider first. With `not-paid` an order that was paid meanwhile stands.
 */
export async function cancelOrder(
  db: Database,
  provider: PaymentProvider,
  orderId: string,
  because: CancelReason,
  now: Date,
): Promise<Cancelled> {
  const open = await openAttempt(db, orderId);
  if (open) {
    const answer = await askAbout(db, provider, 'abandon', open, now);
    const closed: typeof answer =
      answer?.state === 'not-found' ? { state: 'declined', reason: 'It was given up.' } : answer;
    const state = await settleAttempt(db, open.id, closed, now);
    if (state === null || state.state === 'open') return { ok: false, refusal: 'payment-open' };
  }
  return inTransaction<Cancelled>(db, async (trx) => {
    const states = because === 'not-paid' ? ['awaiting-payment'] : ['awaiting-payment', 'paid'];
    // The lock comes first, in a statement of its own: what follows sees every attempt that was made before it.
    const before = await rowsOf(columns('customer_order', 'state'))`
      select state from customer_order where id = ${orderId} for update`.execute(trx);
    const wasPaid = before.rows[0]?.state === 'paid';
    const { rows } = await rowsOf(columns('customer_order', 'total_minor', 'currency'))`
      update customer_order o set state = 'cancelled', cancelled_at = ${now}, cancelled_because = ${because},
        expires_at = null, updated_at = ${now}
      where o.id = ${orderId} and o.state = any(${states}::text[])
        and not exists (select 1 from payment_attempt a where a.order_id = o.id and a.state in ('started', 'unknown'))
      returning o.total_minor, o.currency`.execute(trx);
    const [order] = rows;
    if (!order)
      return { ok: false, refusal: (await openAttempt(trx, orderId)) ? 'payment-open' : 'too-late' };
    await reverseRedemption(trx, orderId, now); // offers first and pieces last, as placing takes them
    const total = order.total_minor - (await allowedFor(trx, orderId));
    await writeEntry(
      trx,
      orderId,
      { kind: 'cancel', amount: money(-total, order.currency), reference: orderId, note: because },
      now,
    );
    if (wasPaid && total > 0) await wantRefund(trx, { orderId, minor: total, because: 'cancelled' }, now);
    if (wasPaid) await noteFor(trx, orderId, 'cancelled', orderId, now);
    await recordEvent(trx, { kind: 'order-cancelled', order: orderId, because }, now);
    await release(trx, orderId, now);
    return { ok: true };
  });
}

/** The same, and what was paid is sent back at once; what cannot be sent now is sent by the job. */
export async function cancelAndRefund(
  db: Database,
  provider: PaymentProvider,
  orderId: string,
  because: CancelReason,
  now: Date,
): Promise<Cancelled> {
  const done = await cancelOrder(db, provider, orderId, because, now);
  if (done.ok) await sendRefunds(db, provider, now, orderId);
  return done;
}

/** Gives up orders that were not paid in time; one whose bank gives no answer is left for the next time. Answers how many. */
export async function expireOrders(
  db: Database,
  provider: PaymentProvider,
  now: Date,
  most = 200,
): Promise<number> {
  const { rows } = await rowsOf(columns('customer_order', 'id'))`
    select o.id from customer_order o left join payment_attempt a on a.order_id = o.id and a.state in ('started', 'unknown')
    where o.state = 'awaiting-payment' and o.expires_at <= ${now}
    order by a.looked_at nulls first, o.expires_at limit ${most}`.execute(db);
  let gone = 0;
  await eachInTurn(rows, async ({ id }) => {
    gone += Number((await cancelOrder(db, provider, id, 'not-paid', now)).ok);
  });
  return gone;
}
