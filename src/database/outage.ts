import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from './database.ts';

/** Why the database cannot do what it was asked, though nothing is wrong with what was asked. */
export type Outage = 'away' | 'read-only' | 'full' | 'damaged';

/** Codes of Node and Postgres (appendix A of its manual), by what they mean for whoever asked. */
const CODES: Readonly<Record<string, Outage>> = {
  // Refused, reset, starting, shutting down, too many, out of time, behind a lock.
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  ETIMEDOUT: 'away',
  ENOTFOUND: 'away',
  EPIPE: 'away',
  '57P01': 'away',
  '57P02': 'away',
  '57P03': 'away',
  '53300': 'away',
  '57014': 'away',
  '55P03': 'away',
  '53200': 'away',
  '25006': 'read-only',
  '53100': 'full',
  '58030': 'damaged',
  XX001: 'damaged',
  XX002: 'damaged',
};

/** What keeps the database from answering, by the error it ended in; null for an error of another kind. */
export function outageOf(error: unknown): Outage | null {
  if (error instanceof DatabaseUnavailable) return 'away';
  const { code, message, cause } = error as { code?: string; message?: string; cause?: unknown };
  const known = code === undefined ? undefined : CODES[code];
  if (known) return known;
  if (
    /Connection terminated|timeout exceeded when trying to connect|is not queryable|embedded database/i.test(
      message ?? '',
    )
  )
    return 'away';
  return cause !== undefined && cause !== null && cause !== error ? outageOf(cause) : null;
}

/** The same for the log: what it is, what is at stake, and what to do. */
export const outageTold: Readonly<Record<Outage, string>> = {
  away: 'the database does not answer in time',
  'read-only':
    'the database takes no writes: pages are served, but no cart, order or account is changed until it does (a standby, or a full or read-only disk)',
  full: 'the disk of the database is full: no cart, order or account is changed until there is room; what was kept before is safe',
  damaged:
    'the database cannot read its own files: stop the shop, copy the files as they are, and restore the last backup',
};

/** Runs what a start needs; an outage it meets is thrown as DatabaseUnavailable, in words for whoever starts the shop. */
export async function namingOutages<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const outage = error instanceof DatabaseUnavailable ? null : outageOf(error);
    if (!outage) throw error;
    throw new DatabaseUnavailable(`The shop cannot start: ${outageTold[outage]}.`, { cause: error });
  }
}

const AGAIN_AFTER_MS = 500;
const MOST_AGAIN_AFTER_MS = 15_000;

/** Runs what an open shop needs, again with growing pauses while an outage stops it; `told` hears of each. */
export async function throughOutages<Result>(
  work: () => Promise<Result>,
  told: (error: unknown) => void,
): Promise<Result> {
  for (let pause = AGAIN_AFTER_MS; ; pause = Math.min(MOST_AGAIN_AFTER_MS, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!outageOf(error)) throw error;
      told(error);
      await sleep(pause);
    }
  }
}
