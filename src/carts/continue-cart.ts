import type { Database } from '#src/database/database.ts';
import { refusalText, type Cart } from './cart.ts';
import { cartOf, setQuantity } from './cart-store.ts';

/**
 * Somebody goes on with a cart that was filled for them elsewhere: of each of its things their own cart holds at least as
 * many afterwards, so that it may be done twice. Answers in words what could not be had.
 */
export async function continueCart(
  db: Database,
  from: Cart,
  visitorId: string,
  locale: string,
): Promise<readonly string[]> {
  const own = await cartOf(db, visitorId);
  const refused: string[] = [];
  for (const { variant, quantity } of from.lines) {
    const held = own.lines.find((line) => line.variant.sku === variant.sku)?.quantity ?? 0;
    if (held >= quantity) continue;
    const change = await setQuantity(db, visitorId, variant.sku, quantity);
    if (!change.ok) refused.push(refusalText(change, locale));
  }
  return refused;
}
