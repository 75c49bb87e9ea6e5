import { runAutomation } from '#src/automation-register/run-automation.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { eachInTurn } from '#src/orders/each-in-turn.ts';
import { expireOrders } from '#src/orders/cancel-order.ts';
import { checkPayment } from '#src/orders/pay-order.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import { sendRefunds } from '#src/orders/refunds.ts';
import { sendOrderMails, type OrderMailSettings } from './order-mail.ts';

const MOST = 25; // a round: banks that do not answer must not fill the minute

/**
 * What every minute does for orders: asks banks that had not answered, gives up what was not paid in time, sends money
 * back and tells customers. Each part can be stopped anywhere and done again; any number of processes may do it.
 */
export async function tendOrders(
  db: Database,
  provider: PaymentProvider | null,
  settings: OrderMailSettings,
  now: Date,
): Promise<void> {
  // One chore that fails, or one order in it, keeps no other waiting; what failed is thrown at the end.
  await eachInTurn(
    [
      () => runAutomation(db, 'order-mails', now, () => sendOrderMails(db, settings, now)),
      ...(provider
        ? [
            () => runAutomation(db, 'payment-checks', now, () => askBanks(db, provider, now)),
            () => runAutomation(db, 'unpaid-orders', now, () => expireOrders(db, provider, now, MOST)),
            () => runAutomation(db, 'refunds', now, async () => (await sendRefunds(db, provider, now)).done),
          ]
        : []),
    ],
    (chore) => chore(),
  );
}

/** Answers about how many payments it asked. */
async function askBanks(db: Database, provider: PaymentProvider, now: Date): Promise<number> {
  const { rows } = await rowsOf(columns('payment_attempt', 'order_id'))`select order_id from payment_attempt
    where state = 'unknown' or (state = 'started' and started_at < ${now}::timestamptz - interval '1 minute')
    order by looked_at nulls first, started_at limit ${MOST}`.execute(db);
  await eachInTurn(
    rows,
    async ({ order_id: orderId }) => void (await checkPayment(db, provider, orderId, now)),
  );
  return rows.length;
}
