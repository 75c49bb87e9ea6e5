import { LRUCache } from 'lru-cache';

/** What stands on a wall of a time zone at an instant: `day` as `2026-11-27`, `hour` 0 to 23, `minute` 0 to 59. */
export interface WallClock {
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
}

const MINUTE_MS = 60_000; // no clock shows seconds here
const read = new LRUCache<string, WallClock>({ max: 500 }); // now, and when what is shown was last changed

/** Throws a RangeError where there is no such zone. */
export function wallClock(at: Date, timeZone: string): WallClock {
  const name = `${timeZone} ${Math.floor(at.getTime() / MINUTE_MS)}`;
  const known = read.get(name);
  if (known) return known;
  const clock = readClock(at, timeZone);
  read.set(name, clock);
  return clock;
}

function readClock(at: Date, timeZone: string): WallClock {
  const parts = new Map(
    partsIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    hour: Number(parts.get('hour')),
    minute: Number(parts.get('minute')),
  };
}

/** The date at the shop at an instant, such as `2026-11-27`: what has a first and a last day goes by it. */
export const shopDay = ({ timeZone }: { readonly timeZone: string }, at: Date): string =>
  wallClock(at, timeZone).day;

/**
 * The instant at which clocks of a zone show a day, `2026-11-27`, and a time, `14:05`, in milliseconds; twice, since the
 * first guess may lie on the other side of a clock change.
 */
export function instantAt(day: string, time: string, timeZone: string): number {
  const wall = Date.parse(`${day}T${time}Z`);
  const first = wall - offset(wall, timeZone);
  return wall - offset(first, timeZone);
}

function offset(at: number, timeZone: string): number {
  const { day, hour, minute } = wallClock(new Date(at), timeZone);
  const minutes = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * MINUTE_MS - minutes;
}

/**
 * A moment as people write it: `2026-11-30T14:00:00Z` as it says, `2026-11-30 14:00` by the shop's clock, and a day alone
 * as its beginning. Null for what is none.
 */
export function momentOfText(text: string, timeZone: string): Date | null {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    text.trim(),
  );
  if (!found) return null;
  const [, day = '', time = '00:00', zone] = found;
  const at = zone
    ? Date.parse(`${day}T${time}${zone.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`)
    : Number.isNaN(Date.parse(`${day}T${time}Z`))
      ? Number.NaN
      : instantAt(day, time, timeZone);
  return Number.isNaN(at) ? null : new Date(at);
}

/** Whether the name is one of a time zone, such as `America/Denver`. */
export function isTimeZone(name: string): boolean {
  try {
    partsIn(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const MOST_ZONES = 500; // there are some 450
const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  if (formats.size < MOST_ZONES) formats.set(timeZone, format);
  return format;
}

/** The day of the calendar that is so many days after another, or before it: `2026-11-30`, 1 is `2026-12-01`. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
