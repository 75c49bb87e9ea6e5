import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { MatchReason } from './answer.ts';
import type { FactKey } from './fact-keys.ts';
import { matchingProducts, matchingVariants } from './limits-sql.ts';
import type { Need, Sort } from './need.ts';
import { rank } from './rank.ts';

/** How many products ranked by words are looked at; a listing by limits alone has no such bound. */
export const MOST_RANKED = 400;

const CLOSE_TO_BEST = 0.5;
/** What fits a need before it is cut into pages. */
export interface Fitting {
  readonly total: number;
  /** Product ids in order: those of the page asked for. */
  readonly page: readonly number[];
  readonly scores: ReadonlyMap<number, { readonly score: number; readonly reason: MatchReason | null }>;
  /** The products that facets are counted over, as a sub-select of ids (`id`). */
  readonly candidates: RawBuilder<unknown>;
  readonly correctedText: string | null;
}

/** Ranks or sorts what satisfies the limits. With words at most MOST_RANKED products fit. */
export async function fit(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  cut: { readonly page: number; readonly perPage: number },
): Promise<Fitting> {
  const matching = matchingProducts(need.limits, keys, need.includeSoldOut);
  const offset = (cut.page - 1) * cut.perPage;
  if (!need.text) {
    const { ids, total } = await listed(db, need, keys, cut.perPage, offset);
    return { total, page: ids, scores: new Map(), candidates: matching, correctedText: null };
  }
  const ranking = await rank(db, need.text, { matching, most: MOST_RANKED });
  const scores = new Map(ranking.ranked.map((one) => [one.productId, one]));
  const best = ranking.ranked[0]?.score ?? 0;
  // Sorted by price or date, a product that shares one weak word with the question must not come first.
  const isClose = (score: number) => need.sort === 'best' || score >= best * CLOSE_TO_BEST;
  const ranked = ranking.ranked.filter((one) => isClose(one.score)).map((one) => one.productId);
  const ordered = need.sort === 'best' ? ranked : await sorted(db, need, keys, ranked);
  return {
    total: ordered.length,
    page: ordered.slice(offset, offset + cut.perPage),
    scores,
    candidates: sql`select unnest(${ranked}::bigint[]) as id`,
    correctedText: ranking.correctedText,
  };
}

async function listed(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  most: number,
  offset: number,
): Promise<{ ids: readonly number[]; total: number }> {
  const { rows } = await sql<{ id: number; total: number }>`
    with fitting as (
      select m.product_id, min(m.price_minor) as price
      from (${matchingVariants(need.limits, keys, need.includeSoldOut)}) m group by m.product_id)
    select f.product_id as id, (select count(*)::int from fitting) as total
    from fitting f join product p on p.id = f.product_id
    order by ${orderOf(need.sort)} limit ${most} offset ${offset}`.execute(db);
  const [first] = rows;
  if (first) return { ids: rows.map((row) => row.id), total: first.total };
  if (offset === 0) return { ids: [], total: 0 };
  const { total } = await listed(db, need, keys, 1, 0);
  return { ids: [], total };
}

async function sorted(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  ids: readonly number[],
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select f.product_id as id from (
      select m.product_id, min(m.price_minor) as price
      from (${matchingVariants(need.limits, keys, need.includeSoldOut)}) m
      where m.product_id = any(${[...ids]}::bigint[]) group by m.product_id) f
    join product p on p.id = f.product_id order by ${orderOf(need.sort)}`.execute(db);
  return rows.map((row) => row.id);
}

function orderOf(sort: Sort): RawBuilder<unknown> {
  switch (sort) {
    case 'price-low':
      return sql`f.price, p.id`;
    case 'price-high':
      return sql`f.price desc, p.id`;
    case 'newest':
      return sql`p.created_at desc, p.id desc`;
    case 'rating':
      return sql`p.rating_average desc nulls last, p.rating_count desc, p.id`;
    case 'best':
      return sql`p.popularity desc, p.rating_average desc nulls last, p.id`;
  }
}
