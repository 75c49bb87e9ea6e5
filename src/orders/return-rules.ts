import { messagesOf } from '#src/messages/messages.ts';
import { dateText, type ShopClock } from '#src/editorial/date-text.ts';
import type { ReturnsPolicy } from '#src/fulfilment/policies.ts';
import { parseMoney } from '#src/money/money.ts';
import type { Order, OrderLine } from './order.ts';

const DAY_MS = 86_400_000;

export type Returnable =
  | {
      readonly ok: true;
      /** The last moment in which a return may start. */
      readonly until: Date;
      readonly lines: readonly { readonly line: OrderLine; readonly left: number }[];
    }
  | {
      readonly ok: false;
      readonly refusal:
        'no-policy' | 'not-delivered' | 'too-late' | 'not-from-there' | 'not-taken-back' | 'nothing-left';
      /** In the shopper's words. */
      readonly reason: string;
    };

/** What of an order may come back now, under the shop's own policy; else why not. */
export function returnable(
  policy: ReturnsPolicy | null,
  order: Order,
  now: Date,
  store: ShopClock,
  /** What of it never comes back, by SKU, with what the policy says of it. */
  never: ReadonlyMap<string, string> = new Map(),
): Returnable {
  const no = (refusal: Extract<Returnable, { ok: false }>['refusal'], reason: string): Returnable => ({
    ok: false,
    refusal,
    reason,
  });
  const say = messagesOf(store.locale).order.returnRules;
  if (!policy) return no('no-policy', say.noPolicy);
  if (order.state === 'cancelled') return no('nothing-left', say.cancelled);
  if (order.state !== 'delivered' || !order.deliveredAt)
    return no('not-delivered', order.state === 'sent' ? say.onItsWay : say.notSent);
  const country = order.address?.country;
  if (country && !policy.countries.includes(country))
    return no('not-from-there', say.notFromThere(policy.countries));
  const until = new Date(order.deliveredAt.getTime() + policy.windowDays * DAY_MS);
  if (now > until) return no('too-late', say.tooLate(policy.windowDays, dateText(store, until)));
  const lines = order.lines
    .map((line) => ({ line, left: line.quantity - line.returned }))
    .filter(({ left }) => left > 0);
  const open = lines.filter(({ line }) => !never.has(line.sku));
  const [kept] = lines;
  if (kept && !open.length) return no('not-taken-back', never.get(kept.line.sku) ?? '');
  return open.length ? { ok: true, until, lines: open } : no('nothing-left', say.nothingLeft);
}

/** Whether a person may still decide otherwise: the policy says no, and not that it is too early or all is back. */
export const personDecides = (may: Extract<Returnable, { ok: false }>): boolean =>
  ['no-policy', 'too-late', 'not-from-there', 'not-taken-back'].includes(may.refusal);

/** What goes back of the cost of delivery once everything has come back: never more than standard delivery cost. */
export function deliveryRefund(policy: ReturnsPolicy, order: Order): number {
  const delivery = order.terms?.delivery;
  if (policy.deliveryRefund !== 'when-all-returns' || !delivery || delivery.cost.minor === 0) return 0;
  const part = Math.min(delivery.cost.minor, delivery.standard.minor);
  const tax = order.terms?.tax?.included ? 0 : delivery.tax.minor;
  return part + Math.floor((tax * part) / delivery.cost.minor);
}

/** What the shop keeps for a return, in minor units. */
export function returnFee(policy: ReturnsPolicy, order: Order): number {
  if (policy.fee === 'free') return 0;
  const [number = '', currency = ''] = policy.fee.split(' ');
  return currency === order.total.currency ? (parseMoney(number, currency)?.minor ?? 0) : 0;
}
