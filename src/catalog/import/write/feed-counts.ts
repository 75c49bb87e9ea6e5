import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Count, CountsTold } from '#src/inventory/record-counts.ts';

/** What was known of a source's stock before its feed is read again. */
export interface FeedCounts {
  /** Up to when its counts hold that said nothing new, as SQL. */
  readonly restated: RawBuilder<unknown>;
  /** Whether the count of a product that is the same as before can say anything new. */
  saysAnew(count: Count): boolean;
}

const MARGIN_MS = 60 * 60_000; // what happened is noted with the moment in which it began

/**
 * The same number says something new only where pieces moved since the feed was looked at, where it is read in another
 * way now, or where each row has a moment of its own.
 */
export async function feedCounts(db: Database, source: string, { knows }: CountsTold): Promise<FeedCounts> {
  const { rows } = await rowsOf(columns('stock_feed', 'counted_at', 'knows', 'looked_at'))`
    select counted_at, knows, looked_at from stock_feed where source = ${source}`.execute(db);
  const [before] = rows;
  if (!before || before.knows !== knows)
    return { restated: sql`${before?.counted_at ?? null}::timestamptz`, saysAnew: () => true };
  const since = new Date(before.looked_at.getTime() - MARGIN_MS);
  const moved = await rowsOf(columns('stock_movement', 'sku'))`
    select distinct sku from stock_movement where noted_at >= ${since}::timestamptz
      and not (kind = 'counted' and at = ${before.counted_at}::timestamptz)`.execute(db);
  const skus = new Set(moved.rows.map(({ sku }) => sku));
  return {
    restated: sql`${before.counted_at}::timestamptz`,
    saysAnew: ({ sku, takenAt }) => takenAt !== undefined || skus.has(sku),
  };
}

/** A whole feed was read: what it said as before holds up to its moment. A feed that is older than the last one says nothing. */
export async function noteRestated(
  db: Database,
  source: string,
  { takenAt, knows }: CountsTold,
  now: Date,
): Promise<void> {
  await sql`
    insert into stock_feed (source, counted_at, knows, looked_at)
    values (${source}, ${takenAt}::timestamptz, ${knows}::text, ${now}::timestamptz)
    on conflict (source) do update set counted_at = excluded.counted_at, knows = excluded.knows,
      looked_at = excluded.looked_at
    where stock_feed.counted_at <= excluded.counted_at`.execute(db);
}
