export type OrderFormat = 'shopify-orders' | 'plain-orders';

/** Names under which exports give a column; the first is ours. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  order_id: ['order_id', 'order', 'order_number', 'invoice', 'invoice_no'],
  placed_at: ['placed_at', 'ts', 'timestamp', 'date', 'order_date', 'created_at', 'invoice_date'],
  sku: ['sku', 'item', 'product_id', 'stock_code'],
  quantity: ['quantity', 'qty'],
  price: ['price', 'unit_price'],
  customer_id: ['customer_id', 'customer', 'email', 'customer_email'],
  title: ['title', 'description', 'name'],
  currency: ['currency'],
  status: ['status'],
  returned: ['returned', 'returned_quantity'],
};
const NEEDED = ['order_id', 'placed_at'] as const;
const SHOPIFY_NEEDED = [
  'name',
  'created at',
  'lineitem quantity',
  'lineitem price',
  'lineitem name',
] as const;

export interface OrderColumns {
  readonly format: OrderFormat;
  /** The place of each column by our name (plain) or Shopify's in lower case. */
  readonly places: ReadonlyMap<string, number>;
}

/** Which export a header belongs to, or why it is none. */
export function detectOrderColumns(
  header: readonly string[],
):
  | { readonly ok: true; readonly columns: OrderColumns }
  | { readonly ok: false; readonly reason: string; readonly fix: string } {
  const names = header.map((cell) =>
    cell
      .replace(/^\ufeff/, '')
      .trim()
      .toLowerCase(),
  );
  if (names.includes('lineitem quantity')) {
    const missing = SHOPIFY_NEEDED.filter((name) => !names.includes(name));
    if (!missing.length)
      return {
        ok: true,
        columns: { format: 'shopify-orders', places: new Map(names.map((name, at) => [name, at])) },
      };
    return {
      ok: false,
      reason: `This export of orders has no column ${missing.join(', ')}.`,
      fix: 'In Shopify choose Orders, Export, Plain CSV file, and leave every column in.',
    };
  }
  const plain = names.map((name) => name.replace(/[ -]+/g, '_'));
  const places = new Map<string, number>();
  for (const [ours, theirs] of Object.entries(PLAIN)) {
    const name = theirs.find((one) => plain.includes(one));
    if (name !== undefined) places.set(ours, plain.indexOf(name));
  }
  const missing: string[] = NEEDED.filter((name) => !places.has(name));
  if (!places.has('sku') && !places.has('title')) missing.push('sku');
  if (!missing.length) return { ok: true, columns: { format: 'plain-orders', places } };
  return {
    ok: false,
    reason: `The first row names no column ${missing.join(', ')}.`,
    fix: 'Begin the file with order_id,placed_at,sku,quantity,price,customer_id (docs/import-orders.md).',
  };
}
