import { alternativesTo } from '#src/catalog/alternatives.ts';
import { neighbours } from '#src/catalog/neighbours.ts';
import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';

const LOOKED_AT = 40;

/** The product of its kind that is most like it and can be bought; null where it is the only one of its kind. */
export async function mostSimilar(db: Database, product: Product): Promise<Product | null> {
  const kind = product.categorySlugs.at(-1);
  const ids = kind ? alternativesTo(product, await neighbours(db, kind, LOOKED_AT), 1) : [];
  return (await productsById(db, ids))[0] ?? null;
}
