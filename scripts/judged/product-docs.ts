import type { Database } from '#src/database/database.ts';
import { productsAfter } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { textsOf } from '#src/search/index/bm25f-impacts.ts';
import type { JudgedDoc } from './judged-set.ts';

/** What of a product names the judged document that it is. */
export const MAPS = ['handle', 'sku', 'gtin', 'mpn'] as const;
export type DocMap = (typeof MAPS)[number];

/** The ids under which a product may be judged, by that field; `key` is the feed's own handle of it. */
export const idsOf = (product: Product, map: DocMap, key: string): readonly string[] =>
  map === 'handle' ? [key, product.slug] : product.variants.flatMap((variant) => variant[map] ?? []);

/** Every published product. */
export async function allProducts(db: Database): Promise<readonly Product[]> {
  const products: Product[] = [];
  for (;;) {
    const batch = await productsAfter(db, products.at(-1)?.id ?? 0, 500);
    if (!batch.length) return products;
    products.push(...batch);
  }
}

/** A product as other systems are given it: the texts that the shop's own index holds, its prose with the description. */
export function productDoc(product: Product, id: string, words: string): JudgedDoc {
  const texts = textsOf(product, words);
  return {
    id,
    title: texts.title,
    brand: texts.brand,
    class: texts.class,
    attributes: texts.attributes,
    description: `${texts.description} ${texts.editorial}`,
  };
}
