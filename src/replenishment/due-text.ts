import { dateText, type ShopClock } from '#src/editorial/date-text.ts';
import { DUE_DAYS } from './due-features.ts';
import { DAY_MS } from './purchase-days.ts';

/** What is believed of when one thing runs out, and by what; days are counted whole since 1970. */
export type DueBelief =
  /** The customer's own word. */
  | { readonly by: 'asked'; readonly everyDays: number; readonly next: number }
  /** They buy it at a steady interval. */
  | { readonly by: 'steady'; readonly everyDays: number; readonly times: number; readonly next: number }
  /** Bought once, and it says how long it lasts. */
  | {
      readonly by: 'stated';
      readonly quantity: number;
      readonly lasts: number;
      /** What customers take, where that is another number. */
      readonly taken: number | null;
      readonly next: number;
    }
  /** What the line and the law of intervals make of it. */
  | {
      readonly by: 'law';
      readonly sure: 'likely' | 'maybe' | 'unlikely';
      readonly range: { readonly from: number; readonly to: number } | null;
      readonly times: number;
      readonly last: number;
      readonly usual: number | null;
    };

const FEW = 4; // purchases: with fewer nobody knows whether there is an interval

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

/** Days of the calendar are the same in every zone. */
const told = ({ locale }: ShopClock, day: number): string =>
  dateText({ locale, timeZone: 'UTC' }, new Date(day * DAY_MS));

/** When it runs out and why we say so: the same words on the page, in the mail and in the conversation. */
export function dueText(belief: DueBelief, today: number, clock: ShopClock): string {
  switch (belief.by) {
    case 'asked':
      return `You asked to hear about it every ${days(belief.everyDays)}: ${nextText(belief.next, today, clock)}.`;
    case 'steady':
      return `You have bought it ${belief.times} times, every ${days(belief.everyDays)}: ${nextText(belief.next, today, clock)}.`;
    case 'stated': {
      const { quantity, lasts, taken, next } = belief;
      const pieces = quantity === 1 ? 'You bought one, and it' : `You bought ${quantity}, and one`;
      const how = taken === null ? '' : ` (our customers take about ${days(taken)} for one)`;
      return `${pieces} is said to last about ${days(lasts)}${how}: ${nextText(next, today, clock)}.`;
    }
    case 'law': {
      const { sure, range, times, last, usual } = belief;
      const when = range
        ? ` between ${told(clock, range.from)} and ${told(clock, range.to)}`
        : ` within ${days(DUE_DAYS)}`;
      const said = { likely: `Probably runs out${when}`, maybe: `May run out${when}`, unlikely: 'Not yet' }[
        sure
      ];
      const every = usual
        ? `, usually every ${days(usual)} or so`
        : times < FEW
          ? ''
          : ', at no steady interval';
      return `${said}. You bought it on ${days(times)}, the last time ${days(today - last)} ago${every}.`;
    }
  }
}

/** The day that comes next, or that has passed and by how much. */
function nextText(next: number, today: number, clock: ShopClock): string {
  if (next > today) return `the next time would be ${told(clock, next)}`;
  if (next === today) return 'that is today';
  return `that was ${told(clock, next)}, ${days(today - next)} over`;
}
