import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How much of a process's work may be under way at once, looked at anew several times a second. */
export interface Limit {
  atOnce(): number;
  /** Something had to wait since the last look: the limit is what holds it up. */
  held(): void;
  stop(): void;
}

export const MOST_AT_ONCE = 64;
const LEAST_AT_ONCE = 8;
const LOOK_EVERY_MS = 100;
const RESOLUTION_MS = 10;
// What one request waits at each step while all others take theirs: some ten steps make a page, so at 25 ms it is there
// within a quarter of a second; below half of that the processor still has room.
const LATE_MS = 25;
const EARLY_MS = 12;
const FEWER = 0.8;
const MORE = 2;

/** The next limit after a look at how late the event loop ran, in milliseconds: additive increase, multiplicative decrease. */
export function nextLimit(limit: number, lateMs: number, hasHeld: boolean): number {
  if (lateMs > LATE_MS) return Math.max(LEAST_AT_ONCE, limit * FEWER);
  if (lateMs < EARLY_MS || !hasHeld) return Math.min(MOST_AT_ONCE, limit + MORE);
  return limit;
}

/** Watches the event loop of this process. */
export function watchLimit(): Limit {
  let limit = MOST_AT_ONCE;
  let hasHeld = false;
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const look = setInterval(() => {
    const lateMs = delays.count ? delays.mean / 1e6 - RESOLUTION_MS : 0;
    limit = nextLimit(limit, lateMs, hasHeld);
    hasHeld = false;
    delays.reset();
  }, LOOK_EVERY_MS).unref();
  return {
    atOnce: () => limit,
    held: () => void (hasHeld = true),
    stop: () => {
      clearInterval(look);
      delays.disable();
    },
  };
}
