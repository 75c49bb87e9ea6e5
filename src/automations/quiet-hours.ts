import { isTimeZone, wallClock } from '#src/editorial/time-zone.ts';

export interface QuietHours {
  /** Hours of the clock, 0 to 24; from 20 to 9 goes over midnight. */
  readonly from: number;
  readonly to: number;
}

/** Whether nobody should be written to now, on the clock of that zone. */
export function isQuiet(now: Date, timeZone: string, { from, to }: QuietHours): boolean {
  const { hour } = wallClock(now, timeZone);
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** The zone of a customer where it is one, else the shop's. */
export const zoneOf = (customers: string | null, shops: string): string =>
  customers && isTimeZone(customers) ? customers : shops;
