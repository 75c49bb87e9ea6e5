import { DUE_DAYS, dueFeatures, FEATURES } from './due-features.ts';
import { learnPriors, type IntervalPriors } from './interval-law.ts';
import { chanceOf, fitLogistic, type Example, type Logistic } from './logistic.ts';
import { countBefore, countWithin, type Pair, type PurchaseDays } from './purchase-days.ts';

export const LEAST_PURCHASES = 3;
export const LATEST_DAYS = 270;

export interface DueModel {
  readonly logistic: Logistic;
  /** The names of what the weights are of, in their order. */
  readonly features: readonly string[];
  /** How many earlier cases it was fitted on; 0 for the weights that a shop without history starts with. */
  readonly fittedOn: number;
  readonly windows: number;
}

export interface LearnSettings {
  readonly categoryOf?: (item: string) => string;
  readonly lastsOf?: (item: string) => number | null;
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
export const START: DueModel = {
  logistic: { weights: [-0.1, 0.85, 0.35] },
  features: FEATURES.slice(0, 3),
  fittedOn: 0,
  windows: 0,
};

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
    const priors = learnPriors(history, cut, settings.categoryOf ?? (() => ''), settings.lastsOf);
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
  if (examples.length < LEAST_EXAMPLES || bought < 30 || bought === examples.length) return START;
  return {
    logistic: fitLogistic(examples, ridge),
    features: FEATURES,
    fittedOn: examples.length,
    windows: used,
  };
}

const PLACES: ReadonlyMap<string, number> = new Map(FEATURES.map((name, at) => [name, at]));

/** Weights that were learned with these names; null where one of them is not known any more. */
export const learnedLine = (
  weights: readonly number[],
  names: readonly string[] | null,
): Pick<DueModel, 'logistic' | 'features'> | null => {
  const features = names ?? FEATURES.slice(0, weights.length); // before names were kept
  const isKnown = features.length === weights.length && features.every((name) => PLACES.has(name));
  return isKnown ? { logistic: { weights }, features } : null;
};

/** The chance that the pair is bought within DUE_DAYS, seen on the morning of `day`. */
export function dueChance(
  model: DueModel,
  history: PurchaseDays,
  priors: IntervalPriors,
  pair: Pair,
  day: number,
): number {
  const features = dueFeatures(history, priors, pair, day);
  return chanceOf(
    model.logistic,
    Float64Array.from(model.features, (name) => features[PLACES.get(name) ?? -1] ?? 0),
  );
}
