import { sql } from 'kysely';
import { integer, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf, type RowOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { BasketRow } from './baskets.ts';

const ORDERS_A_READ = 500;
const MICROS_A_DAY = 86_400_000_000;
const EARLIEST_MICROS = -1e15; // 1938
const BETWEEN = '\u001f';

const orderRow = {
  id: tables.customer_order.id,
  micros: integer,
  customer: tables.customer_order.customer_id,
  keys: nullable(text),
};

/** What orders of a page of order heads named `page` held; nothing of a line that came back whole. */
const heldByPage = sql`
  select page.id, (extract(epoch from page.placed_at) * 1000000)::bigint as micros, page.customer_id as customer,
    (select string_agg(coalesce('p:' || v.product_id, 's:' || l.sku), chr(31))
      from order_line l left join variant v on v.sku = l.sku
      where l.order_id = page.id and l.returned < l.quantity and page.counts) as keys
  from page order by page.placed_at, page.id`;

/** The baskets of all orders placed before that instant, some hundred at a time; nothing of cancelled and unpaid ones. */
export async function* basketsBefore(db: Database, before: Date): AsyncGenerator<readonly BasketRow[]> {
  let [micros, id] = [EARLIEST_MICROS, ''];
  for (;;) {
    const { rows } = await rowsOf(orderRow)`
      with page as materialized (
        select id, placed_at, customer_id, true as counts from customer_order
        where (placed_at, id) > (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id})
          and placed_at < ${before} and state not in ('cancelled', 'awaiting-payment')
        order by placed_at, id limit ${ORDERS_A_READ})
      ${heldByPage}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(basketOf);
    ({ micros, id } = last);
  }
}

/** The baskets of those orders as they are now, some hundred at a time: empty where an order counts no more. */
export async function* basketsOf(
  db: Database,
  ids: readonly string[],
  before: Date,
): AsyncGenerator<readonly BasketRow[]> {
  for (let from = 0; from < ids.length; from += ORDERS_A_READ) {
    const part = ids.slice(from, from + ORDERS_A_READ);
    const { rows } = await rowsOf(orderRow)`
      with page as materialized (
        select id, placed_at, customer_id,
          placed_at < ${before} and state not in ('cancelled', 'awaiting-payment') as counts
        from customer_order where id = any(${part}::text[]))
      ${heldByPage}`.execute(db);
    const found = new Map(rows.map((row) => [row.id, basketOf(row)]));
    yield part.map((id) => found.get(id) ?? { id, day: 0, customer: null, keys: [] });
  }
}

const basketOf = (row: RowOf<typeof orderRow>): BasketRow => ({
  id: row.id,
  day: row.micros / MICROS_A_DAY,
  customer: row.customer,
  keys: row.keys?.split(BETWEEN) ?? [],
});
