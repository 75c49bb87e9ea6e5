import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { money, type Money } from '#src/money/money.ts';
import { writeEntry } from './money-ledger.ts';
import { orderById } from './order-store.ts';
import { leftToGiveBack, sendRefunds, wantRefund } from './refunds.ts';
import type { PaymentProvider } from './payment/payment-provider.ts';

export type GivenBack =
  | { readonly ok: true; readonly amount: Money }
  /** More than was paid and is not going back already; `most` is what may. */
  | { readonly ok: false; readonly refusal: 'too-much'; readonly most: Money };

const MOST_REASON = 200;

/**
 * Gives back a part of what was paid for an order that stands, or all of it: for a fault, or late arrival. Done twice
 * under one reference it is given once. What goes back for pieces that come back later is at most what is left.
 */
export async function giveBack(
  db: Database,
  provider: PaymentProvider,
  orderId: string,
  asked: { readonly minor: number; readonly reason: string; readonly reference: string },
  now: Date,
): Promise<GivenBack> {
  const given = await inTransaction<GivenBack>(db, async (trx) => {
    await sql`select 1 from customer_order where id = ${orderId} for update`.execute(trx);
    const order = await orderById(trx, orderId);
    if (!order) throw new Error(`There is no order ${orderId} to give money back for`);
    const { currency } = order.total;
    const amount = money(asked.minor, currency);
    const left = await leftToGiveBack(trx, orderId);
    const entry = {
      kind: 'allowance',
      amount: money(-amount.minor, currency),
      reference: `${orderId} ${asked.reference}`,
      note: asked.reason.slice(0, MOST_REASON),
    } as const;
    const { rows } = await sql`select 1 from money_entry
      where kind = 'allowance' and reference = ${entry.reference}`.execute(trx);
    if (rows.length) return { ok: true, amount };
    if (amount.minor < 1 || amount.minor > left)
      return { ok: false, refusal: 'too-much', most: money(left, currency) };
    await writeEntry(trx, orderId, entry, now);
    await wantRefund(trx, { orderId, minor: amount.minor, because: 'allowance' }, now);
    return { ok: true, amount };
  });
  if (given.ok) await sendRefunds(db, provider, now, orderId);
  return given;
}
