/** Orders as the learner reads them: one after the other in time, things and customers as small numbers. */
export interface Baskets {
  /** What the number of a thing stands for. */
  readonly keys: readonly string[];
  /** Days since 1970, never falling. */
  readonly at: Float64Array;
  /** The customer of each basket; -1 where nobody is known. */
  readonly customer: Int32Array;
  /** Basket `b` holds `items[start[b]]` up to before `items[start[b + 1]]`. */
  readonly start: Int32Array;
  readonly items: Int32Array;
  readonly customers: number;
}

export interface BasketRow {
  readonly id: string;
  readonly day: number;
  readonly customer: string | null;
  readonly keys: readonly string[];
}

/** A basket with more different things than this tells of a stock list, not of what goes together. */
export const MOST_IN_BASKET = 100;

export interface BasketCollector {
  add(row: BasketRow): void;
  done(): Baskets;
}

/**
 * Collects baskets; the same thing twice in one counts once. In whatever order they come, the same baskets give the
 * same numbers to the same things, down to the last bit of what is learned from them.
 */
export function collectBaskets(): BasketCollector {
  const itemOf = new Map<string, number>();
  const customerOf = new Map<string, number>();
  const ids: string[] = [];
  const at: number[] = [];
  const customer: number[] = [];
  const start: number[] = [0];
  let items = new Int32Array(1 << 16);
  let used = 0;
  const numberOf = (map: Map<string, number>, key: string): number => {
    const known = map.get(key);
    if (known !== undefined) return known;
    map.set(key, map.size);
    return map.size - 1;
  };
  return {
    add({ id, day, customer: who, keys }) {
      const things = [...new Set(keys)].toSorted();
      if (things.length === 0) return;
      if (used + things.length > items.length) {
        const wider = new Int32Array(Math.max(items.length * 2, used + things.length));
        wider.set(items);
        items = wider;
      }
      for (const thing of things) items[used++] = numberOf(itemOf, thing);
      ids.push(id);
      at.push(day);
      customer.push(who === null ? -1 : numberOf(customerOf, who));
      start.push(used);
    },
    done() {
      const order = Int32Array.from(at.keys()).sort(
        (a, b) => (at[a] as number) - (at[b] as number) || ((ids[a] as string) < (ids[b] as string) ? -1 : 1),
      );
      const seenKeys = [...itemOf.keys()];
      const numbers = new Int32Array(seenKeys.length).fill(-1);
      const keys: string[] = [];
      const sorted = new Int32Array(used);
      const sortedStart = new Int32Array(order.length + 1);
      let to = 0;
      order.forEach((basket, place) => {
        for (let from = start[basket] as number; from < (start[basket + 1] as number); from++) {
          const item = items[from] as number;
          if (numbers[item] === -1) numbers[item] = keys.push(seenKeys[item] as string) - 1;
          sorted[to++] = numbers[item] as number;
        }
        sortedStart[place + 1] = to;
      });
      return {
        keys,
        at: Float64Array.from(order, (basket) => at[basket] as number),
        customer: Int32Array.from(order, (basket) => customer[basket] as number),
        start: sortedStart,
        items: sorted,
        customers: customerOf.size,
      };
    },
  };
}

/** The first basket that is not before that day. */
export function firstFrom(baskets: Baskets, day: number): number {
  let low = 0;
  let high = baskets.at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((baskets.at[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
