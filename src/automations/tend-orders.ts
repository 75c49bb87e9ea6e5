import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { expireOrders } from '#src/orders/cancel-order.ts';
import { checkPayment } from '#src/orders/pay-order.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import { sendRefunds } from '#src/orders/refunds.ts';
import { sendOrderMails, type OrderMailSettings } from './order-mail.ts';

const MOST = 100;

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
  if (provider) {
    const { rows } = await sql<{ order_id: string }>`select order_id from payment_attempt
      where state = 'unknown' or (state = 'started' and started_at < ${now}::timestamptz - interval '1 minute')
      order by started_at limit ${MOST}`.execute(db);
    for (const { order_id: orderId } of rows) await checkPayment(db, provider, orderId, now);
    await expireOrders(db, provider, now, MOST);
    await sendRefunds(db, provider, now);
  }
  await sendOrderMails(db, settings, now);
}
