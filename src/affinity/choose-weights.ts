import { firstFrom, type Baskets } from './baskets.ts';
import { candidateFeatures, FIRST_WEIGHTS, factsOf, rowOf } from './candidate-features.ts';
import { fitWeights, type FitCase } from './fit-weights.ts';
import { historiesBefore } from './histories.ts';
import type { Learned } from './learn-neighbours.ts';

/** What is chosen anew for each shop, on its own earlier baskets. */
export interface Policy {
  readonly weights: readonly number[];
  /** A basket counts 1/e after so many days. */
  readonly decayDays: number;
}

/** What is tried; the first stands where it finds as much. */
export const DECAYS = [365, 180] as const;

export const FITTING = {
  /** The last days are what the weights are fitted on; the neighbours for it know only what was before. */
  windowDays: 60,
  mostCases: 4_000,
  /** Candidates a case keeps: the best under the weights before. */
  candidates: 200,
  /** With fewer cases the first weights stand. */
  leastCases: 30,
} as const;

/** Where the window to fit on begins: the number of the first basket in it. */
export const fitFrom = (baskets: Baskets, to: number, today: number): number =>
  Math.min(to, firstFrom(baskets, today - FITTING.windowDays));

/**
 * Weights fitted on the shop's own baskets from `from` to before `to`, each with one thing hidden, by neighbours
 * learned from what was before and by what its customer had bought until that very basket, as it is when one is served.
 * `chance` gives numbers from 0 to below 1.
 */
export function chooseWeights(
  baskets: Baskets,
  learned: Learned,
  window: { readonly from: number; readonly to: number },
  chance: () => number,
): {
  readonly weights: Float64Array;
  readonly cases: number;
  /** How many of the hidden things are among the best FOUND_AMONG; 0 where there were too few cases. */
  readonly found: number;
} {
  const facts = factsOf(learned.counts);
  const historyOf = historiesBefore(baskets, window.to);
  const usable = Array.from({ length: window.to - window.from }, (_, at) => window.from + at)
    .map((basket) => ({
      basket,
      items: [...baskets.items.subarray(baskets.start[basket], baskets.start[basket + 1])].filter(
        (item) => facts.support(item) > 0,
      ),
    }))
    .filter(({ items }) => items.length > 1);
  const part = Math.min(1, FITTING.mostCases / Math.max(1, usable.length));
  const cases: FitCase[] = [];
  for (const { basket, items } of usable) {
    if (part < 1 && chance() > part) continue;
    const hidden = items[Math.floor(chance() * items.length)] as number;
    const cart = items.filter((item) => item !== hidden);
    const { items: kept, values } = candidateFeatures(
      cart,
      cart.map((item) => rowOf(learned.neighbours, item)),
      historyOf(basket),
      facts,
      FITTING.candidates,
    );
    const place = kept.indexOf(hidden);
    if (place >= 0) cases.push({ values, hidden: place });
  }
  const enough = cases.length >= FITTING.leastCases;
  const weights = enough ? fitWeights(cases, FIRST_WEIGHTS) : Float64Array.from(FIRST_WEIGHTS);
  return {
    weights,
    cases: enough ? cases.length : 0,
    found: enough ? cases.filter((one) => placeOf(one, weights) < FOUND_AMONG).length : 0,
  };
}

const FOUND_AMONG = 10;

/** How many candidates of a case score higher than the hidden one. */
function placeOf({ values, hidden }: FitCase, weights: Float64Array): number {
  const width = weights.length;
  const score = (row: number) =>
    weights.reduce((sum, weight, k) => sum + weight * (values[row * width + k] as number), 0);
  const own = score(hidden);
  let higher = 0;
  for (let row = 0; row < values.length / width; row++) if (score(row) > own) higher++;
  return higher;
}
