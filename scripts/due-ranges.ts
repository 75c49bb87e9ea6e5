import { dueWindow, toldWindow, type RangeLevels } from '#src/replenishment/due-window.ts';
import { lawOf, type IntervalPriors } from '#src/replenishment/interval-law.ts';
import { countBefore, type PurchaseDays } from '#src/replenishment/purchase-days.ts';
import { steadyEvery } from '#src/replenishment/steady-interval.ts';
import type { DueCase } from './due-cases.ts';

/** How often what came again came inside the range, of ranges that are told and of all. */
export interface RangeScores {
  readonly told: { readonly share: number; readonly cases: number; readonly inside: number };
  readonly all: { readonly cases: number; readonly inside: number };
  /** Of days that are named for who buys steadily: how many cases, and in days how far the middle one was off. */
  readonly steady: { readonly cases: number; readonly offBy: number };
}

/** Only of cases whose item was bought again before the orders end. */
export function scoreRanges(
  cases: readonly DueCase[],
  history: PurchaseDays,
  levels: RangeLevels,
  priorsOn: (day: number) => IntervalPriors,
): RangeScores {
  let [told, toldInside, all, inside] = [0, 0, 0, 0];
  const off: number[] = [];
  const priors = new Map<number, IntervalPriors>();
  for (const { day, customer, item } of cases) {
    const pair = history.pairOf(customer, item);
    const known = pair ? countBefore(pair.days, day) : 0;
    if (!pair || known < 2) continue;
    const so = priors.get(day) ?? priorsOn(day);
    priors.set(day, so);
    const elapsed = day - (pair.days[known - 1] as number);
    const law = lawOf(pair.days, known, so.of(item));
    const window = toldWindow(law, elapsed, levels);
    const days = pair.days.slice(0, known);
    const steady = steadyEvery(days);
    const next = pair.days[known];
    if (next === undefined) continue;
    if (steady && elapsed <= steady * 2) off.push(Math.abs(next - (pair.days[known - 1] as number) - steady));
    const { from, to } = dueWindow(law, elapsed, levels);
    const isIn = next - day >= from && next - day <= to;
    all++;
    if (isIn) inside++;
    if (!window) continue;
    told++;
    if (isIn) toldInside++;
  }
  return {
    told: { share: told / Math.max(1, all), cases: told, inside: toldInside / Math.max(1, told) },
    all: { cases: all, inside: inside / Math.max(1, all) },
    steady: { cases: off.length, offBy: off.toSorted((a, b) => a - b)[off.length >> 1] ?? 0 },
  };
}
