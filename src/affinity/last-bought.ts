import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

const DAY_MS = 86_400_000;

/** How many days ago a customer last bought each of these products, of those that they did. Ask for consent first. */
export async function lastBought(
  db: Database,
  customerId: string,
  productIds: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, number>> {
  if (!productIds.length) return new Map();
  const { rows } = await rowsOf({ ...columns('variant', 'product_id'), days: integer })`
    select v.product_id, floor(${now.getTime() / DAY_MS}::float8 - max(extract(epoch from o.placed_at) / 86400)::float8)::int as days
    from customer_order o join order_line l on l.order_id = o.id join variant v on v.sku = l.sku
    where o.customer_id = ${customerId} and o.placed_at <= ${now} and l.returned < l.quantity
      and o.state not in ('cancelled', 'awaiting-payment') and v.product_id = any(${[...productIds]}::bigint[])
    group by v.product_id`.execute(db);
  return new Map(rows.map((row) => [row.product_id, row.days]));
}
