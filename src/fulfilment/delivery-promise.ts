import { comesOn } from '#src/catalog/coming.ts';
import type { Variant } from '#src/catalog/product.ts';
import type { PolicyWords, StoreWords } from '#src/editorial/schemas.ts';
import { messagesOf } from '#src/messages/messages.ts';
import { dateText, type ShopClock } from '#src/editorial/date-text.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { formatMoney, parseMoney, type Money } from '#src/money/money.ts';

type Shipping = Extract<PolicyWords, { kind: 'shipping' }>;

export interface DeliveryPromise {
  readonly service: string;
  /** First and last day it may arrive, each as midnight UTC. */
  readonly from: Date;
  readonly to: Date;
  /** What sending it alone costs now; zero where its price reaches the free limit. */
  readonly rate: Money;
  readonly freeFrom: Money | null;
}

/** `4.90 USD` as money; null where it cannot be read. */
export const statedAmount = (text: string): Money | null => {
  const [number = '', currency = ''] = text.split(' ');
  return parseMoney(number, currency);
};

/** What a service costs for goods of that price, sent alone: zero from its free limit. Null where its rate cannot be read. */
export function shippingRate(service: Shipping['services'][number], goods: Money): Money | null {
  const rate = statedAmount(service.rate);
  const freeFrom = service.freeFrom ? statedAmount(service.freeFrom) : null;
  const free = freeFrom && freeFrom.currency === goods.currency && goods.minor >= freeFrom.minor;
  return rate && free ? { minor: 0, currency: rate.currency } : rate;
}

/**
 * When a variant ordered now arrives in the shop's country by the first service of the shipping policy that goes there:
 * packing and road days counted as working days, Monday to Friday. Null for what cannot be sent now.
 */
export function deliveryPromise(
  policy: Shipping,
  variant: Variant,
  store: Pick<StoreWords, 'country' | 'timeZone'>,
  now: Date,
): DeliveryPromise | null {
  const { state } = variant.availability;
  if (state === 'sold-out' || state === 'backorder') return null;
  const service = policy.services.find((one) => one.countries.includes(store.country));
  const rate = service && shippingRate(service, variant.price);
  if (!service || !rate) return null;
  return {
    service: service.name,
    ...arrival(service, now, store),
    rate,
    freeFrom: service.freeFrom ? statedAmount(service.freeFrom) : null,
  };
}

/** The first and the last day on which a parcel that is ordered at `start` arrives, each as midnight UTC. */
export const arrival = (
  { handlingDays, transitDays }: Pick<Shipping['services'][number], 'handlingDays' | 'transitDays'>,
  start: Date,
  store: Pick<StoreWords, 'timeZone'>,
): { readonly from: Date; readonly to: Date } => ({
  from: afterWorkingDays(shopDay(store, start), handlingDays[0] + transitDays[0]),
  to: afterWorkingDays(shopDay(store, start), handlingDays[1] + transitDays[1]),
});

function afterWorkingDays(day: string, days: number): Date {
  const date = new Date(`${day}T00:00:00Z`);
  for (let left = days; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() % 6 !== 0) left -= 1;
  }
  return date;
}

/** The days of an arrival: `Mon, Nov 30 to Thu, Dec 3`. */
export function arrivalText({ from, to }: Pick<DeliveryPromise, 'from' | 'to'>, locale: string): string {
  const day = (at: Date) => dateText({ locale, timeZone: 'UTC' }, at, 'weekday');
  return messagesOf(locale).delivery.days(day(from), day(to));
}

/** The promise as one sentence: `Arrives Mon, Nov 30 to Thu, Dec 3. Delivery is free.` */
export function deliveryText(promise: DeliveryPromise, locale: string): string {
  const say = messagesOf(locale).delivery;
  const cost =
    promise.rate.minor === 0
      ? say.isFree
      : promise.freeFrom
        ? say.costsFreeFrom(formatMoney(promise.rate, locale), formatMoney(promise.freeFrom, locale))
        : say.costs(formatMoney(promise.rate, locale));
  return `${say.arrives(arrivalText(promise, locale))} ${cost}`;
}

/** When what can be ordered and is not there is sent: `Comes in on January 12, 2027, and is sent then.` Null where nobody says. */
export function comingText(variant: Variant, store: ShopClock, now: Date): string | null {
  const comes = comesOn(variant, now);
  return comes && messagesOf(store.locale).product.comes(dateText(store, comes));
}
