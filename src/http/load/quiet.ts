import { setTimeout as sleep } from 'node:timers/promises';

// On globalThis because a development server holds several copies of this module in one process.
const key = Symbol.for('shelftalk.busy');
const slot = globalThis as { [key]?: number };
const LOOK_EVERY_MS = 200;
const STAYS_MS = 1_000;

/** Shoppers have to wait, here or in a process beside this one; it counts for a second. */
export function noteBusy(): void {
  slot[key] = performance.now() + STAYS_MS;
}

export const isBusy = (): boolean => (slot[key] ?? 0) > performance.now();

/** Waits while shoppers have to wait, `mostMs` at the longest: background work is put off and never left out. */
export async function whenQuiet(mostMs: number): Promise<void> {
  const until = performance.now() + mostMs;
  while (isBusy() && performance.now() < until) await sleep(LOOK_EVERY_MS);
}
