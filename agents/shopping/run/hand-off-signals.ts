import { cartOf } from '#src/carts/cart-store.ts';
import { quote } from '#src/carts/quote.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { complaintsOf } from '#src/handoff/ticket-store.ts';
import type { Turn } from '../state.ts';

/** What speaks for a person before a word is said; read only where a rule of the shop asks for it. */
export async function handOffSignals(
  db: Database,
  content: Content,
  visitorId: string,
  now: Date,
): Promise<Turn['handOffSignals']> {
  const rules = content.handoff?.words.rules ?? [];
  const complaints = rules.filter((rule) => rule.complaint).map(({ id }) => id);
  const [cart, count] = await Promise.all([
    rules.some(({ when }) => when.cartAtLeast) ? cartOf(db, visitorId) : null,
    rules.some(({ when }) => when.complaintsAtLeast) ? complaintsOf(db, visitorId, complaints, now) : 0,
  ]);
  return {
    cart: cart?.lines.length ? quote(cart, content.store.currency).subtotal : null,
    complaints: count,
  };
}
