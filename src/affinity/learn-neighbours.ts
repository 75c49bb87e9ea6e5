import { invertSymmetric } from '#src/numbers/solve-symmetric.ts';
import { MOST_IN_BASKET, type Baskets } from './baskets.ts';
import { basketsOfItems, CoOccurrences } from './co-occurrences.ts';
import { BestNeighbours, type Neighbours } from './neighbours.ts';

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
  /** A basket counts 1/e after so many days. */
  readonly decayDays: number;
  readonly progress?: (done: number, of: number) => void;
}

const LEARNING = {
  recentDays: 45,
  /** Shrinks the regression: this part of the mean of the diagonal. */
  ridge: 0.3,
  leastSupport: 5,
  /** Things the regression covers at most: its cost grows with the cube. */
  mostFrequent: 3_000,
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
  const width = regression.length;
  const matrix = new Float64Array(width * width);
  const weights = basketWeights(baskets, options);
  const rows = new CoOccurrences(items);

  let trace = 0;
  regression.forEach((item, at) => {
    rows.count(baskets, index, item, weights);
    for (const other of rows.touched) {
      const column = place[other] as number;
      if (column >= 0 && column <= at) matrix[at * width + column] = rows.gram[other] as number;
    }
    trace += rows.gram[item] as number;
  });
  // Where no basket weighs anything the matrix is all zeros; any heavy diagonal makes it regular.
  const ridge = (LEARNING.ridge * trace) / width || 1;
  for (let at = 0; at < matrix.length; at += width + 1) matrix[at] = (matrix[at] as number) + ridge;
  invertSymmetric(matrix, width);

  const overDiagonal = Float64Array.from(
    { length: width },
    (_, at) => -1 / (matrix[at * width + at] as number),
  );
  const collected = new BestNeighbours(items);
  for (let item = 0; item < items; item++) {
    rows.count(baskets, index, item, weights);
    const at = place[item] as number;
    const own = counts.support[item] as number;
    const inRegression = at < 0 ? null : matrix.subarray(at * width, (at + 1) * width);
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
    return Math.exp(-age / options.decayDays) / Math.sqrt(size);
  });
}
