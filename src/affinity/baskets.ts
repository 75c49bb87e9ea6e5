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

/** Collects baskets in the order of their days; the same thing twice in a basket counts once. */
export function collectBaskets(): BasketCollector {
  const itemOf = new Map<string, number>();
  const customerOf = new Map<string, number>();
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
    add(row) {
      const last = at.at(-1) ?? -Infinity;
      if (row.day < last) throw new Error('Baskets must come in the order of their days');
      const things = new Set(row.keys.map((key) => numberOf(itemOf, key)));
      if (things.size === 0) return;
      if (used + things.size > items.length) {
        const wider = new Int32Array(Math.max(items.length * 2, used + things.size));
        wider.set(items);
        items = wider;
      }
      for (const thing of things) items[used++] = thing;
      at.push(row.day);
      customer.push(row.customer === null ? -1 : numberOf(customerOf, row.customer));
      start.push(used);
    },
    done: () => ({
      keys: [...itemOf.keys()],
      at: Float64Array.from(at),
      customer: Int32Array.from(customer),
      start: Int32Array.from(start),
      items: items.slice(0, used),
      customers: customerOf.size,
    }),
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
