export interface QuietHours {
  /** Hours of the clock, 0 to 24; from 20 to 9 goes over midnight. */
  readonly from: number;
  readonly to: number;
}

/** The hour and the calendar day on the wall of a time zone. Throws a RangeError where there is no such zone. */
export function wallClock(now: Date, timeZone: string): { readonly hour: number; readonly day: string } {
  const parts = new Map(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
    })
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  return {
    hour: Number(parts.get('hour')),
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
  };
}

/** Whether nobody should be written to now, on the clock of that zone. */
export function isQuiet(now: Date, timeZone: string, { from, to }: QuietHours): boolean {
  const { hour } = wallClock(now, timeZone);
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** The zone of a customer where it is one, else the shop's. */
export function zoneOf(customers: string | null, shops: string): string {
  if (!customers) return shops;
  try {
    wallClock(new Date(0), customers);
    return customers;
  } catch (error) {
    if (error instanceof RangeError) return shops;
    throw error;
  }
}
