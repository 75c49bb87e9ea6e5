import type { Baskets } from './baskets.ts';

/** Of each thing the baskets that hold it: entries `start[i]` up to before `start[i + 1]`. */
export interface BasketsOfItems {
  readonly start: Int32Array;
  readonly baskets: Int32Array;
}

export function basketsOfItems(baskets: Baskets, to: number, items: number): BasketsOfItems {
  const end = baskets.start[to] as number;
  const start = new Int32Array(items + 1);
  for (let at = 0; at < end; at++) {
    const after = (baskets.items[at] as number) + 1;
    start[after] = (start[after] as number) + 1;
  }
  for (let item = 0; item < items; item++)
    start[item + 1] = (start[item + 1] as number) + (start[item] as number);
  const fill = start.slice();
  const list = new Int32Array(end);
  for (let basket = 0; basket < to; basket++)
    for (let at = baskets.start[basket] as number; at < (baskets.start[basket + 1] as number); at++) {
      const item = baskets.items[at] as number;
      list[fill[item] as number] = basket;
      fill[item] = (fill[item] as number) + 1;
    }
  return { start, baskets: list };
}

/** With which other things one thing shares baskets: counted into arrays that are cleared by what was touched. */
export class CoOccurrences {
  readonly both: Float32Array;
  readonly walk: Float64Array;
  readonly gram: Float64Array;
  touched: number[] = [];
  constructor(items: number) {
    this.both = new Float32Array(items);
    this.walk = new Float64Array(items);
    this.gram = new Float64Array(items);
  }
  count(baskets: Baskets, index: BasketsOfItems, item: number, weights: Float64Array): void {
    for (const other of this.touched) this.both[other] = this.walk[other] = this.gram[other] = 0;
    this.touched = [];
    for (let at = index.start[item] as number; at < (index.start[item + 1] as number); at++) {
      const basket = index.baskets[at] as number;
      const from = baskets.start[basket] as number;
      const to = baskets.start[basket + 1] as number;
      const weight = weights[basket] as number;
      if (weight === 0) continue;
      const share = 1 / (to - from);
      for (let line = from; line < to; line++) {
        const other = baskets.items[line] as number;
        if (this.both[other] === 0) this.touched.push(other);
        this.both[other] = (this.both[other] as number) + 1;
        this.walk[other] = (this.walk[other] as number) + share;
        this.gram[other] = (this.gram[other] as number) + weight;
      }
    }
  }
}
