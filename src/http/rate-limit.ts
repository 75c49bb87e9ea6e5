import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { shareOf, type Limited } from './limits.ts';

export interface Limit {
  /** What is limited, such as `review` or `code`. */
  readonly name: string;
  readonly most: number;
  readonly perSeconds: number;
}

export type Tried = { readonly ok: true } | Refused;
/** `at` is the place of the limit that was reached among those asked for. */
interface Refused {
  readonly ok: false;
  readonly retryAfterSeconds: number;
  readonly at: number;
}

/** Who asks, as far as limits tell people apart. */
export interface Asker {
  /** The client's address, of IPv6 its /64. */
  readonly address: string;
  /** The browser's id; null where it brings none that this shop gave it: it may be anybody, and the next again. */
  readonly visitor: string | null;
  /** The customer who is signed in there, looked up only where it matters. */
  account?(): Promise<string | null>;
}

/** Counts a try of `who` (a visitor, an address, an e-mail) in a fixed window and says whether it is within the limit. */
export const tryWithin = (db: Database, limit: Limit, who: string, now: Date): Promise<Tried> =>
  tryInTurn(db, [[limit, who]], now);

/**
 * Counts a try by several limits, the narrowest first. What a narrower limit refuses is not counted by the wider ones,
 * so that one who asks too often uses up nothing of what others share. One statement, so that many processes count
 * together; each `who` is kept as a hash only.
 */
async function tryInTurn(
  db: Database,
  limits: readonly (readonly [Limit, who: string])[],
  now: Date,
): Promise<Tried> {
  const counts = limits.map(([limit, who], at) => {
    const before = limits[at - 1]?.[0];
    const from = before
      ? sql`from ${sql.raw(`tried_${at - 1}`)} b where b.tries <= ${before.most}::integer`
      : sql``;
    return sql`${sql.raw(`tried_${at}`)} as (${counted(limit, who, from, now)})`;
  });
  const each = limits.map(
    (_, at) => sql`select ${at}::integer as at, tries, window_start from ${sql.raw(`tried_${at}`)}`,
  );
  const { rows } = await rowsOf({ ...columns('rate_limit', 'tries', 'window_start'), at: integer })`
    with ${sql.join(counts)} ${sql.join(each, sql` union all `)} order by at desc limit 1`.execute(db);
  const [row] = rows;
  const limit = row && limits[row.at]?.[0];
  if (!row || !limit || row.tries <= limit.most) return { ok: true };
  const ends = row.window_start.getTime() + limit.perSeconds * 1000;
  const retryAfterSeconds = Math.max(1, Math.ceil((ends - now.getTime()) / 1000));
  return { ok: false, retryAfterSeconds, at: row.at };
}

function counted({ name, perSeconds }: Limit, who: string, from: RawBuilder<unknown>, now: Date) {
  const key = `${name}:${createHash('sha256').update(who).digest('base64url')}`;
  const isOver = sql`r.window_start + ${perSeconds}::integer * interval '1 second' <= ${now}::timestamptz`;
  return sql`
    insert into rate_limit as r (key, window_start, tries) select ${key}::text, ${now}::timestamptz, 1 ${from}
    on conflict (key) do update set
      tries = case when ${isOver} then 1 else r.tries + 1 end,
      window_start = case when ${isOver} then ${now}::timestamptz else r.window_start end
    returning tries, window_start`;
}

/**
 * Counts a try by the shares of docs/operations.md: a known browser has its own, browsers that nobody knows yet have one
 * together at each address, and all at an address have one. Who is signed in is not held up by others at the address.
 */
export async function tryShare(db: Database, name: Limited, asker: Asker, now: Date): Promise<Tried> {
  const { visitor, newcomers, address, perSeconds } = shareOf(name);
  const tried = await tryInTurn(
    db,
    [
      asker.visitor === null
        ? [{ name: `${name}-newcomers`, most: newcomers, perSeconds }, asker.address]
        : [{ name: `${name}-visitor`, most: visitor, perSeconds }, asker.visitor],
      [{ name: `${name}-address`, most: address, perSeconds }, asker.address],
    ],
    now,
  );
  if (tried.ok || tried.at === 0 || asker.visitor === null) return tried;
  const account = await asker.account?.();
  return account
    ? tryWithin(db, { name: `${name}-account`, most: visitor, perSeconds }, account, now)
    : tried;
}

/** Forgets windows that ended long ago; the longest window anyone may ask for is a day. */
export async function sweepRateLimits(db: Database, now: Date): Promise<void> {
  await sql`delete from rate_limit where window_start < ${now}::timestamptz - interval '1 day'`.execute(db);
}
