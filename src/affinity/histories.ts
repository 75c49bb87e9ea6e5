import type { Baskets } from './baskets.ts';

/** Of a customer's orders so many always count; more, up to the second number, while all hold fewer than LEAST_THINGS. */
export const ORDERS_BACK = 30;
export const MOST_ORDERS_BACK = 120;
export const LEAST_THINGS = 600;

/** What one order held, seen from so many days later. */
export interface PastBasket {
  readonly daysAgo: number;
  readonly items: ArrayLike<number>;
}

/** What a customer bought before, order by order, the latest first. */
export interface History {
  readonly baskets: readonly PastBasket[];
}

/** The history of a customer's orders, the latest first; as many of them as count. Null where there are none. */
export function historyOf(orders: Iterable<PastBasket>): History | null {
  const baskets: PastBasket[] = [];
  let things = 0;
  for (const order of orders) {
    if (baskets.length === MOST_ORDERS_BACK || (baskets.length >= ORDERS_BACK && things >= LEAST_THINGS))
      break;
    if (order.items.length === 0) continue;
    baskets.push(order);
    things += order.items.length;
  }
  return baskets.length ? { baskets } : null;
}

/**
 * What the customer of a basket had bought before it, as the shop knew it on that day. Made when it is asked for: all
 * of them at once would be the largest thing that learning holds.
 */
export function historiesBefore(baskets: Baskets, to: number): (basket: number) => History | null {
  const latest = new Int32Array(baskets.customers).fill(-1);
  const earlier = new Int32Array(to).fill(-1);
  for (let basket = 0; basket < to; basket++) {
    const customer = baskets.customer[basket] as number;
    if (customer < 0) continue;
    earlier[basket] = latest[customer] as number;
    latest[customer] = basket;
  }
  function* before(basket: number): Generator<PastBasket> {
    const today = baskets.at[basket] as number;
    for (let past = earlier[basket] as number; past >= 0; past = earlier[past] as number)
      yield {
        daysAgo: today - (baskets.at[past] as number),
        items: baskets.items.subarray(baskets.start[past], baskets.start[past + 1]),
      };
  }
  return (basket) => historyOf(before(basket));
}
