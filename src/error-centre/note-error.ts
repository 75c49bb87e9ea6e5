import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { currentRequest } from '#src/log/request-id.ts';
import { causeOf } from './error-cause.ts';

interface Noted {
  readonly place: string;
  readonly cause: string;
  readonly sample: string;
  readonly requestId: string | null;
  times: number;
  since: Date;
  last: Date;
}

const MOST_CAUSES = 200; // of one process at once: a flood of strange errors is one of many
const WRITE_AFTER_MS = 2_000;
const waiting = new Map<string, Noted>();
let timer: NodeJS.Timeout | null = null;

/**
 * Notes an error for the error centre. Never throws and never waits: errors of one cause are counted here and written
 * down together a moment later, and kept until then where the database is what broke. `place` says what was being
 * done, in words that do not differ from one time to the next.
 */
export function noteError(db: Database, place: string, error: unknown, now = new Date()): void {
  const causes = error instanceof AggregateError ? error.errors : [error];
  for (const one of causes) {
    const { id, cause, sample } = causeOf(place, one);
    const known = waiting.get(id);
    if (known) {
      known.times += 1;
      known.last = now;
    } else if (waiting.size < MOST_CAUSES)
      waiting.set(id, {
        place,
        cause,
        sample,
        requestId: currentRequest()?.request ?? null,
        times: 1,
        since: now,
        last: now,
      });
  }
  timer ??= setTimeout(() => void writeErrors(db), WRITE_AFTER_MS).unref();
}

/** Writes down what was noted; what cannot be written stays noted. */
export async function writeErrors(db: Database): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  for (const [id, noted] of waiting) {
    const { place, cause, sample, requestId, times, since, last } = noted;
    waiting.delete(id);
    try {
      await sql`insert into error_group (id, place, cause, sample, request_id, times, since, last_at)
        values (${id}, ${place}, ${cause}, ${sample}, ${requestId}, ${times}, ${since}, ${last})
        on conflict (id) do update set times = error_group.times + excluded.times, last_at = excluded.last_at,
          sample = excluded.sample, request_id = coalesce(excluded.request_id, error_group.request_id),
          since = case when error_group.mended_at is null then error_group.since else excluded.since end,
          told_at = case when error_group.mended_at is null then error_group.told_at end,
          mended_at = null, mended_by = null`.execute(db);
    } catch {
      const again = waiting.get(id);
      if (again) {
        again.times += times;
        again.since = since;
      } else waiting.set(id, noted);
      timer ??= setTimeout(() => void writeErrors(db), 10 * WRITE_AFTER_MS).unref();
      return;
    }
  }
}
