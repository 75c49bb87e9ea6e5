import { parentPort } from 'node:worker_threads';
import { learnDue, type DueModel } from './due-model.ts';
import type { RangeLevels } from './due-window.ts';
import { learnRangeLevels } from './range-levels.ts';
import { steadyHolds } from './steady-interval.ts';
import { learnPriors, type IntervalLaw } from './interval-law.ts';
import { gatherPurchases, type Purchase } from './purchase-days.ts';

/* Learning runs here, in a thread of its own, so that the shop answers while it learns. */

export type ToDueLearner =
  | { readonly verb: 'purchases'; readonly purchases: readonly Purchase[] }
  | {
      readonly verb: 'learn';
      readonly day: number;
      readonly categories: ReadonlyMap<string, string>;
      readonly lasts: ReadonlyMap<string, number>;
    };

export interface DueLearned {
  readonly model: DueModel;
  readonly overall: IntervalLaw;
  readonly levels: RangeLevels | null;
  readonly namesDays: boolean;
  readonly items: readonly (IntervalLaw & { readonly item: string })[];
}

const port = parentPort;
if (!port) throw new Error('learn-due-worker runs as a worker thread only');
const purchases: Purchase[] = [];

port.on('message', (message: ToDueLearner) => {
  if (message.verb === 'purchases') {
    for (const one of message.purchases) purchases.push(one);
    return;
  }
  const history = gatherPurchases(purchases);
  const categoryOf = (item: string) => message.categories.get(item) ?? '';
  const lastsOf = (item: string) => message.lasts.get(item) ?? null;
  const model = learnDue(history, message.day, { categoryOf, lastsOf });
  const priors = learnPriors(history, message.day, categoryOf, lastsOf);
  const levels = learnRangeLevels(history, message.day, categoryOf, lastsOf);
  const known = new Set([...history.itemDays.keys(), ...message.categories.keys()]);
  const items = [...known].map((item) => ({ item, ...priors.of(item) }));
  port.postMessage({
    model,
    overall: priors.overall,
    levels,
    namesDays: steadyHolds(history.pairs, message.day),
    items,
  } satisfies DueLearned);
});
