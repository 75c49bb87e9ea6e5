import { messagesOf } from '#src/messages/messages.ts';
import { WEEKDAYS, type HandoffWords } from '#src/editorial/handoff-schema.ts';
import { dateText, timeText, type ShopClock } from '#src/editorial/date-text.ts';
import { instantAt, shopDay } from '#src/editorial/time-zone.ts';

type Hours = Pick<HandoffWords, 'hours' | 'closed' | 'withinMinutes'>;

export interface AnswerPromise {
  /** Whether people answer at this moment. */
  readonly isStaffed: boolean;
  readonly answerBy: Date;
}

const MINUTE = 60_000;
const DAYS_AHEAD = 60; // a shop closed longer promises the end of that time

/** By when a person answers: the promised minutes, counted only while people answer. */
export function answerPromise(hours: Hours, timeZone: string, now: Date): AnswerPromise {
  let left = hours.withinMinutes * MINUTE;
  let isStaffed = false;
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    for (const { from, to } of windowsOn(hours, timeZone, localDay(timeZone, now, ahead))) {
      if (to <= now.getTime()) continue;
      const start = Math.max(from, now.getTime());
      isStaffed ||= from <= now.getTime();
      if (to - start >= left) return { isStaffed, answerBy: new Date(start + left) };
      left -= to - start;
    }
  }
  return { isStaffed, answerBy: new Date(now.getTime() + DAYS_AHEAD * 24 * 60 * MINUTE) };
}

/** When it comes, as a shopper reads it: `today by 5:00 PM MST`. */
export function promiseText({ answerBy }: AnswerPromise, store: ShopClock, now: Date): string {
  const time = timeText(store, answerBy);
  const say = messagesOf(store.locale).mails.promise;
  if (shopDay(store, answerBy) === shopDay(store, now)) return say.today(time);
  return say.on(dateText(store, answerBy, 'full'), time);
}

function windowsOn(
  hours: Hours,
  timeZone: string,
  day: string,
): readonly { readonly from: number; readonly to: number }[] {
  if (hours.closed.includes(day)) return [];
  // A calendar day has the same weekday in every zone.
  const weekday = WEEKDAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
  return hours.hours
    .filter(({ days }) => days.includes(weekday))
    .map(({ from, to }) => ({
      from: instantAt(day, from, timeZone),
      to: instantAt(day, to, timeZone),
    }))
    .toSorted((a, b) => a.from - b.from);
}

function localDay(timeZone: string, now: Date, ahead: number): string {
  const today = shopDay({ timeZone }, now);
  return shopDay({ timeZone: 'UTC' }, new Date(Date.parse(`${today}T12:00:00Z`) + ahead * 24 * 60 * MINUTE));
}
