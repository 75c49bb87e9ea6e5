import { productsById } from '#src/catalog/product-store.ts';
import type { Product, Variant } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { attributeValuesOf, type AttributeValue } from '#src/catalog/attribute-values.ts';
import { violationCheck } from '#src/query/violations.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';

type Keys = ReadonlyMap<string, AttributeKey>;

export interface PlainVariant {
  readonly product: Product;
  readonly variant: Variant;
  readonly facts: readonly AttributeValue[];
}

/** Every variant of every published product, as the rows stand now. */
export async function everyVariant(db: Database, keys: Keys): Promise<readonly PlainVariant[]> {
  const rows = await db.selectFrom('product').select('id').where('status', '=', 'active').execute();
  const products = await productsById(
    db,
    rows.map((row) => row.id),
  );
  return products.flatMap((product) => {
    const facts = attributeValuesOf(product, (key) => keys.get(key)?.unit ?? null);
    return product.variants.map((variant) => ({ product, variant, facts }));
  });
}

/** Those that break no filter, each asked by itself. */
export const plainMatches = (
  all: readonly PlainVariant[],
  query: Pick<SearchQuery, 'filters' | 'includeSoldOut'>,
  keys: Keys,
): readonly PlainVariant[] =>
  [...Map.groupBy(all, (one) => one.product)].flatMap(([product, variants]) => {
    const check = violationCheck(product, keys, 'en-US');
    return variants.filter((one) => !check(one.variant, query.filters, query.includeSoldOut).length);
  });

/** How many products there are, and how many of them have each value. */
export function plainCounts(matches: readonly PlainVariant[], key: string) {
  const products = new Map<string, Set<number>>();
  const add = (value: string, one: PlainVariant) =>
    products.set(value, (products.get(value) ?? new Set()).add(one.product.id));
  const numbers: number[] = [];
  for (const one of matches) {
    if (key === 'price') numbers.push(one.variant.price.minor);
    else if (key === 'brand') {
      if (one.product.brand) add(one.product.brand.toLowerCase(), one);
    } else if (key === 'category') for (const slug of one.product.categorySlugs) add(slug, one);
    else {
      for (const fact of one.facts) {
        if (fact.key !== key || (fact.variantId !== 0 && fact.variantId !== one.variant.id)) continue;
        if (fact.word !== null) add(fact.word.toLowerCase(), one);
        if (fact.flag !== null) add(fact.flag ? 'yes' : 'no', one);
        if (fact.number !== null) numbers.push(fact.number);
      }
    }
  }
  return {
    values: new Map([...products].map(([value, ids]) => [value, ids.size])),
    least: numbers.length ? Math.min(...numbers) : null,
    most: numbers.length ? Math.max(...numbers) : null,
  };
}

/** Ids of the products in the order that a listing has. */
export function plainOrder(
  matches: readonly PlainVariant[],
  sort: SearchQuery['sort'],
  createdAt: ReadonlyMap<number, number>,
): readonly number[] {
  const lowest = new Map<number, number>();
  for (const { product, variant } of matches) {
    lowest.set(product.id, Math.min(lowest.get(product.id) ?? Infinity, variant.price.minor));
  }
  const products = [...new Map(matches.map(({ product }) => [product.id, product])).values()];
  const rating = (one: Product) => one.rating?.average ?? -1;
  const orders: Readonly<Record<SearchQuery['sort'], (a: Product, b: Product) => number>> = {
    'price-low': (a, b) => (lowest.get(a.id) ?? 0) - (lowest.get(b.id) ?? 0) || a.id - b.id,
    'price-high': (a, b) => (lowest.get(b.id) ?? 0) - (lowest.get(a.id) ?? 0) || a.id - b.id,
    newest: (a, b) => (createdAt.get(b.id) ?? 0) - (createdAt.get(a.id) ?? 0) || b.id - a.id,
    rating: (a, b) => rating(b) - rating(a) || (b.rating?.count ?? 0) - (a.rating?.count ?? 0) || a.id - b.id,
    best: (a, b) => b.popularity - a.popularity || rating(b) - rating(a) || a.id - b.id,
  };
  return products.toSorted(orders[sort]).map((one) => one.id);
}
