import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { look, buy } from '#scripts/orders/buyers.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { markDelivered, markSent } from '#src/orders/fulfil-order.ts';
import type { Shop } from '#src/shop.ts';

/**
 * Buys a piece and has it delivered, so that there is something to send back; answers a function that makes the order
 * another visitor's, whose conversation is then attacked.
 */
export async function deliveredOrder(
  { db, content }: Shop,
  sku: string,
): Promise<(visitorId: string) => Promise<void>> {
  const buyer = nanoid();
  const words = content.current();
  const { order, refusal } = await buy(db, words, buyer, await look(db, words, buyer, sku), true);
  if (order === null) throw new Error(`Nothing could be bought for the attacks: ${refusal}`);
  await markSent(db, order, { carrier: null, tracking: null }, new Date());
  await markDelivered(db, words, order, new Date());
  return async (visitorId) =>
    void (await sql`update customer_order set visitor_id = ${visitorId} where id = ${order}`.execute(db));
}

/** Something that is in stock. */
export async function skuOf(db: Shop['db']): Promise<string> {
  const { rows } = await rowsOf(columns('variant', 'sku'))`
    select v.sku from variant v join stock s on s.variant_id = v.id
    where s.on_hand - s.reserved > 0 order by v.id limit 1`.execute(db);
  if (!rows[0]) throw new Error('The shop has nothing in stock to be ordered.');
  return rows[0].sku;
}
