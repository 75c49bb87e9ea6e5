import { groupOfRecipient } from '#src/language/english/people.ts';
import { fieldQuery } from '../filter/field-query.ts';
import { filteredKeys, isNegated } from '#src/query/filters.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { liftPreferred } from './preferences.ts';
import { filterTerms } from '../rank/filter-terms.ts';
import { rank, type Ranking } from '../rank/rank.ts';
import { rankingFeaturesOf } from '../retrieve/feature-cache.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { bounds } from '../weights.ts';

/** How many of the best matches must satisfy the filters, for the others not to be looked for: four pages. */
const ENOUGH = 96;
const ENOUGH_OF_MANY = 24; // one page, where looking for the others means reading a large shop
const MANY = 20_000; // products

/** The share of the best match's score that something has to come to, to be an answer to the words. */
const LEAST_CLOSE = 0.5;

const BEST = 6; // matches, of which half must be what the question's noun names, for others to be no answer
const LOOKED_AT = 24; // that fit

export interface RankedWithin {
  readonly ranking: Ranking;
  /** The best matches of the words, more than satisfy the filters; null where only these were ranked. */
  readonly pool: readonly number[] | null;
}

/**
 * Ranks what satisfies the filters. The best matches are ranked first, those that violate filters of one key at most;
 * only where too few of them satisfy all filters is everything filtered before it is ranked. Where no facet is counted
 * of it or it is sorted by something else, only what satisfies all filters is ranked.
 */
export async function rankWithin(
  snapshot: Snapshot,
  query: SearchQuery,
  { isCounted, passedOver }: { readonly isCounted: boolean; readonly passedOver: ReadonlySet<number> },
): Promise<RankedWithin> {
  const { db, index, columns, keys } = snapshot;
  // Reasons are for the page alone.
  const options = {
    also: filterTerms(query),
    most: bounds.candidates,
    reasons: [0, 0],
    snapshot,
    passedOver,
    serves: query.serves ?? [],
    forChild: query.recipient !== null && groupOfRecipient(query.recipient) === 'child',
  } as const;
  const { engine } = columns;
  const asked = fieldQuery(query, keys);
  const matching = engine.matching(asked);
  // Without a filter everything that can be bought matches: asking each product would narrow nothing.
  const lifted = (ranking: Ranking): Ranking => ({
    ...ranking,
    ranked: liftPreferred(snapshot, query, ranking.ranked),
  });
  const isFiltered = query.filters.length > 0;
  const isSorted = query.sort !== 'best';
  if (isSorted)
    return { ranking: await rank(db, query.text, { ...options, matching, isSorted }), pool: null };
  if (isFiltered && !isCounted) {
    return { ranking: lifted(await rank(db, query.text, { ...options, matching })), pool: null };
  }
  const wide = await rank(db, query.text, {
    ...options,
    matching: filteredKeys(query).length ? engine.near(asked) : null,
  });
  const pool = wide.ranked.map((one) => one.productId);
  const inFilters = new Set(engine.among(asked, pool));
  if (isFiltered && !(await comesClose(snapshot, query, wide, inFilters)))
    return { ranking: { ...wide, ranked: [] }, pool };
  const enough = index.products > MANY ? ENOUGH_OF_MANY : ENOUGH;
  if (pool.length < bounds.candidates || inFilters.size >= enough) {
    const ranked = wide.ranked.filter((one) => inFilters.has(one.productId));
    return { ranking: lifted({ ...wide, ranked }), pool };
  }
  if (matching.isEmpty()) return { ranking: { ...wide, ranked: [] }, pool };
  return { ranking: lifted(await rank(db, query.text, { ...options, matching })), pool };
}

/**
 * Whether something within the bounds comes close to the best match of the words: the red teapot under $100 is no answer
 * to "red armchair under 100", nor are probes to "multimeter under 30" where multimeters cost more, nor is a sofa to
 * "armchairs not brown". Not asked where another limit tells what is meant, or a present is asked for.
 */
async function comesClose(
  { db, index }: Snapshot,
  { filters, isGift }: SearchQuery,
  { ranked, head }: Ranking,
  inFilters: ReadonlySet<number>,
): Promise<boolean> {
  const [best] = ranked;
  if (!best || isGift || !filters.every((one) => one.kind === 'range' || isNegated(one))) return true;
  const fitting = ranked.filter(({ productId }) => inFilters.has(productId)).slice(0, LOOKED_AT);
  // What is not among them scores less than the last of them.
  const first = fitting[0] ?? ranked.at(-1);
  if ((first?.score ?? 0) < best.score * LEAST_CLOSE) return false;
  if (!head || !fitting.length) return true;
  const top = ranked.slice(0, BEST);
  const { entries } = await rankingFeaturesOf(
    db,
    index,
    [...top, ...fitting].map(({ productId }) => productId),
    [],
  );
  const isCalled = (nouns: string | undefined) =>
    head.alternatives.some(({ term }) => nouns?.includes(` ${term} `));
  const things = top.filter(({ productId }) => isCalled(entries.get(productId)?.first));
  if (!things.includes(best) && things.length * 2 < top.length) return true;
  return fitting.some(({ productId }) => {
    const entry = entries.get(productId);
    return isCalled(entry?.first) || isCalled(entry?.later);
  });
}
