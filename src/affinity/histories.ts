import type { Baskets } from './baskets.ts';
import type { Bought, History } from './candidate-features.ts';

/** Older orders of a customer than this many say nothing more. */
export const MOST_ORDERS_BACK = 50;

/** A purchase so many days ago, added to what is known of the thing. */
export function boughtAgain(before: Bought | undefined, daysAgo: number): Bought {
  return {
    decayed60: (before?.decayed60 ?? 0) + Math.exp(-daysAgo / 60),
    decayed365: (before?.decayed365 ?? 0) + Math.exp(-daysAgo / 365),
    times: (before?.times ?? 0) + 1,
    daysAgo: Math.min(before?.daysAgo ?? Infinity, daysAgo),
  };
}

/** What each customer had bought in their last orders before basket `to`, seen from `today`. */
export function historiesBefore(
  baskets: Baskets,
  to: number,
  today: number,
): (customer: number) => History | null {
  const known = new Map<number, { orders: number; bought: Map<number, Bought> }>();
  const later = new Int32Array(baskets.customers);
  for (let basket = to - 1; basket >= 0; basket--) {
    const customer = baskets.customer[basket] as number;
    if (customer < 0) continue;
    later[customer] = (later[customer] as number) + 1;
    if ((later[customer] as number) > MOST_ORDERS_BACK) continue;
    const history = known.get(customer) ?? { orders: 0, bought: new Map<number, Bought>() };
    known.set(customer, history);
    history.orders++;
    const daysAgo = today - (baskets.at[basket] as number);
    for (let at = baskets.start[basket] as number; at < (baskets.start[basket + 1] as number); at++) {
      const item = baskets.items[at] as number;
      history.bought.set(item, boughtAgain(history.bought.get(item), daysAgo));
    }
  }
  return (customer) => known.get(customer) ?? null;
}
