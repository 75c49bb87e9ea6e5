import { messagesOf } from '#src/messages/messages.ts';
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

/** Days of the calendar are the same in every zone. */
const told = ({ locale }: ShopClock, day: number): string =>
  dateText({ locale, timeZone: 'UTC' }, new Date(day * DAY_MS));

/** When it runs out and why we say so: the same words on the page, in the mail and in the conversation. */
export function dueText(belief: DueBelief, today: number, clock: ShopClock): string {
  const say = messagesOf(clock.locale).due;
  switch (belief.by) {
    case 'asked':
      return say.asked(belief.everyDays, nextText(belief.next, today, clock));
    case 'steady':
      return say.steady(belief.times, belief.everyDays, nextText(belief.next, today, clock));
    case 'stated': {
      const { quantity, lasts, taken, next } = belief;
      return say.stated({ quantity, lasts, taken, next: nextText(next, today, clock) });
    }
    case 'law': {
      const { sure, range, times, last, usual } = belief;
      const when = range ? say.between(told(clock, range.from), told(clock, range.to)) : say.within(DUE_DAYS);
      const every = usual ? say.usually(usual) : times < FEW ? '' : say.unsteady;
      return `${say.sure[sure](when)}. ${say.bought(times, today - last)}${every}.`;
    }
  }
}

/** The day that comes next, or that has passed and by how much. */
function nextText(next: number, today: number, clock: ShopClock): string {
  const say = messagesOf(clock.locale).due.next;
  if (next > today) return say.later(told(clock, next));
  if (next === today) return say.today;
  return say.over(told(clock, next), today - next);
}
