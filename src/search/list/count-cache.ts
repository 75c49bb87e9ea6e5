import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { attributesVersion } from '../attributes/attribute-keys.ts';

const LARGE = 5_000; // products from which counting anew for every page costs more than a shopper waits for
const SECONDS = 60; // sold-out variants change no version, so that a kept count may lag behind stock by so much
const WORTH = 100; // a count is kept for so many times as long as it took: counting never takes more than 1 % of the time
const KEPT = 5_000;

/**
 * Answers what `count` finds of a scope (its limits as text), from a kept count where the scope is large and its facts
 * have not changed since, or where it was counted a moment ago for what counting costs. Kept in the database: every
 * process and the next start find it. Small scopes are always counted anew.
 */
export async function keptCount<Counts extends { readonly products: number }>(
  db: Database,
  scope: string,
  count: () => Promise<Counts>,
): Promise<Counts> {
  const { rows } = await sql<{ counts: Counts }>`
    select c.counts from search_count c cross join search_fact_state s
    where c.scope = ${scope} and now() - c.counted_at < make_interval(secs => greatest(
      case when s.version = c.version then ${SECONDS} else 0 end, ${WORTH} * (c.counts ->> 'took')::float8))`.execute(
    db,
  );
  const [kept] = rows;
  if (kept) return kept.counts;
  const version = await attributesVersion(db);
  const from = performance.now();
  const counts = await count();
  if (counts.products < LARGE) return counts;
  const told = JSON.stringify({ ...counts, took: (performance.now() - from) / 1000 });
  await sql`
    insert into search_count (scope, version, counts) values (${scope}, ${version}, ${told}::jsonb)
    on conflict (scope) do update
      set version = excluded.version, counts = excluded.counts, counted_at = now()`.execute(db);
  await sql`
    delete from search_count where scope in (
      select scope from search_count order by counted_at desc offset ${KEPT})`.execute(db);
  return counts;
}
