import { firstFrom, type Baskets } from './baskets.ts';
import { candidateFeatures, FIRST_WEIGHTS, factsOf, rowOf } from './candidate-features.ts';
import { fitWeights, type FitCase } from './fit-weights.ts';
import { historiesBefore } from './histories.ts';
import type { Learned } from './learn-neighbours.ts';

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
 * learned from what was before. `chance` gives numbers from 0 to below 1.
 */
export function chooseWeights(
  baskets: Baskets,
  learned: Learned,
  window: { readonly from: number; readonly to: number; readonly today: number },
  chance: () => number,
): { readonly weights: Float64Array; readonly cases: number } {
  const facts = factsOf(learned.counts);
  const historyOf = historiesBefore(baskets, window.from, window.today);
  const usable = Array.from({ length: window.to - window.from }, (_, at) => window.from + at)
    .map((basket) => ({
      customer: baskets.customer[basket] as number,
      items: [...baskets.items.subarray(baskets.start[basket], baskets.start[basket + 1])].filter(
        (item) => facts.support(item) > 0,
      ),
    }))
    .filter(({ items }) => items.length > 1);
  const part = Math.min(1, FITTING.mostCases / Math.max(1, usable.length));
  const cases: FitCase[] = [];
  for (const { customer, items } of usable) {
    if (part < 1 && chance() > part) continue;
    const hidden = items[Math.floor(chance() * items.length)] as number;
    const cart = items.filter((item) => item !== hidden);
    const { items: kept, values } = candidateFeatures(
      cart,
      cart.map((item) => rowOf(learned.neighbours, item)),
      historyOf(customer),
      facts,
      FITTING.candidates,
    );
    const place = kept.indexOf(hidden);
    if (place >= 0) cases.push({ values, hidden: place });
  }
  const enough = cases.length >= FITTING.leastCases;
  return {
    weights: enough ? fitWeights(cases, FIRST_WEIGHTS) : Float64Array.from(FIRST_WEIGHTS),
    cases: enough ? cases.length : 0,
  };
}
