import { MOST_IN_BASKET, type Baskets } from './baskets.ts';
import { symmetricMatrix } from './symmetric-inverse.ts';

/** How strongly one thing speaks for another, four ways; see docs/decisions/060. */
const MEASURES = ['ease', 'walk', 'confidence', 'cosine'] as const;
export type Measure = (typeof MEASURES)[number];

/** Of each thing the others it speaks for: entries `start[i]` up to before `start[i + 1]`. */
export interface Neighbours extends Readonly<Record<Measure, Float32Array>> {
  readonly start: Int32Array;
  readonly other: Int32Array;
}

export interface ItemCounts {
  /** Baskets with the thing, of all time and of late (each counts less the older it is). */
  readonly support: Float32Array;
  readonly recent: Float32Array;
  /** Whether the regression covers the thing: 1, else 0. */
  readonly frequent: Uint8Array;
}

export interface LearnOptions {
  /** The baskets before this one are learned from. */
  readonly to: number;
  /** The day from which age is counted. */
  readonly today: number;
  readonly progress?: (done: number, of: number) => void;
}

const LEARNING = {
  /** A basket counts 1/e after so many days. */
  decayDays: 365,
  recentDays: 45,
  /** Shrinks the regression: this part of the mean of the diagonal. */
  ridge: 0.3,
  leastSupport: 5,
  /** Things the regression covers at most: its cost grows with the cube. */
  mostFrequent: 3_000,
  /** Neighbours kept by each measure. */
  kept: 60,
  walkPopularity: 0.3,
} as const;

export interface Learned {
  readonly counts: ItemCounts;
  readonly neighbours: Neighbours;
}

/** What goes with what, from the baskets before `to`. Takes seconds of one processor: run it in a thread of its own. */
export function learnNeighbours(baskets: Baskets, options: LearnOptions): Learned {
  const items = baskets.keys.length;
  const index = basketsOfItems(baskets, options.to, items);
  const counts = countItems(baskets, options, items);
  const regression = mostFrequentOf(counts, items);
  const place = new Int32Array(items).fill(-1);
  regression.forEach((item, at) => (place[item] = at));
  const matrix = symmetricMatrix(regression.length);
  const weights = basketWeights(baskets, options);
  const rows = new RowCounter(items);

  let trace = 0;
  regression.forEach((item, at) => {
    rows.count(baskets, index, item, weights);
    for (const other of rows.touched) {
      const column = place[other] as number;
      if (column >= 0 && column <= at) matrix.values[at * matrix.width + column] = rows.gram[other] as number;
    }
    trace += rows.gram[item] as number;
  });
  const ridge = regression.length ? (LEARNING.ridge * trace) / regression.length : 1;
  for (let at = 0; at < regression.length; at++) {
    const diagonal = at * matrix.width + at;
    matrix.values[diagonal] = (matrix.values[diagonal] as number) + ridge;
  }
  // Scaled so that the diagonal is near one: 32 bits are enough then.
  if (regression.length)
    scaleTo(matrix.values, 1 / (trace / regression.length || 1), regression.length, matrix.width);
  matrix.invert();

  const overDiagonal = Float64Array.from(
    { length: regression.length },
    (_, at) => -1 / (matrix.values[at * matrix.width + at] as number),
  );
  const collected = new Collected(items);
  for (let item = 0; item < items; item++) {
    rows.count(baskets, index, item, weights);
    const at = place[item] as number;
    const own = counts.support[item] as number;
    const inRegression = at < 0 ? null : matrix.values.subarray(at * matrix.width, (at + 1) * matrix.width);
    const ease = (other: number) => {
      const column = place[other] as number;
      if (!inRegression || column < 0) return 0;
      return (inRegression[column] as number) * (overDiagonal[column] as number);
    };
    collected.add(rows, item, {
      ease,
      walk: (other) =>
        (rows.walk[other] as number) /
        (own ** 0.8 * (counts.support[other] as number) ** LEARNING.walkPopularity),
      confidence: (other) => (rows.both[other] as number) / own,
      cosine: (other) => (rows.both[other] as number) / Math.sqrt(own * (counts.support[other] as number)),
    });
    if (item % 500 === 0) options.progress?.(item, items);
  }
  return { counts, neighbours: collected.done() };
}

interface Index {
  readonly start: Int32Array;
  readonly baskets: Int32Array;
}

function basketsOfItems(baskets: Baskets, to: number, items: number): Index {
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

function countItems(baskets: Baskets, options: LearnOptions, items: number): ItemCounts {
  const support = new Float32Array(items);
  const recent = new Float32Array(items);
  for (let basket = 0; basket < options.to; basket++) {
    const late = Math.exp(((baskets.at[basket] as number) - options.today) / LEARNING.recentDays);
    for (let at = baskets.start[basket] as number; at < (baskets.start[basket + 1] as number); at++) {
      const item = baskets.items[at] as number;
      support[item] = (support[item] as number) + 1;
      recent[item] = (recent[item] as number) + late;
    }
  }
  return { support, recent, frequent: new Uint8Array(items) };
}

/** The things that are common enough for the regression, the most common first; marks them in `counts.frequent`. */
function mostFrequentOf(counts: ItemCounts, items: number): readonly number[] {
  const enough = Array.from({ length: items }, (_, item) => item).filter(
    (item) => (counts.support[item] as number) >= LEARNING.leastSupport,
  );
  const most = enough
    .toSorted((a, b) => (counts.support[b] as number) - (counts.support[a] as number) || a - b)
    .slice(0, LEARNING.mostFrequent);
  for (const item of most) counts.frequent[item] = 1;
  return most;
}

/** What a basket weighs in the regression: less the older and the fuller it is. */
function basketWeights(baskets: Baskets, options: LearnOptions): Float64Array {
  return Float64Array.from({ length: options.to }, (_, basket) => {
    const size = (baskets.start[basket + 1] as number) - (baskets.start[basket] as number);
    if (size < 2 || size > MOST_IN_BASKET * 3) return 0;
    const age = options.today - (baskets.at[basket] as number);
    return Math.exp(-age / LEARNING.decayDays) / Math.sqrt(size);
  });
}

function scaleTo(values: Float32Array, factor: number, size: number, width: number): void {
  for (let row = 0; row < size; row++)
    for (let at = row * width; at <= row * width + row; at++) values[at] = (values[at] as number) * factor;
}

/** With which other things one thing shares baskets: counted into arrays that are cleared by what was touched. */
class RowCounter {
  readonly both: Float32Array;
  readonly walk: Float64Array;
  readonly gram: Float64Array;
  touched: number[] = [];
  constructor(items: number) {
    this.both = new Float32Array(items);
    this.walk = new Float64Array(items);
    this.gram = new Float64Array(items);
  }
  count(baskets: Baskets, index: Index, item: number, weights: Float64Array): void {
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

/** The best neighbours by any measure, gathered row by row. */
class Collected {
  readonly #start: Int32Array;
  #used = 0;
  #other = new Int32Array(1 << 16);
  #values = MEASURES.map(() => new Float32Array(1 << 16));
  // Used again for each thing: fresh ones would pile up faster than they are collected.
  readonly #scratch: readonly Float64Array[];
  readonly #sorted: Float64Array;
  readonly #kept: Uint8Array;
  constructor(items: number) {
    this.#start = new Int32Array(items + 1);
    this.#scratch = MEASURES.map(() => new Float64Array(items));
    this.#sorted = new Float64Array(items);
    this.#kept = new Uint8Array(items);
  }
  add(rows: RowCounter, item: number, measures: Readonly<Record<Measure, (other: number) => number>>): void {
    const { touched } = rows;
    const length = touched.length;
    this.#kept.fill(0, 0, length);
    let kept = 0;
    MEASURES.forEach((measure, place) => {
      const value = this.#scratch[place] as Float64Array;
      const measured = measures[measure];
      for (let at = 0; at < length; at++)
        value[at] = touched[at] === item ? -Infinity : measured(touched[at] as number);
      const floor = this.#floorOf(value, length);
      for (let at = 0; at < length; at++) {
        if (!((value[at] as number) >= floor && (value[at] as number) > 0) || this.#kept[at]) continue;
        this.#kept[at] = 1;
        kept++;
      }
    });
    this.#grow(kept);
    for (let at = 0; at < length; at++) {
      if (!this.#kept[at]) continue;
      this.#other[this.#used] = touched[at] as number;
      this.#scratch.forEach((value, measure) => {
        (this.#values[measure] as Float32Array)[this.#used] = value[at] as number;
      });
      this.#used++;
    }
    this.#start[item + 1] = this.#used;
  }
  /** The value at the last place that is kept; the least where there are fewer. */
  #floorOf(values: Float64Array, length: number): number {
    if (length <= LEARNING.kept) return -Infinity;
    this.#sorted.set(values.subarray(0, length));
    return this.#sorted.subarray(0, length).sort()[length - LEARNING.kept] as number;
  }
  #grow(more: number): void {
    if (this.#used + more <= this.#other.length) return;
    const size = Math.max(this.#other.length * 2, this.#used + more);
    const other = new Int32Array(size);
    other.set(this.#other);
    this.#other = other;
    this.#values = this.#values.map((value) => {
      const wider = new Float32Array(size);
      wider.set(value);
      return wider;
    });
  }
  done(): Neighbours {
    const values = this.#values.map((value) => value.slice(0, this.#used));
    const [ease, walk, confidence, cosine] = values as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    return { start: this.#start, other: this.#other.slice(0, this.#used), ease, walk, confidence, cosine };
  }
}
