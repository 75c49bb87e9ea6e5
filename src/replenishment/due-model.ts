import { DUE_DAYS, dueFeatures } from './due-features.ts';
import { learnPriors, type IntervalPriors } from './interval-law.ts';
import { chanceOf, fitLogistic, type Example, type Logistic } from './logistic.ts';
import { countBefore, countWithin, type Pair, type PurchaseDays } from './purchase-days.ts';

export const LEAST_PURCHASES = 3;
export const LATEST_DAYS = 270;

export interface DueModel {
  readonly logistic: Logistic;
  /** How many earlier cases it was fitted on; 0 for the weights that a shop without history starts with. */
  readonly fittedOn: number;
  readonly windows: number;
}

export interface LearnSettings {
  readonly categoryOf?: (item: string) => string;
  readonly windows?: number;
  readonly ridge?: number;
  readonly progress?: (done: number, of: number) => void;
}

const WINDOWS = 20;
const STEP = 14;
const RIDGE = 30;
const MOST_EXAMPLES = 400_000;
const HALF_LIFE = 10; // windows: a window so many windows older counts half
const LEAST_EXAMPLES = 300;

/** Of a shop that has too few earlier cases: the customer's own interval law and recent rate alone. */
export const START: Logistic = { weights: [-0.1, 0.85, 0.35] };

/** Pairs that a statement can be made of on that day: bought often enough, and not too long ago. */
function statable(pair: Pair, day: number): boolean {
  const n = countBefore(pair.days, day);
  return n >= LEAST_PURCHASES && day - (pair.days[n - 1] as number) <= LATEST_DAYS;
}

/**
 * Fits the weights on this shop's own earlier windows: on each day the features as they were known then, and whether
 * the item was bought in the days after. Every label ends before `day`, so nothing of the day or later is looked at.
 */
export function learnDue(history: PurchaseDays, day: number, settings: LearnSettings = {}): DueModel {
  const { windows = WINDOWS, ridge = RIDGE, progress } = settings;
  const examples: Example[] = [];
  let used = 0;
  for (let back = 0; back < windows && examples.length < MOST_EXAMPLES; back++) {
    const cut = day - DUE_DAYS - back * STEP;
    const pairs = history.pairs.filter((pair) => statable(pair, cut));
    if (!pairs.length) break;
    const priors = learnPriors(history, cut, settings.categoryOf ?? (() => ''));
    for (const pair of pairs)
      examples.push({
        features: dueFeatures(history, priors, pair, cut),
        label: countWithin(pair.days, cut, cut + DUE_DAYS) > 0 ? 1 : 0,
        weight: 0.5 ** (back / HALF_LIFE),
      });
    used++;
    progress?.(back + 1, windows);
  }
  const bought = examples.reduce((sum, one) => sum + one.label, 0);
  if (examples.length < LEAST_EXAMPLES || bought < 30 || bought === examples.length)
    return { logistic: START, fittedOn: 0, windows: 0 };
  return { logistic: fitLogistic(examples, ridge), fittedOn: examples.length, windows: used };
}

/** The chance that the pair is bought within DUE_DAYS, seen on the morning of `day`. */
export function dueChance(
  model: DueModel,
  history: PurchaseDays,
  priors: IntervalPriors,
  pair: Pair,
  day: number,
): number {
  const features = dueFeatures(history, priors, pair, day);
  return chanceOf(model.logistic, features.subarray(0, model.logistic.weights.length));
}
