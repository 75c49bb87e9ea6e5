import type { ShownProduct } from '#src/catalog/shown-products.ts';
import type { Database } from '#src/database/database.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { reasonsOf } from '../explain/highlight.ts';
import { matchingVariantOf } from '../filter/matching-variant.ts';
import type { SearchHit } from '../result.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Matches } from './execute.ts';

/** Reads products in the order of their ids; those that are gone are left out. */
export type ReadProducts = (db: Database, ids: readonly number[]) => Promise<readonly ShownProduct[]>;

/** The products of the page, each with the cheapest variant that satisfies every filter. */
export async function hydrate(
  snapshot: Snapshot,
  query: SearchQuery,
  { page, terms, scores }: Matches,
  locale: string,
  read: ReadProducts,
): Promise<readonly SearchHit[]> {
  if (!page.length) return [];
  const products = await read(snapshot.db, page);
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
