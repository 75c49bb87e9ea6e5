import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

export interface Limit {
  /** What is limited, such as `review` or `code`. */
  readonly name: string;
  readonly most: number;
  readonly perSeconds: number;
}

export type Tried = { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };

/**
 * Counts a try of `who` (a visitor, an address, an e-mail) in a fixed window and says whether it is within the limit.
 * One statement, so that many processes count together. `who` is kept as a hash only.
 */
export async function tryWithin(db: Database, limit: Limit, who: string, now: Date): Promise<Tried> {
  const key = `${limit.name}:${createHash('sha256').update(who).digest('base64url')}`;
  const { rows } = await rowsOf(columns('rate_limit', 'tries', 'window_start'))`
    insert into rate_limit as r (key, window_start, tries) values (${key}, ${now}, 1)
    on conflict (key) do update set
      tries = case when r.window_start + ${limit.perSeconds} * interval '1 second' <= ${now}::timestamptz then 1 else r.tries + 1 end,
      window_start = case when r.window_start + ${limit.perSeconds} * interval '1 second' <= ${now}::timestamptz
        then ${now}::timestamptz else r.window_start end
    returning tries, window_start`.execute(db);
  const [row] = rows;
  if (!row || row.tries <= limit.most) return { ok: true };
  const ends = row.window_start.getTime() + limit.perSeconds * 1000;
  return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil((ends - now.getTime()) / 1000)) };
}

/** Forgets windows that ended long ago; the longest window anyone may ask for is a day. */
export async function sweepRateLimits(db: Database, now: Date): Promise<void> {
  await sql`delete from rate_limit where window_start < ${now}::timestamptz - interval '1 day'`.execute(db);
}
