import type { ShownProduct } from '#src/catalog/shown-products.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { reasonsOf } from '../explain/highlight.ts';
import { matchingVariantOf } from '../filter/matching-variant.ts';
import type { SearchHit } from '../result.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Matches } from './execute.ts';

/** The products of the page, each with the cheapest variant that satisfies every filter. `read`: those and others. */
export function hydrate(
  snapshot: Snapshot,
  query: SearchQuery,
  { page, terms, scores }: Matches,
  locale: string,
  read: ReadonlyMap<number, ShownProduct>,
): readonly SearchHit[] {
  const products = page.flatMap((id) => read.get(id) ?? []);
  if (!products.length) return [];
  const choose = matchingVariantOf(snapshot, query, locale);
  const reasons = terms.length ? reasonsOf(products, terms) : null;
  return products.flatMap(({ product }) => {
    const variant = choose(product);
    if (!variant) return [];
    return [
      { product, variant, score: scores.get(product.id) ?? 0, reason: reasons?.get(product.id) ?? null },
    ];
  });
}
