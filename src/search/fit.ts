import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { FactKey } from './fact-keys.ts';
import { readIndexState, tablesOf, type IndexState } from './index-tables.ts';
import { matchingProducts, matchingVariants, productHasMatch } from './limits-sql.ts';
import type { Need, Sort } from './need.ts';
import { rank, type Ranking } from './rank.ts';
import { limitWords } from './rank-words.ts';
import { keptCount } from './search-count.ts';
import { scopeText } from './facet-counts.ts';
import { groupWords } from './word-groups.ts';

/** How many products ranked by words are looked at; a listing by limits alone has no such bound. */
export const MOST_RANKED = 400;

/** How many of the best matches must keep the limits, for the others not to be looked for: four pages. */
const ENOUGH = 96;
const ENOUGH_OF_MANY = 24; // one page, where looking for the others means reading a large shop
const MANY = 20_000; // products
const DEEP = 4_000; // matches of each word that are asked before the whole shop is
const CLOSE_TO_BEST = 0.5;
/** What fits a need before it is cut into pages. */
export interface Fitting {
  readonly total: number;
  /** Product ids in order: those of the page asked for. */
  readonly page: readonly number[];
  /** 1 is the best match of the words; empty without words. */
  readonly scores: ReadonlyMap<number, number>;
  /** The products that facets are counted over, as a sub-select of ids (`id`). */
  readonly candidates: RawBuilder<unknown>;
  /** The best matches of the words before the limits were asked, where these were enough; else null. */
  readonly pool: RawBuilder<unknown> | null;
  readonly correctedText: string | null;
  /** Whether any of the need's words is in the catalogue; true where it has none. */
  readonly isKnown: boolean;
}

/** Ranks or sorts what satisfies the limits. With words at most MOST_RANKED products fit. */
export async function fit(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  cut: { readonly page: number; readonly perPage: number },
): Promise<Fitting> {
  const offset = (cut.page - 1) * cut.perPage;
  if (!need.text) {
    const candidates = matchingProducts(need.limits, keys, need.includeSoldOut);
    const { ids, total } = await listed(db, need, keys, cut.perPage, offset);
    return {
      total,
      page: ids,
      scores: new Map(),
      candidates,
      pool: null,
      correctedText: null,
      isKnown: true,
    };
  }
  const { ranking, pool } = await rankWithin(db, need, keys);
  const scores = new Map(ranking.ranked.map((one) => [one.productId, one.score]));
  const best = ranking.ranked[0]?.score ?? 0;
  // Sorted by price or date, a product that shares one weak word with the question must not come first.
  const isClose = (score: number) => need.sort === 'best' || score >= best * CLOSE_TO_BEST;
  const ranked = ranking.ranked.filter((one) => isClose(one.score)).map((one) => one.productId);
  const ordered =
    need.sort === 'best'
      ? [...ranked, ...(await unworded(db, need, keys, ranked))]
      : await sorted(db, need, keys, ranked);
  return {
    total: ordered.length,
    page: ordered.slice(offset, offset + cut.perPage),
    scores,
    candidates: idsSql(ordered),
    pool: ordered.length > ranked.length ? null : pool,
    correctedText: ranking.correctedText,
    isKnown: ranking.isKnown,
  };
}

/**
 * Where the words find less than a page, what else keeps the limits follows: words order, limits decide. Not where only
 * a price was named, which says nothing of the kind of thing.
 */
async function unworded(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  ranked: readonly number[],
): Promise<readonly number[]> {
  if (ranked.length === 0 || ranked.length >= ENOUGH_OF_MANY) return [];
  if (need.limits.every((limit) => limit.key === 'price')) return [];
  const { ids } = await listed(db, need, keys, ENOUGH_OF_MANY, 0);
  return ids.filter((id) => !ranked.includes(id)).slice(0, ENOUGH_OF_MANY - ranked.length);
}

const idsSql = (ids: readonly number[]): RawBuilder<unknown> =>
  sql`select unnest(${[...ids]}::bigint[]) as id`;

/**
 * Ranks what keeps the limits. Limits are cheap to ask of the best matches and dear to ask of a million products, so
 * the best matches come first; only where too few of them keep the limits is everything filtered before it is ranked.
 */
async function rankWithin(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
): Promise<{ ranking: Ranking; pool: RawBuilder<unknown> | null }> {
  const reasons = [0, 0] as const; // told for the page alone
  const also = limitWords(need);
  const wide = await rank(db, need.text, { also, most: MOST_RANKED, reasons });
  const pool = wide.ranked.map((one) => one.productId);
  const { rows } = await sql<{ id: number }>`
    select p.id from product p where p.id = any(${pool}::bigint[])
      and ${productHasMatch(need.limits, keys, need.includeSoldOut)}`.execute(db);
  const kept = new Set(rows.map((row) => row.id));
  const state = await readIndexState(db);
  const enough = state.products > MANY ? ENOUGH_OF_MANY : ENOUGH;
  if (pool.length < MOST_RANKED || kept.size >= enough) {
    const ranked = wide.ranked.filter((one) => kept.has(one.productId));
    return { ranking: { ...wide, ranked }, pool: idsSql(pool) };
  }
  const within = async (matching: RawBuilder<unknown>) => ({
    ranking: await rank(db, need.text, { also, matching, most: MOST_RANKED, reasons }),
    pool: null,
  });
  if (state.products > MANY) {
    const deep = await deeper(db, need, keys, state, wide.correctedText ?? need.text);
    if (deep.length >= enough) return within(idsSql(deep));
  }
  return within(matchingProducts(need.limits, keys, need.includeSoldOut));
}

/** Of the best matches of each word, those that keep the limits. */
async function deeper(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  state: IndexState,
  text: string,
): Promise<readonly number[]> {
  const { groups } = await groupWords(db, state, text, limitWords(need));
  const terms = groups.flatMap((group) => group.alternatives.slice(0, 1).map((one) => one.term));
  const { rows } = await sql<{ id: number }>`
    with best as materialized (
      select distinct b.product from unnest(${terms}::integer[]) t (term) cross join lateral (
        select product from ${tablesOf(state.generation).post} where term = t.term
        order by weight desc limit ${DEEP}) b)
    select p.id from best b join product p on p.id = b.product
    where ${productHasMatch(need.limits, keys, need.includeSoldOut)}`.execute(db);
  return rows.map((row) => row.id);
}

/** Products of the limits alone in order, and how many there are. */
async function listed(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  most: number,
  offset: number,
): Promise<{ ids: readonly number[]; total: number }> {
  const matches = productHasMatch(need.limits, keys, need.includeSoldOut);
  const { products } = await keptCount(db, scopeText(need.limits, need.includeSoldOut, []), async () => {
    const { rows } = await sql<{ products: number }>`
      select count(*)::int as products from product p where ${matches}`.execute(db);
    return { products: rows[0]?.products ?? 0 };
  });
  if (offset >= products) return { ids: [], total: products };
  const byPrice = need.sort === 'price-low' || need.sort === 'price-high';
  const { rows } = byPrice
    ? await sql<{ id: number }>`
        select f.product_id as id from (
          select m.product_id, min(m.price_minor) as price
          from (${matchingVariants(need.limits, keys, need.includeSoldOut)}) m group by m.product_id) f
        join product p on p.id = f.product_id order by ${orderOf(need.sort)} limit ${most} offset ${offset}`.execute(
        db,
      )
    : await sql<{ id: number }>`
        select p.id from product p where ${matches}
        order by ${orderOf(need.sort)} limit ${most} offset ${offset}`.execute(db);
  return { ids: rows.map((row) => row.id), total: products };
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
