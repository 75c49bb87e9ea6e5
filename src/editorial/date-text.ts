import type { StoreWords } from './schemas.ts';
import { shopDay } from './time-zone.ts';

/** Whose dates they are: every instant is told on the shop's clock and in its language. */
export type ShopClock = Pick<StoreWords, 'locale' | 'timeZone'>;

/** `medium`: `Nov 27, 2026`; `long`: `November 27, 2026`; `short`: `Nov 27`; `weekday`: `Fri, Nov 27`; `full`: `Friday, November 27`. */
export type DateStyle = keyof typeof STYLES;

const STYLES = {
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  short: { month: 'short', day: 'numeric' },
  weekday: { weekday: 'short', month: 'short', day: 'numeric' },
  full: { weekday: 'long', month: 'long', day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const CLOCK = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;

const FORMATS = {
  ...STYLES,
  time: CLOCK,
  dateTime: { ...CLOCK, year: 'numeric', month: 'short', day: 'numeric' },
  month: { month: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const made = new Map<string, Intl.DateTimeFormat>();

/** Made once for each: making one costs fifty times what using it does. Locales and zones are the shop's, so they are few. */
function formatOf({ locale, timeZone }: ShopClock, name: keyof typeof FORMATS): Intl.DateTimeFormat {
  const key = `${name} ${locale} ${timeZone}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...FORMATS[name], timeZone });
  made.set(key, format);
  return format;
}

/** The date of an instant at the shop. */
export const dateText = (clock: ShopClock, at: Date, style: DateStyle = 'medium'): string =>
  formatOf(clock, style).format(at);

/** The time of an instant at the shop, with the name of its zone: `5:00 PM MST`. */
export const timeText = (clock: ShopClock, at: Date): string => formatOf(clock, 'time').format(at);

/** Date and time of an instant at the shop, with the name of its zone: `Nov 27, 2026, 5:00 PM MST`. */
export const dateTimeText = (clock: ShopClock, at: Date): string => formatOf(clock, 'dateTime').format(at);

/** A day of the calendar, `2026-11-27`, which is the same day in every zone. */
export const dayText = (locale: string, day: string, style: DateStyle = 'medium'): string =>
  dateText({ locale, timeZone: 'UTC' }, new Date(`${day}T00:00:00Z`), style);

/** The name of a month, 1 to 12. */
export const monthText = (locale: string, month: number): string =>
  formatOf({ locale, timeZone: 'UTC' }, 'month').format(Date.UTC(2000, month - 1));

/**
 * The day at the shop on which something was written. Exports often state a day without a time; it is kept as midnight
 * UTC, and stays that day in every zone.
 */
export const statedDay = (store: ShopClock, at: Date): string =>
  at.getTime() % DAY_MS === 0 ? shopDay({ timeZone: 'UTC' }, at) : shopDay(store, at);

const DAY_MS = 24 * 60 * 60 * 1000;
