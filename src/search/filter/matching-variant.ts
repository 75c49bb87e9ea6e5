import { sql } from 'kysely';
import { isAvailable, type Product, type Variant, isReduced } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import type { AttributeKey } from '../attributes/attribute-keys.ts';
import { isWithin } from '../query/filters.ts';
import { matchingVariants } from './filter-sql.ts';
import type { Filter, SearchQuery } from '../query.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { scopesOf } from './matching-variants.ts';
import { hasBit } from '../data-structures/bitset.ts';

/** The cheapest variant of a product that keeps every limit, the first of equals; null where none does. */
export type Choice = (product: Product) => Variant | null;

/** By the shelf; price and stock, which change by the minute, by the product as it was read. */
export function choiceInMemory(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
): Choice {
  const scopes = scopesOf(columns, query, keys);
  return (product) => {
    const kept = new Set<number>();
    columns.visitSome([product.id], (segment, place) => {
      const bits = scopes.keptIn(segment);
      const to = segment.variantsFrom[place + 1] ?? 0;
      for (let at = segment.variantsFrom[place] ?? 0; at < to; at += 1) {
        if (hasBit(bits, at)) kept.add(segment.variantId[at] ?? 0);
      }
    });
    return cheapest(product.variants.filter((one) => kept.has(one.id) && stillKeeps(one, query)));
  };
}

const stillKeeps = (variant: Variant, { filters, includeSoldOut }: SearchQuery): boolean =>
  (includeSoldOut || isAvailable(variant)) && filters.every((filter) => keepsOwn(variant, filter));

function keepsOwn(variant: Variant, filter: Filter): boolean {
  const { price } = variant;
  if (filter.kind === 'range' && filter.key === 'price') {
    return (filter.unit === null || filter.unit === price.currency) && isWithin(filter, price.minor);
  }
  if (filter.kind === 'flag' && filter.key === 'on_sale') {
    return isReduced(variant) === filter.value;
  }
  return true;
}

function cheapest(variants: readonly Variant[]): Variant | null {
  let best: Variant | null = null;
  for (const one of variants) if (best === null || one.price.minor < best.price.minor) best = one;
  return best;
}

/** By the rows of those products. */
export async function choiceInRows(
  db: Database,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  ids: readonly number[],
): Promise<Choice> {
  const { rows } = await sql<{ product: number; variant: number }>`
    select distinct on (m.product_id) m.product_id as product, m.id as variant
    from (${matchingVariants(query.filters, keys, query.includeSoldOut)}) m
    where m.product_id = any(${[...ids]}::bigint[])
    order by m.product_id, m.price_minor, m.position, m.id`.execute(db);
  const chosen = new Map(rows.map((row) => [row.product, row.variant]));
  return (product) => product.variants.find((one) => one.id === chosen.get(product.id)) ?? null;
}
