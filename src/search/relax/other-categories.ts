import type { NearMiss } from '../result.ts';
import { execute, type Matches } from '../list/execute.ts';
import type { ShownProduct } from '#src/catalog/shown-products.ts';
import { isNegated } from '#src/query/filters.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { closest } from './near-misses.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { filterTerms } from '../rank/filter-terms.ts';

const ENOUGH = 12; // hits from which nobody needs a neighbour

/** Products of other kinds, best first, with how well each matches. */
export interface OtherKinds {
  readonly ids: readonly number[];
  readonly scores: ReadonlyMap<number, number>;
}

const NONE: OtherKinds = { ids: [], scores: new Map() };

/**
 * Where few products of the kind that was named fit: the best matches of other kinds that satisfy every other filter.
 * What a thing is called is the softest thing that a shopper says; prices, sizes and the rest stay as they were said.
 */
export async function otherCategories(
  snapshot: Snapshot,
  query: SearchQuery,
  matches: Matches,
): Promise<OtherKinds> {
  const isKind = (filter: SearchQuery['filters'][number]) => filter.key === 'category' && !isNegated(filter);
  const kinds = query.filters.filter(isKind);
  if (matches.total === 0 || matches.total >= ENOUGH || !kinds.length || query.sort !== 'best') return NONE;
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
  return { ids, scores: found.scores };
}

/** The same as they are shown. `read`: those products and others. */
export function hydrateOtherKinds(
  snapshot: Snapshot,
  query: SearchQuery,
  { ids, scores }: OtherKinds,
  locale: string,
  read: ReadonlyMap<number, ShownProduct>,
): readonly NearMiss[] {
  const products = ids.flatMap((id) => read.get(id) ?? []);
  return products.flatMap(({ product }) => {
    const { variant, violations } = closest(product, query, snapshot.keys, locale);
    // Rows are asked last: what came to violate another filter meanwhile is no neighbour.
    if (violations.some(({ violation }) => violation.filter.key !== 'category')) return [];
    const score = scores.get(product.id) ?? 0;
    return [{ product, variant, score, reason: null, violations: violations.map((one) => one.violation) }];
  });
}
