import type { Cart } from '#src/carts/cart.ts';
import { quote } from '#src/carts/quote.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { complaintsOf } from '#src/handoff/ticket-store.ts';
import type { Turn } from '../state.ts';

/** What speaks for a person before a word is said; complaints are read only where a rule of the shop asks for them. */
export async function handOffSignals(
  db: Database,
  content: Content,
  { visitorId, cart }: { readonly visitorId: string; readonly cart: Cart },
  now: Date,
): Promise<Turn['handOffSignals']> {
  const rules = content.handoff?.words.rules ?? [];
  const complaints = rules.filter((rule) => rule.complaint).map(({ id }) => id);
  const count = rules.some(({ when }) => when.complaintsAtLeast)
    ? await complaintsOf(db, visitorId, complaints, now)
    : 0;
  return {
    cart: cart.lines.length ? quote(cart, content.store.currency).subtotal : null,
    complaints: count,
  };
}
