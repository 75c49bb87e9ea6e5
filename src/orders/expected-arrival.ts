import { messagesOf } from '#src/messages/messages.ts';
import type { Content } from '#src/editorial/content.ts';
import { arrival, arrivalText } from '#src/fulfilment/delivery-promise.ts';
import { shippingPolicy } from '#src/fulfilment/policies.ts';
import type { Order } from './order.ts';

/** When an order that is on its way should arrive, as a sentence; null where it is not, or where nobody knows. */
export function expectedText(content: Pick<Content, 'policies' | 'store'>, order: Order): string | null {
  if ((order.state !== 'paid' && order.state !== 'sent') || order.terms?.waitsForSupply) return null;
  const service = shippingPolicy(content)?.services.find(
    (one) => one.name === order.terms?.delivery?.service,
  );
  if (!service) return null;
  const { locale } = content.store;
  return messagesOf(locale).delivery.shouldArrive(
    arrivalText(arrival(service, order.placedAt, content.store), locale),
  );
}
