/** One line of an order, as far as running out is concerned. `day` counts whole days since 1970. */
export interface Purchase {
  readonly customer: string;
  readonly item: string;
  readonly day: number;
  readonly quantity: number;
}

/** The days on which one customer bought one item, ascending, with how much in all on each. */
export interface Pair {
  readonly customer: string;
  readonly item: string;
  readonly days: number[];
  readonly quantities: number[];
}

export interface PurchaseDays {
  readonly pairs: readonly Pair[];
  readonly pairOf: (customer: string, item: string) => Pair | undefined;
  /** The days on which a customer bought anything, ascending. */
  readonly customerDays: ReadonlyMap<string, number[]>;
  /** How many different items the customer bought on each of those days. */
  readonly basketSizes: ReadonlyMap<string, number[]>;
  /** One entry for each customer and day on which the item was bought, ascending. */
  readonly itemDays: ReadonlyMap<string, number[]>;
}

export const DAY_MS = 86_400_000;
export const dayOf = (when: Date): number => Math.floor(when.getTime() / DAY_MS);

/** How many of the ascending days are before `day`. */
export function countBefore(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending days lie in [from, before). */
export const countWithin = (days: readonly number[], from: number, before: number): number =>
  countBefore(days, before) - countBefore(days, from);

/** Gathers lines, in any order, by who bought what on which day. */
export function gatherPurchases(lines: Iterable<Purchase>): PurchaseDays {
  const sorted = [...lines].sort((a, b) => a.day - b.day);
  const byCustomer = new Map<string, Map<string, Pair>>();
  const pairs: Pair[] = [];
  const customerDays = new Map<string, number[]>();
  const basketSizes = new Map<string, number[]>();
  const itemDays = new Map<string, number[]>();
  for (const { customer, item, day, quantity } of sorted) {
    let mine = byCustomer.get(customer);
    if (!mine) byCustomer.set(customer, (mine = new Map()));
    let pair = mine.get(item);
    if (!pair) {
      mine.set(item, (pair = { customer, item, days: [], quantities: [] }));
      pairs.push(pair);
    }
    const days = listIn(customerDays, customer);
    const sizes = listIn(basketSizes, customer);
    if (days.at(-1) !== day) {
      days.push(day);
      sizes.push(0);
    }
    const last = pair.days.length - 1;
    if (pair.days[last] === day) {
      pair.quantities[last] = (pair.quantities[last] as number) + quantity;
      continue;
    }
    pair.days.push(day);
    pair.quantities.push(quantity);
    sizes[sizes.length - 1] = (sizes.at(-1) as number) + 1;
    listIn(itemDays, item).push(day);
  }
  return {
    pairs,
    pairOf: (customer, item) => byCustomer.get(customer)?.get(item),
    customerDays,
    basketSizes,
    itemDays,
  };
}

function listIn(lists: Map<string, number[]>, key: string): number[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}
