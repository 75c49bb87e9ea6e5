import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { text } from '#src/database/column-kinds.ts';
import { decimalMoney } from '#src/money/money.ts';
import { ordersOfIds } from './order-store.ts';
import type { Order, OrderState } from './order.ts';

const COLUMNS = [
  'order_id', 'placed_at', 'status', 'email', 'name', 'line1', 'line2', 'city', 'region', 'postcode', 'country',
  'service', 'sku', 'title', 'quantity', 'returned', 'price', 'line_total', 'currency', 'order_subtotal',
  'order_discount', 'order_shipping', 'order_tax', 'order_total', 'carrier', 'tracking',
] as const; // prettier-ignore

const AT_ONCE = 200;

/**
 * Orders of this shop as CSV, a row for each line, the oldest first, in pieces that are written while they are read. The
 * columns are those that `npm run import:orders` reads, with more beside.
 */
export async function* ordersCsv(
  db: Database,
  { since, state }: { readonly since: Date | null; readonly state: OrderState | null },
): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for (let at: Date | null = since, after = ''; ;) {
    const { rows }: { rows: { id: string }[] } = await rowsOf({ id: text })`
      select id from customer_order o where source = 'shop' and (${state}::text is null or state = ${state})
        and (${at}::timestamptz is null or (placed_at, id) > (${at}::timestamptz, ${after}::text))
      order by placed_at, id limit ${AT_ONCE}`.execute(db);
    const ids = rows.map(({ id }) => id);
    const byId = new Map((await ordersOfIds(db, ids)).map((order) => [order.id, order]));
    const orders = ids.flatMap((id) => byId.get(id) ?? []);
    yield orders.flatMap(rowsOfOrder).join('');
    const last = orders.at(-1);
    if (!last || ids.length < AT_ONCE) return;
    at = last.placedAt;
    after = last.id;
  }
}

const rowsOfOrder = (order: Order): readonly string[] =>
  order.lines.map((line) => {
    const cells: Record<(typeof COLUMNS)[number], string> = {
      order_id: order.number,
      placed_at: order.placedAt.toISOString(),
      status: order.state,
      email: order.email ?? '',
      name: order.address?.name ?? '',
      line1: order.address?.line1 ?? '',
      line2: order.address?.line2 ?? '',
      city: order.address?.city ?? '',
      region: order.address?.region ?? '',
      postcode: order.address?.postcode ?? '',
      country: order.address?.country ?? '',
      service: order.terms?.delivery?.service ?? '',
      sku: line.sku,
      title: line.title,
      quantity: String(line.quantity),
      returned: String(line.returned),
      price: decimalMoney(line.unit),
      line_total: decimalMoney(line.net),
      currency: order.total.currency,
      order_subtotal: decimalMoney(order.subtotal),
      order_discount: decimalMoney(order.discount),
      order_shipping: decimalMoney(order.shipping),
      order_tax: decimalMoney(order.tax),
      order_total: decimalMoney(order.total),
      carrier: order.carrier ?? '',
      tracking: order.tracking ?? '',
    };
    return `${COLUMNS.map((name) => cell(cells[name])).join(',')}\r\n`;
  });

/** A cell that no spreadsheet takes for a formula: shoppers write names and addresses. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
