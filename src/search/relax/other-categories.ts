import type { NearMiss } from '../result.ts';
import { execute, type Matches } from '../list/execute.ts';
import type { ReadProducts } from '../list/hydrate.ts';
import { isNegated } from '#src/query/filters.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { closest } from './near-misses.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { filterTerms } from '../rank/filter-terms.ts';

const ENOUGH = 12; // hits from which nobody needs a neighbour

/**
 * Where few products of the kind that was named fit: the best matches of other kinds that satisfy every other filter.
 * What a thing is called is the softest thing that a shopper says; prices, sizes and the rest stay as they were said.
 */
export async function otherCategories(
  snapshot: Snapshot,
  query: SearchQuery,
  matches: Matches,
  locale: string,
  read: ReadProducts,
): Promise<readonly NearMiss[]> {
  const isKind = (filter: SearchQuery['filters'][number]) => filter.key === 'category' && !isNegated(filter);
  const kinds = query.filters.filter(isKind);
  if (matches.total === 0 || matches.total >= ENOUGH || !kinds.length || query.sort !== 'best') return [];
  const filters = query.filters.filter((filter) => !isKind(filter));
  const text = `${query.text} ${filterTerms({ ...query, filters: kinds })}`.trim();
  const found = await execute(
    snapshot,
    { ...query, text, filters },
    {
      page: 1,
      perPage: 2 * ENOUGH,
      isCounted: false,
    },
  );
  const shown = new Set(matches.page);
  const ids = found.page.filter((id) => !shown.has(id)).slice(0, ENOUGH - matches.total);
  const products = await read(snapshot.db, ids);
  return products.flatMap(({ product }) => {
    const { variant, violations } = closest(product, query, snapshot.keys, locale);
    // Rows are asked last: what came to violate another filter meanwhile is no neighbour.
    if (violations.some(({ violation }) => violation.filter.key !== 'category')) return [];
    const score = found.scores.get(product.id) ?? 0;
    return [{ product, variant, score, reason: null, violations: violations.map((one) => one.violation) }];
  });
}
