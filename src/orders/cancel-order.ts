import { sql } from 'kysely';
import { recordEvent } from '#src/analytics/record-event.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { release } from '#src/inventory/reservations.ts';
import { reverseRedemption } from '#src/loyalty/redeem.ts';
import { money } from '#src/money/money.ts';
import { writeEntry } from './money-ledger.ts';
import { noteFor } from './order-notice.ts';
import { askAbout, openAttempt, settleAttempt } from './payment/attempts.ts';
import type { PaymentProvider } from './payment/payment-provider.ts';
import { wantRefund } from './refunds.ts';

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
    const answer = await askAbout(provider, 'abandon', open);
    const closed: typeof answer =
      answer?.state === 'not-found' ? { state: 'declined', reason: 'It was given up.' } : answer;
    const state = await settleAttempt(db, open.id, closed, now);
    if (state === null || state.state === 'open') return { ok: false, refusal: 'payment-open' };
  }
  return inTransaction<Cancelled>(db, async (trx) => {
    const states = because === 'not-paid' ? ['awaiting-payment'] : ['awaiting-payment', 'paid'];
    const { rows } = await sql<{ total_minor: string; currency: string; paid: boolean }>`
      with before as (select id, state from customer_order where id = ${orderId} for update)
      update customer_order o set state = 'cancelled', cancelled_at = ${now}, cancelled_because = ${because},
        expires_at = null, updated_at = ${now}
      from before b where o.id = b.id and b.state = any(${states}::text[])
        and not exists (select 1 from payment_attempt a where a.order_id = o.id and a.state in ('started', 'unknown'))
      returning o.total_minor, o.currency, b.state = 'paid' as paid`.execute(trx);
    const [order] = rows;
    if (!order)
      return { ok: false, refusal: (await openAttempt(trx, orderId)) ? 'payment-open' : 'too-late' };
    await release(trx, orderId, now);
    await reverseRedemption(trx, orderId, now);
    const total = Number(order.total_minor);
    await writeEntry(
      trx,
      orderId,
      { kind: 'cancel', amount: money(-total, order.currency), reference: orderId, note: because },
      now,
    );
    if (order.paid && total > 0) await wantRefund(trx, { orderId, minor: total, because: 'cancelled' }, now);
    if (order.paid || because !== 'not-paid') await noteFor(trx, orderId, 'cancelled', orderId, now);
    await recordEvent(trx, { kind: 'order-cancelled', order: orderId, because }, now);
    return { ok: true };
  });
}

/** Gives up orders that were not paid in time; one whose bank gives no answer is left for the next time. Answers how many. */
export async function expireOrders(
  db: Database,
  provider: PaymentProvider,
  now: Date,
  most = 200,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from customer_order where state = 'awaiting-payment' and expires_at <= ${now}
    order by expires_at limit ${most}`.execute(db);
  let gone = 0;
  for (const { id } of rows) gone += Number((await cancelOrder(db, provider, id, 'not-paid', now)).ok);
  return gone;
}
