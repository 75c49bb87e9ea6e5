import { productsById, productsBySlug } from '#src/catalog/product-store.ts';
import { attributeOf, isAvailable, type Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import { recommend } from './recommend.ts';

/** A product that goes with others, and how we know: from orders, from what the editors wrote, or from what it is for. */
export interface GoesTogether {
  readonly product: Product;
  readonly because: 'orders' | 'editors' | 'uses';
  /** Orders that held it together with one of the others; 0 where it is not from orders. */
  readonly together: number;
}

export interface TogetherOptions {
  readonly now: Date;
  /** Whose earlier orders may count, with their consent; null for nobody. */
  readonly customerId?: string | null;
}

/** One order with both is chance. */
const LEAST_TOGETHER = 2;
const LOOKED_AT = 500; // products, where nothing better is known than what they are for

/**
 * Up to `most` products that complete those, in stock, best first: what orders show, then what the editors paired,
 * then what is made for the same uses on other shelves. A shop without orders still gives an answer.
 */
export async function boughtTogether(
  db: Database,
  content: Content,
  products: readonly Product[],
  most: number,
  options: TogetherOptions,
): Promise<readonly GoesTogether[]> {
  if (!products.length || most <= 0) return [];
  const held = new Set(products.map((product) => product.id));
  const found = new Map<number, GoesTogether>();
  const take = (
    all: readonly Product[],
    because: GoesTogether['because'],
    together: ReadonlyMap<number, number>,
  ) => {
    for (const product of all)
      if (
        found.size < most &&
        !held.has(product.id) &&
        !found.has(product.id) &&
        product.variants.some(isAvailable)
      )
        found.set(product.id, { product, because, together: together.get(product.id) ?? 0 });
  };
  const learned = await recommend(
    db,
    products.map((product) => `p:${product.id}`),
    { most: most * 4, now: options.now, customerId: options.customerId },
  );
  const counts = new Map(
    learned
      .filter(({ key, together }) => key.startsWith('p:') && together >= LEAST_TOGETHER)
      .map(({ key, together }) => [Number(key.slice(2)), together]),
  );
  take(await productsById(db, [...counts.keys()]), 'orders', counts);
  if (found.size < most) {
    const paired = products.flatMap((product) => content.productWords(product.slug)?.words.goesWith ?? []);
    take(await productsBySlug(db, [...new Set(paired)]), 'editors', new Map());
  }
  if (found.size < most) take(await madeForTheSame(db, products, most * 2), 'uses', new Map());
  return [...found.values()];
}

/** Products of other shelves that share the most uses, among the most popular. */
async function madeForTheSame(db: Database, products: readonly Product[], most: number) {
  const uses = products.flatMap((product) => {
    const use = attributeOf(product, 'use');
    return use?.kind === 'words' ? use.values : [];
  });
  const shelves = products.flatMap((product) => product.categorySlugs[0] ?? []);
  if (!uses.length) return [];
  const { rows } = await rowsOf(columns('product', 'id'))`
    with looked as (select id, attributes, popularity, category_slugs from product where status = 'active'
      order by popularity desc, id limit ${LOOKED_AT})
    select looked.id from looked, jsonb_array_elements(looked.attributes) as a,
      jsonb_array_elements_text(case when jsonb_typeof(a -> 'values') = 'array' then a -> 'values' else '[]' end) as use
    where a ->> 'key' = 'use' and use = any(${uses}::text[])
      and not (looked.category_slugs && ${shelves}::text[])
    group by looked.id, looked.popularity order by count(*) desc, looked.popularity desc, looked.id
    limit ${most}`.execute(db);
  return productsById(
    db,
    rows.map((row) => row.id),
  );
}
