import { currentRequest } from '#src/log/request-id.ts';

const NEWEST = 'newest of the answer';

/** Says that this request is answered from something that changed then; the newest of them counts. */
export function answeredFrom(changed: Date): void {
  const kept = currentRequest()?.kept;
  if (kept && !(Number(kept.get(NEWEST)) >= changed.getTime())) kept.set(NEWEST, changed.getTime());
}

/**
 * When the newest of what this request is answered from changed; null where nothing said so. What is of the moment (a
 * stock, a day of delivery) has no such date: only the entity tag names it, so nothing is answered 304 by this date.
 */
export function answerChanged(): Date | null {
  const newest = currentRequest()?.kept.get(NEWEST);
  return typeof newest === 'number' ? new Date(newest) : null;
}
