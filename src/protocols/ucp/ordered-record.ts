import { orderPath } from '#src/orders/order-link.ts';
import { orderById } from '#src/orders/order-store.ts';
import { money } from '#src/money/money.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import type { Door, Json } from './door.ts';
import { linksOf } from './links.ts';
import { lineId, type Session } from './session.ts';
import { totalsOfLine, totalsOfOrder } from './totals.ts';

/**
 * A checkout that has ended in an order, as it was agreed; while the bank has not said whether it paid, one that is being
 * completed. Of an order that a person went on to place, only that it is done.
 */
export async function orderedRecord(door: Door, session: Session): Promise<Json> {
  const { db, content, site, now } = door;
  const order = session.orderId === null ? null : await orderById(db, session.orderId);
  const common = {
    id: session.id,
    ...(session.asked.buyer ? { buyer: session.asked.buyer } : {}),
    currency: content.store.currency,
    payment: { instruments: session.asked.instruments },
    messages: [],
    links: linksOf(content, site),
    expires_at: session.expiresAt.toISOString(),
  };
  if (!order || session.handedTo !== null) {
    const zero = money(0, content.store.currency);
    return {
      ...common,
      status: 'completed',
      line_items: [],
      totals: [
        { type: 'subtotal', amount: zero.minor },
        { type: 'total', amount: zero.minor },
      ],
      messages: [
        {
          type: 'info',
          code: 'finished_by_buyer',
          content: 'The buyer has ordered at the shop; its orders are theirs to see.',
        },
      ],
    };
  }
  const isDone = order.state !== 'awaiting-payment';
  return {
    ...common,
    status: isDone ? 'completed' : 'complete_in_progress',
    line_items: order.lines.map((line) => ({
      id: lineId(line.sku),
      item: { id: line.sku, title: line.title, price: line.unit.minor },
      quantity: line.quantity,
      totals: totalsOfLine(
        money(line.unit.minor * line.quantity, line.unit.currency),
        line.discount,
        line.net,
      ),
    })),
    totals: totalsOfOrder(order),
    ...(isDone
      ? {
          order: {
            id: order.id,
            label: order.number,
            permalink_url: absolute(site, await orderPath(db, order, now)),
          },
        }
      : {}),
  };
}
