import type { ItemCounts, Measure, Neighbours } from './learn-neighbours.ts';

/** What one thing's row of neighbours holds; the arrays are of one length. */
export type NeighbourRow = Readonly<Record<Measure, Float32Array>> & { readonly other: Int32Array };

/** What a customer bought before, thing by thing. */
export interface History {
  readonly orders: number;
  readonly bought: ReadonlyMap<number, Bought>;
}

export interface Bought {
  /** Purchases, each counted 1/e after the days that the name says. */
  readonly decayed60: number;
  readonly decayed365: number;
  readonly times: number;
  readonly daysAgo: number;
}

export interface ItemFacts {
  readonly support: (item: number) => number;
  readonly recent: (item: number) => number;
  readonly frequent: (item: number) => boolean;
}

export interface Candidates {
  readonly items: Int32Array;
  /** One row of FEATURES.length a candidate. */
  readonly values: Float64Array;
}

export const COLD_SUPPORT = 20;
const LEAST_CONFIDENCE = 0.002;

export const FEATURES = [
  'ease',
  'easeRoot',
  'walk',
  'confidence',
  'confidenceLog',
  'cosine',
  'coldConfidence',
  'coldWalk',
  'support',
  'recent',
  'own60',
  'own365',
  'ownShare',
  'ownBefore',
  'ownFresh',
  'easeBig',
  'confidenceBig',
  'walkBig',
  'ownBig',
  'ownEase',
  'cosineCold',
] as const;

/** What a shop starts from, before it has enough orders to fit its own. */
export const FIRST_WEIGHTS: readonly number[] = FEATURES.map(
  (feature) =>
    ({ easeRoot: 4, walk: 1, confidence: 2, cosine: 1, own365: 1.5, ownBefore: 0.5 })[feature as string] ?? 0,
);

interface Sums {
  ease: number;
  walk: number;
  confidence: number;
  cosine: number;
}

/**
 * What speaks for each thing that could complete a cart: sums over the cart's rows, what the customer bought before,
 * how common the thing is. Things of the cart itself are no candidates.
 */
export function candidateFeatures(
  cart: readonly number[],
  rows: readonly NeighbourRow[],
  history: History | null,
  facts: ItemFacts,
): Candidates {
  const inCart = new Set(cart);
  const sums = new Map<number, Sums>();
  const at = (item: number): Sums => {
    const known = sums.get(item);
    if (known) return known;
    const fresh = { ease: 0, walk: 0, confidence: 0, cosine: 0 };
    sums.set(item, fresh);
    return fresh;
  };
  for (const row of rows)
    for (let entry = 0; entry < row.other.length; entry++) {
      const other = row.other[entry] as number;
      if (inCart.has(other)) continue;
      const sum = at(other);
      sum.ease += row.ease[entry] as number;
      sum.walk += (row.walk[entry] as number) ** 2;
      sum.confidence += (row.confidence[entry] as number) ** 8;
      sum.cosine += (row.cosine[entry] as number) ** 4;
    }
  for (const item of history?.bought.keys() ?? []) if (!inCart.has(item)) at(item);
  const most = { ease: 1e-9, walk: 1e-9, cosine: 1e-9, own60: 1e-9, own365: 1e-9 };
  for (const sum of sums.values()) {
    sum.walk = Math.sqrt(sum.walk);
    sum.confidence = Math.min(1, sum.confidence ** 0.125);
    sum.cosine = sum.cosine ** 0.25;
    most.ease = Math.max(most.ease, sum.ease);
    most.walk = Math.max(most.walk, sum.walk);
    most.cosine = Math.max(most.cosine, sum.cosine);
  }
  const big = Math.log(1 + rows.length) / 3;
  const items = Int32Array.from(sums.keys());
  const values = new Float64Array(items.length * FEATURES.length);
  let to = 0;
  for (const [item, sum] of sums) {
    const own = history?.bought.get(item);
    const support = facts.support(item);
    const cold = support < COLD_SUPPORT || !facts.frequent(item) ? 1 : 0;
    const ease = Math.max(0, sum.ease / most.ease);
    const walk = sum.walk / most.walk;
    const cosine = sum.cosine / most.cosine;
    const confidenceLog = Math.log(sum.confidence + LEAST_CONFIDENCE) / 6;
    const own60 = own ? Math.log1p(own.decayed60) : 0;
    const own365 = own ? Math.log1p(own.decayed365) : 0;
    const recent = Math.log1p(facts.recent(item)) / 5;
    const common = Math.log1p(support) / 6;
    values[to++] = ease;
    values[to++] = Math.sqrt(ease);
    values[to++] = walk;
    values[to++] = sum.confidence;
    values[to++] = confidenceLog;
    values[to++] = cosine;
    values[to++] = cold * sum.confidence;
    values[to++] = cold * walk;
    values[to++] = common;
    values[to++] = recent;
    values[to++] = own60;
    values[to++] = own365;
    values[to++] = own ? own.times / Math.max(1, history?.orders ?? 1) : 0;
    values[to++] = own ? 1 : 0;
    values[to++] = own ? Math.exp(-own.daysAgo / 14) : 0;
    values[to++] = big * ease;
    values[to++] = big * confidenceLog;
    values[to++] = big * walk;
    values[to++] = big * own365;
    values[to++] = own365 * ease;
    values[to++] = cold * cosine;
  }
  return { items, values };
}

/** The score of each candidate. */
export function scoresOf(candidates: Candidates, weights: ArrayLike<number>): Float64Array {
  const width = FEATURES.length;
  return Float64Array.from(candidates.items, (_, row) => {
    let score = 0;
    for (let k = 0; k < width; k++)
      score += (candidates.values[row * width + k] as number) * (weights[k] as number);
    return score;
  });
}

/** The places of the best `most` scores, best first. */
export function bestOf(scores: Float64Array, most: number): readonly number[] {
  if (most <= 0) return [];
  const floor = scores.length > most ? (scores.toSorted()[scores.length - most] as number) : -Infinity;
  return Array.from(scores.keys())
    .filter((at) => (scores[at] as number) >= floor)
    .toSorted((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
    .slice(0, most);
}

/** The row of one thing. */
export function rowOf(neighbours: Neighbours, item: number): NeighbourRow {
  const from = neighbours.start[item] as number;
  const to = neighbours.start[item + 1] as number;
  const part = (values: Float32Array) => values.subarray(from, to);
  return {
    other: neighbours.other.subarray(from, to),
    ease: part(neighbours.ease),
    walk: part(neighbours.walk),
    confidence: part(neighbours.confidence),
    cosine: part(neighbours.cosine),
  };
}

export const factsOf = (counts: ItemCounts): ItemFacts => ({
  support: (item) => counts.support[item] ?? 0,
  recent: (item) => counts.recent[item] ?? 0,
  frequent: (item) => counts.frequent[item] === 1,
});
