import { productsById } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { productsAndPassages, reasonsOf } from '../explain/highlight.ts';
import { matchingVariantOf } from '../filter/matching-variant.ts';
import type { SearchHit } from '../result.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Matches } from './execute.ts';

/** The products of the page, each with the cheapest variant that satisfies every filter. */
export async function hydrate(
  snapshot: Snapshot,
  query: SearchQuery,
  matches: Matches,
  locale: string,
): Promise<readonly SearchHit[]> {
  const { page, terms, scores } = matches;
  if (!page.length) return [];
  const { products, passages } = await (terms.length ? productsAndPassages : withoutPassages)(
    snapshot.db,
    page,
  );
  const choose = matchingVariantOf(snapshot, query, locale);
  const reasons = reasonsOf(products, passages, terms);
  return products.flatMap((product) => {
    const variant = choose(product);
    if (!variant) return [];
    return [
      { product, variant, score: scores.get(product.id) ?? 0, reason: reasons.get(product.id) ?? null },
    ];
  });
}

const withoutPassages = async (db: Database, ids: readonly number[]) => ({
  products: await productsById(db, ids),
  passages: new Map<number, readonly string[]>(),
});
