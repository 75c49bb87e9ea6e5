import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { allowedRows, onlyThese, type Allowed } from '../filter/allowed-products.ts';
import type { AttributeKey } from '../attributes/attribute-keys.ts';
import { matchingProducts, productHasMatch } from '../filter/filter-sql.ts';
import type { Snapshot } from './snapshot.ts';
import type { SearchQuery } from '../query.ts';
import { bestByWords, rank, type Ranking } from '../rank/rank.ts';
import { filterTerms } from '../rank/filter-terms.ts';
import { allowedBy } from '../filter/allowed-in-memory.ts';
import { bounds } from '../weights.ts';
import { matchingAmong } from './sorted-list-in-memory.ts';

/** How many of the best matches must keep the limits, for the others not to be looked for: four pages. */
const ENOUGH = 96;
const ENOUGH_OF_MANY = 24; // one page, where looking for the others means reading a large shop
const MANY = 20_000; // products
const DEEP = 4_000; // best matches that are asked before the whole shop is

export interface RankedWithin {
  readonly ranking: Ranking;
  /** The best matches of the words, more than keep the limits; null where these were not enough and rows were asked. */
  readonly pool: readonly number[] | null;
}

export const idsSql = (ids: readonly number[]): RawBuilder<unknown> =>
  sql`select unnest(${[...ids]}::bigint[]) as id`;

/**
 * Ranks what keeps the limits. The best matches are ranked first, those that break the limits of one key at most where
 * the shelf can tell; only where too few of them keep all limits is everything filtered before it is ranked. Where no
 * facet is counted of it, only what keeps all limits is ranked, where the shelf can tell that.
 */
export async function rankWithin(
  { db, index, columns, keys }: Snapshot,
  query: SearchQuery,
  { isCounted }: { readonly isCounted: boolean },
): Promise<RankedWithin> {
  // Reasons are for the page alone.
  const options = { also: filterTerms(query), most: bounds.candidates, reasons: [0, 0], index } as const;
  // Without a limit everything that can be bought is kept: asking each product would narrow nothing.
  const scope = columns && query.filters.length ? allowedBy(columns, query, keys) : null;
  if (scope && !isCounted) {
    return { ranking: await rank(db, query.text, { ...options, matching: scope.kept }), pool: null };
  }
  const wide = await rank(db, query.text, { ...options, matching: scope?.near ?? null });
  const pool = wide.ranked.map((one) => one.productId);
  const kept = new Set(
    columns ? matchingAmong(columns, query, keys, pool) : await keptRows(db, query, keys, pool),
  );
  const enough = index.products > MANY ? ENOUGH_OF_MANY : ENOUGH;
  if (pool.length < bounds.candidates || kept.size >= enough) {
    const ranked = wide.ranked.filter((one) => kept.has(one.productId));
    return { ranking: { ...wide, ranked }, pool };
  }
  if (scope && !scope.hasKept()) return { ranking: { ...wide, ranked: [] }, pool };
  const within = async (matching: Allowed) => ({
    ranking: await rank(db, query.text, { ...options, matching }),
    pool: columns ? pool : null,
  });
  if (columns) return within((scope ?? allowedBy(columns, query, keys)).kept);
  if (index.products > MANY) {
    const deep = await keptRows(
      db,
      query,
      keys,
      await bestByWords(db, query.text, { ...options, most: DEEP }),
    );
    if (deep.length >= enough) return within(onlyThese(deep));
  }
  return within(await allowedRows(db, matchingProducts(query.filters, keys, query.includeSoldOut)));
}

async function keptRows(
  db: Database,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  ids: readonly number[],
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from product p where p.id = any(${[...ids]}::bigint[])
      and ${productHasMatch(query.filters, keys, query.includeSoldOut)}`.execute(db);
  return rows.map((row) => row.id);
}
