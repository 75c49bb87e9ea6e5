import { columnName, COUNTED_AT } from './table/table-columns.ts';

/** Where a file that holds nothing but counts writes what it counts, and how many there are. */
export interface StockColumns {
  readonly handle: number;
  readonly sku: number;
  readonly options: readonly number[];
  readonly quantity: number;
  /** When each was counted; -1 where the file does not say. */
  readonly countedAt: number;
}

const SKU = ['sku', 'variant sku', 'product code/sku', 'item sku', 'seller-sku', 'product sku'];
const HANDLE = ['handle', 'url handle', 'product handle'];
// The surest first: what can be promised, before what lies there.
const QUANTITY = [
  'available',
  'available (not editable)',
  'available quantity',
  'current stock level',
  'stock level',
  'inventory quantity',
  'quantity',
  'qty',
  'stock',
  'on hand',
  'on hand (current)',
  'on_hand',
  'inventory',
  'stock quantity',
];
const CATALOGUE = [
  'price',
  'variant price',
  'regular price',
  'product price',
  'unit price',
  'body (html)',
  'description',
];
const ORDERS = [
  'order id',
  'order',
  'order number',
  'lineitem quantity',
  'invoice',
  'order_id',
  'placed_at',
  'date',
];

/** The columns of an inventory export or of a plain list of SKUs and counts; null where the header is another kind of file. */
export function stockColumns(header: readonly string[]): StockColumns | null {
  const names = header.map(columnName);
  const place = (known: readonly string[]) =>
    known.map((name) => names.indexOf(name)).find((at) => at >= 0) ?? -1;
  const [sku, handle, quantity] = [place(SKU), place(HANDLE), place(QUANTITY)];
  if (quantity < 0 || sku < 0) return null;
  if ([...CATALOGUE, ...ORDERS].some((name) => names.includes(name))) return null;
  const options = names.flatMap((name, at) => (/^option ?\d value$/.test(name) ? [at] : []));
  return { handle, sku, options, quantity, countedAt: place(COUNTED_AT) };
}
