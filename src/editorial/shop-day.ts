import type { StoreWords } from './schemas.ts';

/** The date at the shop at an instant, such as `2026-11-27`: what has a first and a last day goes by it. */
export const shopDay = ({ timeZone }: Pick<StoreWords, 'timeZone'>, now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  );
