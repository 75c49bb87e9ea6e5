import { messagesOf } from '#src/messages/messages.ts';
import { refusalText } from '#src/carts/cart.ts';
import { addToCart } from '#src/carts/cart-store.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { inviteReview } from '#src/reviews/invitation.ts';
import { cancelAndRefund } from './cancel-order.ts';
import type { Order } from './order.ts';
import { payOrder } from './pay-order.ts';
import type { PaymentProvider } from './payment/payment-provider.ts';
import { startReturn } from './returns.ts';

/** What a customer can do with an order on its page. */
export type OrderAct =
  | { readonly do: 'pay'; readonly method: string; readonly returnUrl: string }
  | { readonly do: 'cancel' }
  /** Everything of it into the cart of that browser again. */
  | { readonly do: 'again'; readonly visitorId: string }
  | {
      readonly do: 'return';
      readonly pieces: readonly { readonly position: number; readonly quantity: number }[];
      readonly reason: string;
      /** What the page said would go back, in minor units. */
      readonly seen: number;
    }
  | { readonly do: 'review'; readonly sku: string; readonly secret: string };

export type OrderActed =
  /** Where the customer sees what came of it. */
  | { readonly ok: true; readonly goTo: 'order' | 'returns' | 'cart' | { readonly review: string } }
  /** In the customer's words. */
  | { readonly ok: false; readonly reason: string };

const no = (reason: string): OrderActed => ({ ok: false, reason });

/** Does one of these and says where to look, or why it cannot be done. */
export async function actOnOrder(
  db: Database,
  content: Pick<Content, 'policies' | 'store'>,
  provider: PaymentProvider | null,
  order: Order,
  act: OrderAct,
  now: Date,
): Promise<OrderActed> {
  const say = messagesOf(content.store.locale).order.acts;
  switch (act.do) {
    case 'pay': {
      if (!provider) return no(say.paymentClosed);
      const { method, returnUrl } = act;
      await payOrder(db, provider, { orderId: order.id, method, returnUrl }, now); // the page says what came of it
      return { ok: true, goTo: 'order' };
    }
    case 'cancel': {
      const done = provider && (await cancelAndRefund(db, provider, order.id, 'by-customer', now));
      if (done?.ok) return { ok: true, goTo: 'order' };
      return no(done?.refusal === 'payment-open' ? say.bankWaits : say.notCancelled);
    }
    case 'again': {
      const refused: string[] = [];
      for (const { sku, quantity } of order.lines) {
        const added = await addToCart(db, act.visitorId, sku, quantity);
        if (!added.ok) refused.push(refusalText(added, content.store.locale));
      }
      return refused.length ? no(say.notAllAgain(refused.join(' '))) : { ok: true, goTo: 'cart' };
    }
    case 'return': {
      const { pieces, reason, seen } = act;
      const started = await startReturn(db, content, { orderId: order.id, pieces, reason, seen }, now);
      return started.ok ? { ok: true, goTo: 'returns' } : no(started.reason);
    }
    case 'review': {
      const line = order.lines.find((one) => one.sku === act.sku);
      if (!line || order.state !== 'delivered') return no(say.notArrived);
      const invitation = { orderRef: order.number, sku: line.sku, customer: order.id };
      const invited = await inviteReview(db, act.secret, invitation, now);
      if (invited.ok) return { ok: true, goTo: { review: invited.token } };
      return no(invited.refusal === 'reviewed-already' ? say.reviewed : say.gone);
    }
  }
}
