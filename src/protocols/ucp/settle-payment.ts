import { addCode } from '#src/carts/cart-choices.ts';
import { replaceLines } from '#src/carts/replace-lines.ts';
import { cancelOrder } from '#src/orders/cancel-order.ts';
import { orderById } from '#src/orders/order-store.ts';
import { checkPayment } from '#src/orders/pay-order.ts';
import type { Door } from './door.ts';
import { noteOrder, type Session } from './session.ts';

/** Looks what became of a session's payment where that was not known; what was not paid is a checkout again. */
export async function settlePayment(door: Door, session: Session): Promise<Session> {
  const { db, payment, now } = door;
  if (session.orderId === null || session.handedTo !== null) return session;
  const order = await orderById(db, session.orderId);
  if (!order || (order.state === 'cancelled' && order.cancelledBecause === 'not-paid'))
    return undoOrder(door, session);
  if (order.state !== 'awaiting-payment' || !payment) return session;
  const paid = await checkPayment(db, payment, order.id, now);
  return paid.ok ? session : undoOrder(door, session);
}

/** Gives up the order of a session that was not paid, and has its cart hold what it held. */
export async function undoOrder(door: Door, session: Session): Promise<Session> {
  const { db, content, payment, address, now } = door;
  const { orderId, visitorId, asked } = session;
  if (orderId === null) return session;
  const order = await orderById(db, orderId);
  if (order?.state === 'awaiting-payment' && payment) {
    const gone = await cancelOrder(db, payment, orderId, 'not-paid', now);
    if (!gone.ok) return session; // it was paid after all, or the bank has not said
  }
  const lines = order?.lines.map(({ sku, quantity }) => ({ sku, quantity })) ?? [];
  await replaceLines(db, visitorId, lines, true);
  for (const code of asked.codes)
    await addCode(db, content, { visitorId, asker: { address, visitor: visitorId } }, code, now);
  return noteOrder(db, session, null);
}
