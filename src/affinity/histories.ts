import type { Baskets } from './baskets.ts';
import type { Bought, History } from './candidate-features.ts';

/** Older orders of a customer than this many say nothing more. */
export const MOST_ORDERS_BACK = 30;

/** A purchase so many days ago, added to what is known of the thing. */
export function boughtAgain(before: Bought | undefined, daysAgo: number): Bought {
  return {
    decayed60: (before?.decayed60 ?? 0) + Math.exp(-daysAgo / 60),
    decayed365: (before?.decayed365 ?? 0) + Math.exp(-daysAgo / 365),
    times: (before?.times ?? 0) + 1,
    daysAgo: Math.min(before?.daysAgo ?? Infinity, daysAgo),
  };
}

/**
 * What a customer had bought in their last orders before basket `to`, seen from `today`. Made when it is asked for: all
 * of them at once would be the largest thing that learning holds.
 */
export function historiesBefore(
  baskets: Baskets,
  to: number,
  today: number,
): (customer: number) => History | null {
  const latest = new Int32Array(baskets.customers).fill(-1);
  const earlier = new Int32Array(to);
  for (let basket = 0; basket < to; basket++) {
    const customer = baskets.customer[basket] as number;
    if (customer < 0) continue;
    earlier[basket] = latest[customer] as number;
    latest[customer] = basket;
  }
  return (customer) => {
    const bought = new Map<number, Bought>();
    let orders = 0;
    let basket = latest[customer] ?? -1;
    for (; basket >= 0 && orders < MOST_ORDERS_BACK; basket = earlier[basket] as number) {
      orders++;
      const daysAgo = today - (baskets.at[basket] as number);
      for (let at = baskets.start[basket] as number; at < (baskets.start[basket + 1] as number); at++) {
        const item = baskets.items[at] as number;
        bought.set(item, boughtAgain(bought.get(item), daysAgo));
      }
    }
    return orders ? { orders, bought } : null;
  };
}
