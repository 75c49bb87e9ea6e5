import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { orderById } from '#src/orders/order-store.ts';
import { lookAtReturn, startReturn, type ReturnStarted } from '#src/orders/returns.ts';

/** Looks at what pieces of an order would give back and starts their return, as a shopper does on its page. */
export async function returnAsSeen(
  db: Database,
  words: Pick<Content, 'policies' | 'store'>,
  orderId: string,
  chosen: readonly (readonly [position: number, quantity: number])[],
  now: Date,
): Promise<ReturnStarted> {
  const order = await orderById(db, orderId);
  if (!order) throw new Error(`There is no order ${orderId}`);
  const pieces = chosen.map(([position, quantity]) => ({ position, quantity }));
  const looked = await lookAtReturn(db, words, order, pieces, now);
  const seen = looked.ok ? looked.refund.minor : 0;
  return startReturn(db, words, { orderId, pieces, reason: '', seen }, now);
}
