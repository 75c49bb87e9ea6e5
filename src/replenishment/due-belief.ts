import { DUE_DAYS } from './due-features.ts';
import type { DueBelief } from './due-text.ts';
import { toldWindow, type RangeLevels } from './due-window.ts';
import type { IntervalLaw } from './interval-law.ts';
import type { Pair } from './purchase-days.ts';
import { regularEvery, steadyEvery } from './steady-interval.ts';

const LIKELY = 0.5;
const MAYBE = 0.2;
/** Of a day that is named people are asked from so many days before it to so many after it. */
const LEAD_DAYS = 7;
const OVER_DAYS = 21;
/** Without one, from half of the usual interval on: before that nobody has run out; and after three of them no more. */
const FIRST_PHASE = 0.5;
const LAST_PHASE = 3;
const OWN_NUMBER = 0.2; // customers' own number is told where it is so much further off than what is stated

export type Sure = 'asked' | 'steady' | 'stated' | 'likely' | 'maybe' | 'unlikely';

/** What was learned of one customer and item. */
export interface DueLearnedOf {
  readonly law: IntervalLaw;
  readonly chance: number;
  /** Null where no range can be told. */
  readonly levels: RangeLevels | null;
  /** Whether a steady interval may name a day. */
  readonly namesDays: boolean;
  /** For how many days one lasts, by what it states and by what customers take; null where it states nothing. */
  readonly lasts: { readonly stated: number; readonly taken: number } | null;
}

/** What is believed of a pair on a day: the customer's word before their rhythm, that before what the item states, that before what the law says. */
export function beliefOf(
  { days, quantities }: Pair,
  everyDays: number | null,
  { law, chance, levels, namesDays, lasts }: DueLearnedOf,
  day: number,
): DueBelief {
  const last = days.at(-1) as number;
  if (everyDays) return { by: 'asked', everyDays, next: last + everyDays };
  const steady = namesDays ? steadyEvery(days) : null;
  if (steady && day - last <= 2 * steady)
    return { by: 'steady', everyDays: steady, times: days.length, next: last + steady };
  if (days.length === 1 && lasts) {
    const { stated, taken } = lasts;
    const isOther = Math.abs(Math.log(taken / stated)) > OWN_NUMBER;
    const quantity = quantities.at(-1) as number;
    return {
      by: 'stated',
      quantity,
      lasts: stated,
      taken: isOther ? taken : null,
      next: last + quantity * (isOther ? taken : stated),
    };
  }
  const window = levels && toldWindow(law, day - last, levels);
  const phase = (day - last) / Math.exp(law.middle);
  const canBe = phase >= FIRST_PHASE && phase <= LAST_PHASE;
  return {
    by: 'law',
    sure: !canBe || chance < MAYBE ? 'unlikely' : chance < LIKELY ? 'maybe' : 'likely',
    range: window && { from: day + window.from, to: day + window.to },
    times: days.length,
    last,
    usual: regularEvery(days),
  };
}

/** How sure we are on that day that it runs out; `unlikely` where nobody is to be asked. */
export function sureOf(belief: DueBelief, day: number): Sure {
  switch (belief.by) {
    case 'asked':
      return belief.next - day <= DUE_DAYS ? 'asked' : 'unlikely';
    case 'steady':
    case 'stated':
      return belief.next - day <= LEAD_DAYS && day - belief.next <= OVER_DAYS ? belief.by : 'unlikely';
    case 'law':
      return belief.sure;
  }
}
