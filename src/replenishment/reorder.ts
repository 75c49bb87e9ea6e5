import { addToCart, type CartChange } from '#src/carts/cart-store.ts';
import type { Database } from '#src/database/database.ts';
import { purchasesOf } from './customer-purchases.ts';

export type Reordered = CartChange | { readonly ok: false; readonly refusal: 'never-bought' };

/**
 * Puts what a customer bought before into the visitor's cart, as many as the last time unless told otherwise. Price
 * and stock are those of now; the cart refuses what it would refuse anybody.
 */
export async function reorder(
  db: Database,
  given: {
    readonly customerId: string;
    readonly visitorId: string;
    readonly sku: string;
    readonly quantity?: number;
  },
  now: Date,
): Promise<Reordered> {
  const pair = (await purchasesOf(db, given.customerId, now)).pairOf(given.customerId, given.sku);
  if (!pair) return { ok: false, refusal: 'never-bought' };
  return addToCart(db, given.visitorId, given.sku, given.quantity ?? (pair.quantities.at(-1) as number));
}
