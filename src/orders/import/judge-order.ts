import type { Tell } from '#src/catalog/import/report.ts';
import type { OrderFormat } from './order-columns.ts';
import type { DraftLine, DraftOrder, OrderRow } from './order-draft.ts';
import { readCurrency, readInstant, readMinor, readQuantity } from './read-values.ts';

export interface Judging {
  readonly currency: string;
  readonly now: Date;
  readonly tell: Tell;
}

/** The names of what both formats say, in each. */
const NAMES = {
  'shopify-orders': {
    placed_at: 'created at',
    customer_id: 'email',
    sku: 'lineitem sku',
    title: 'lineitem name',
    quantity: 'lineitem quantity',
    price: 'lineitem price',
    currency: 'currency',
    returned: '',
  },
  'plain-orders': {
    placed_at: 'placed_at',
    customer_id: 'customer_id',
    sku: 'sku',
    title: 'title',
    quantity: 'quantity',
    price: 'price',
    currency: 'currency',
    returned: 'returned',
  },
} as const;

/**
 * The rows of one order as a draft, or null after the reason was told: an order is taken whole or not at all, but for
 * lines that name no product, which tell nothing.
 */
export function judgeOrder(
  key: string,
  rows: readonly [OrderRow, ...OrderRow[]],
  format: OrderFormat,
  judging: Judging,
): DraftOrder | null {
  const [first] = rows;
  const names = NAMES[format];
  const reject = (row: OrderRow, field: string, found: string, reason: string, fix: string): null => {
    judging.tell({
      level: 'rejected',
      scope: 'row',
      line: row.line,
      product: key,
      field,
      found,
      reason,
      fix,
    });
    return null;
  };
  const placedAt = readInstant(first.get(names.placed_at), judging.now);
  if (!placedAt)
    return reject(
      first,
      names.placed_at,
      first.get(names.placed_at),
      `Order ${key} has no day in the past that can be read.`,
      'Write the time of the order such as 2026-11-23 14:05:00.',
    );
  const currencies = new Set(
    rows.map((row) => row.get(names.currency)).filter((code, at) => code || at === 0),
  );
  const currency = readCurrency(first.get(names.currency), judging.currency);
  if (!currency || currencies.size > 1)
    return reject(
      first,
      names.currency,
      [...currencies].join(', '),
      currency ? `Order ${key} mixes currencies.` : `Order ${key} has no currency of ISO 4217.`,
      'Give each order one currency, such as USD.',
    );
  const lines = new Map<string, DraftLine>();
  const fully = format === 'shopify-orders' && first.get('financial status').toLowerCase() === 'refunded';
  for (const row of rows) {
    const sku = row.get(names.sku).slice(0, 200);
    const title = row.get(names.title).slice(0, 300);
    if (!sku && !title && !row.get(names.quantity)) continue; // Shopify repeats an order for a second payment
    if (!sku && !title) {
      judging.tell({
        level: 'rejected',
        scope: 'row',
        line: row.line,
        product: key,
        field: names.sku,
        reason: 'The line names no product, so that nothing can be learned from it.',
        fix: 'Give each line its SKU or what it is called.',
      });
      continue;
    }
    const quantity = readQuantity(row.get(names.quantity) || '1');
    if (quantity === null || quantity === 0)
      return reject(
        row,
        names.quantity,
        row.get(names.quantity),
        'The quantity is no whole number.',
        'Write 1, 2, …; what came back as -1.',
      );
    const unitMinor = readMinor(row.get(names.price) || '0', currency);
    if (unitMinor === null)
      return reject(
        row,
        names.price,
        row.get(names.price),
        'The price is no amount.',
        'Write the price of one piece such as 12.50, without a sign.',
      );
    const back = readQuantity(row.get(names.returned) || '0') ?? 0;
    add(lines, { sku, title, quantity, unitMinor, returned: fully ? Math.max(0, quantity) : back });
  }
  const bought = [...lines.values()].filter((line) => line.quantity > 0);
  if (!bought.length) {
    const refund = lines.size > 0;
    return reject(
      first,
      names.quantity,
      '',
      refund ? `${key} holds only what came back.` : `Order ${key} has no line that names a product.`,
      refund
        ? 'Put what came back below the order it came from, with that order’s number.'
        : 'Give each line its SKU.',
    );
  }
  const extra = (name: string) => readMinor(first.get(name) || '0', currency) ?? 0;
  return {
    key,
    line: first.line,
    customer: first.get(names.customer_id) || null,
    placedAt,
    currency,
    state: stateOf(first, format),
    lines: bought.map((line) => ({
      ...line,
      returned: Math.min(line.quantity, Math.max(0, line.returned)),
    })),
    discountMinor: extra('discount amount'),
    shippingMinor: extra('shipping'),
    taxMinor: extra('taxes'),
  };
}

/** The same SKU twice is one line; a negative quantity is what came back of it. */
function add(lines: Map<string, DraftLine>, line: DraftLine): void {
  const name = line.sku || `\n${line.title}`;
  const before = lines.get(name);
  const sold = Math.max(0, line.quantity);
  const back = line.returned + Math.max(0, -line.quantity);
  lines.set(name, {
    ...(before && before.quantity > 0 ? before : line),
    quantity: (before?.quantity ?? 0) + sold,
    returned: (before?.returned ?? 0) + back,
  });
}

function stateOf(row: OrderRow, format: OrderFormat): DraftOrder['state'] {
  if (format === 'plain-orders') {
    const status = row.get('status').toLowerCase();
    if (/^(cancelled|canceled|void|voided)$/.test(status)) return 'cancelled';
    return /^(pending|awaiting-payment|unpaid)$/.test(status) ? 'awaiting-payment' : 'delivered';
  }
  const paid = row.get('financial status').toLowerCase();
  if (row.get('cancelled at') || paid === 'voided' || paid === 'expired') return 'cancelled';
  if (/^(pending|authorized|)$/.test(paid)) return 'awaiting-payment';
  return row.get('fulfillment status').toLowerCase() === 'fulfilled' ? 'delivered' : 'paid';
}
