import type { ItemCounts } from './learn-neighbours.ts';
import type { History } from './histories.ts';
import type { Measure, Neighbours } from './neighbours.ts';
import { ownSigns } from './own-signs.ts';

/** What one thing's row of neighbours holds; the arrays are of one length. */
export type NeighbourRow = Readonly<Record<Measure, Float32Array>> & { readonly other: Int32Array };

export interface ItemFacts {
  readonly support: (item: number) => number;
  readonly recent: (item: number) => number;
  readonly frequent: (item: number) => boolean;
}

export interface Candidates {
  readonly items: Int32Array;
  /** One row of FEATURES.length a candidate. */
  readonly values: Float32Array;
}

const COLD_SUPPORT = 20;
const LEAST_CONFIDENCE = 0.002;
const LEAST_PAIR = 0.02;

/** New ones come last: weights from before names were kept stand for the first of them. */
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
  'ownAlike',
  'ownAlikeMost',
  'easeAlike',
  'ownPair',
  'ownPairBest',
  'ownPairLog',
  'ownFadedShare',
] as const;

/** What a shop starts from, before it has enough orders to fit its own. */
export const FIRST_WEIGHTS: readonly number[] = FEATURES.map(
  (feature) =>
    ({ easeRoot: 4, walk: 1, confidence: 2, cosine: 1, own365: 1.5, ownBefore: 0.5 })[feature as string] ?? 0,
);

/** Weights that were learned under these names (null: before names were kept), in the order of FEATURES; what they did not know weighs nothing, and a name that is gone leaves the first weights. */
export function alignedWeights(
  weights: readonly number[],
  names: readonly string[] | null,
): readonly number[] {
  const known = new Map(
    (names ?? FEATURES.slice(0, weights.length)).map((name, at) => [name, weights[at] ?? 0]),
  );
  const isKnown = [...known.keys()].every((name) => (FEATURES as readonly string[]).includes(name));
  return isKnown ? FEATURES.map((name) => known.get(name) ?? 0) : FIRST_WEIGHTS;
}

interface Sums {
  ease: number;
  walk: number;
  confidence: number;
  cosine: number;
}

/**
 * What speaks for each thing that could complete a cart: sums over the cart's rows, what the customer bought before,
 * how common the thing is. Of all such things the best `most` under the first weights, best first; things of the cart
 * itself are none.
 */
export function candidateFeatures(
  cart: readonly number[],
  rows: readonly NeighbourRow[],
  history: History | null,
  facts: ItemFacts,
  most: number,
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
  const signs = ownSigns(inCart, history);
  const orders = history?.baskets.length ?? 0;
  for (const item of signs.keys()) at(item);
  const highest = { ease: 1e-9, walk: 1e-9, cosine: 1e-9 };
  for (const sum of sums.values()) {
    sum.walk = Math.sqrt(sum.walk);
    sum.confidence = Math.min(1, sum.confidence ** 0.125);
    sum.cosine = sum.cosine ** 0.25;
    highest.ease = Math.max(highest.ease, sum.ease);
    highest.walk = Math.max(highest.walk, sum.walk);
    highest.cosine = Math.max(highest.cosine, sum.cosine);
  }
  const big = Math.log(1 + rows.length) / 3;
  const row = new Float32Array(FEATURES.length);
  const speak = (item: number) => {
    const sum = sums.get(item) as Sums;
    const own = signs.get(item);
    const support = facts.support(item);
    const cold = support < COLD_SUPPORT || !facts.frequent(item) ? 1 : 0;
    const ease = Math.max(0, sum.ease / highest.ease);
    const walk = sum.walk / highest.walk;
    const cosine = sum.cosine / highest.cosine;
    const confidenceLog = Math.log(sum.confidence + LEAST_CONFIDENCE) / 6;
    const own365 = own ? Math.log1p(own.faded365) : 0;
    let to = 0;
    row[to++] = ease;
    row[to++] = Math.sqrt(ease);
    row[to++] = walk;
    row[to++] = sum.confidence;
    row[to++] = confidenceLog;
    row[to++] = cosine;
    row[to++] = cold * sum.confidence;
    row[to++] = cold * walk;
    row[to++] = Math.log1p(support) / 6;
    row[to++] = Math.log1p(facts.recent(item)) / 5;
    row[to++] = own ? Math.log1p(own.faded60) : 0;
    row[to++] = own365;
    row[to++] = own ? own.times / Math.max(1, orders) : 0;
    row[to++] = own ? 1 : 0;
    row[to++] = own ? Math.exp(-own.daysAgo / 14) : 0;
    row[to++] = big * ease;
    row[to++] = big * confidenceLog;
    row[to++] = big * walk;
    row[to++] = big * own365;
    row[to++] = own365 * ease;
    row[to++] = cold * cosine;
    row[to++] = own ? Math.log1p(3 * own.alike) : 0;
    row[to++] = own ? Math.sqrt(own.mostAlike) : 0;
    row[to++] = own ? Math.sqrt(own.mostAlike) * ease : 0;
    row[to++] = own ? Math.log1p(own.pair) : 0;
    row[to++] = own ? own.bestPair : 0;
    row[to++] = own ? Math.log((own.bestPair + LEAST_PAIR) / LEAST_PAIR) : 0;
    row[to++] = own ? own.fadedShare : 0;
  };
  const all = Int32Array.from(sums.keys());
  const first = Float64Array.from(all, (item) => {
    speak(item);
    return scoreOf(row, 0, FIRST_WEIGHTS);
  });
  const kept = bestOf(first, most);
  const values = new Float32Array(kept.length * FEATURES.length);
  kept.forEach((place, at) => {
    speak(all[place] as number);
    values.set(row, at * FEATURES.length);
  });
  return { items: Int32Array.from(kept, (place) => all[place] as number), values };
}

/** The places of the candidates, best first. */
export function rankCandidates(candidates: Candidates, weights: ArrayLike<number>): readonly number[] {
  const scores = Float64Array.from(candidates.items, (_, at) =>
    scoreOf(candidates.values, at * FEATURES.length, weights),
  );
  return bestOf(scores, scores.length);
}

function scoreOf(values: Float32Array, from: number, weights: ArrayLike<number>): number {
  let score = 0;
  for (let k = 0; k < FEATURES.length; k++) score += (values[from + k] as number) * (weights[k] as number);
  return score;
}

/** The places of the best `most` scores, best first. */
function bestOf(scores: Float64Array, most: number): readonly number[] {
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
