import { sql, type RawBuilder } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { money } from '#src/money/money.ts';
import { normalisedNumber } from './order-number.ts';
import type { AgreedTerms, Order, OrderLine, OrderState } from './order.ts';
import type { Address } from '#src/carts/address.ts';

/** Null where there is none of that id. */
export const orderById = async (db: Database, id: string): Promise<Order | null> =>
  (await ordersWhere(db, sql`o.id = ${id}`, 1))[0] ?? null;

/** Those of these ids, in no order. */
export const ordersOfIds = (db: Database, ids: readonly string[]): Promise<readonly Order[]> =>
  ordersWhere(db, sql`o.id = any(${[...ids]}::text[])`, ids.length);

/** By the number that the customer reads, in any case and with or without hyphens; of this shop only, not of imports. */
export const orderByNumber = async (db: Database, number: string): Promise<Order | null> =>
  (await ordersWhere(db, sql`o.source = 'shop' and o.number = ${normalisedNumber(number)}`, 1))[0] ?? null;

/** The newest first. */
export const ordersOfCustomer = (db: Database, customerId: string, most: number): Promise<readonly Order[]> =>
  ordersWhere(db, sql`o.customer_id = ${customerId}`, most);

/** Of the customer who is signed in in that browser, or a guest's of that browser; the newest first. */
export const ordersOfVisitor = (db: Database, visitorId: string, most: number): Promise<readonly Order[]> =>
  ordersWhere(
    db,
    sql`((o.visitor_id = ${visitorId} and o.customer_id is null)
      or o.customer_id = (select customer_id from visitor_customer where visitor_id = ${visitorId}))`,
    most,
  );

/** Which of this shop's orders the team looks at. */
export interface OrderSearch {
  /** Null for any. */
  readonly state: OrderState | null;
  /** Part of a number, a name, an e-mail address, a SKU, a title or a tracking number; empty for all. */
  readonly text?: string;
  readonly skip?: number;
  readonly most: number;
}

/** Orders of this shop, the newest first. */
export const shopOrders = (
  db: Database,
  { state, text = '', skip = 0, most }: OrderSearch,
): Promise<readonly Order[]> => {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const found = sql`(o.number ilike ${like} or replace(o.number, '-', '') ilike replace(${like}::text, '-', '')
    or o.email ilike ${like} or o.tracking ilike ${like} or o.address ->> 'name' ilike ${like}
    or exists (select 1 from order_line l where l.order_id = o.id and (l.sku ilike ${like} or l.title ilike ${like})))`;
  return ordersWhere(
    db,
    sql`o.source = 'shop' and (${state}::text is null or o.state = ${state}) and (${text === ''} or ${found})`,
    most,
    skip,
  );
};

/** What waits for somebody of the team. */
export async function orderCounts(
  db: Database,
): Promise<{ readonly paid: number; readonly returns: number; readonly stuck: number }> {
  const { rows } = await rowsOf({ paid: integer, returns: integer, stuck: integer })`select
    (select count(*)::int from customer_order where source = 'shop' and state = 'paid') as paid,
    (select count(*)::int from order_return where state = 'started') as returns,
    (select count(*)::int from refund where state = 'wanted' and tries > 0)
      + (select count(*)::int from payment_attempt where state in ('started', 'unknown') and error is not null
        and started_at < now() - interval '1 hour') as stuck`.execute(db);
  return rows[0] ?? { paid: 0, returns: 0, stuck: 0 };
}

async function ordersWhere(
  db: Database,
  condition: RawBuilder<unknown>,
  most: number,
  skip = 0,
): Promise<readonly Order[]> {
  const orders = await rowsOf(
    columns(
      'customer_order',
      'id',
      'number',
      'state',
      'customer_id',
      'visitor_id',
      'email',
      'address',
      'placed_at',
      'expires_at',
      'sent_at',
      'carrier',
      'tracking',
      'delivered_at',
      'cancelled_because',
      'currency',
      'subtotal_minor',
      'discount_minor',
      'shipping_minor',
      'tax_minor',
      'total_minor',
      'quote',
    ),
  )`
    select o.id, o.number, o.state, o.customer_id, o.visitor_id, o.email, o.address, o.placed_at, o.expires_at,
      o.sent_at, o.carrier, o.tracking, o.delivered_at, o.cancelled_because, o.currency, o.subtotal_minor, o.discount_minor,
      o.shipping_minor, o.tax_minor, o.total_minor, o.quote
    from customer_order o where ${condition} order by o.placed_at desc, o.id limit ${most} offset ${skip}`.execute(
    db,
  );
  if (!orders.rows.length) return [];
  const lines = await rowsOf(
    columns(
      'order_line',
      'order_id',
      'position',
      'sku',
      'title',
      'quantity',
      'unit_minor',
      'discount_minor',
      'total_minor',
      'tax_minor',
      'returned',
    ),
  )`
    select order_id, position, sku, title, quantity, unit_minor, discount_minor, total_minor, tax_minor, returned
    from order_line where order_id = any(${orders.rows.map((row) => row.id)}::text[])
    order by order_id, position`.execute(db);
  return orders.rows.map((row) => {
    const amount = (minor: number) => money(minor, row.currency);
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      customerId: row.customer_id,
      visitorId: row.visitor_id,
      email: row.email,
      address: row.address as Address | null,
      placedAt: row.placed_at,
      expiresAt: row.expires_at,
      sentAt: row.sent_at,
      carrier: row.carrier,
      tracking: row.tracking,
      deliveredAt: row.delivered_at,
      cancelledBecause: row.cancelled_because,
      subtotal: amount(row.subtotal_minor),
      discount: amount(row.discount_minor),
      shipping: amount(row.shipping_minor),
      tax: amount(row.tax_minor),
      total: amount(row.total_minor),
      terms: row.quote as AgreedTerms | null,
      lines: lines.rows
        .filter((line) => line.order_id === row.id)
        .map((line): OrderLine => ({
          position: line.position,
          sku: line.sku,
          title: line.title || line.sku,
          quantity: line.quantity,
          unit: amount(line.unit_minor),
          discount: amount(line.discount_minor),
          net: amount(line.total_minor),
          tax: amount(line.tax_minor),
          returned: line.returned,
        })),
    };
  });
}
