import { sql } from 'kysely';
import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import type { FactKey } from '../attributes/attribute-keys.ts';
import { isWithin } from '../query/filters.ts';
import { matchingVariants } from './filter-sql.ts';
import type { Limit, Need } from '../query.ts';
import type { Shelf } from '../columns/column-store.ts';
import { scopesOf } from './matching-variants.ts';
import { hasVariant } from '../data-structures/bitset.ts';

/** The cheapest variant of a product that keeps every limit, the first of equals; null where none does. */
export type Choice = (product: Product) => Variant | null;

/** By the shelf; price and stock, which change by the minute, by the product as it was read. */
export function choiceOnShelf(shelf: Shelf, need: Need, keys: ReadonlyMap<string, FactKey>): Choice {
  const scopes = scopesOf(shelf, need, keys);
  return (product) => {
    const kept = new Set<number>();
    shelf.visitSome([product.id], (segment, place) => {
      const bits = scopes.keptIn(segment);
      const to = segment.variantsFrom[place + 1] ?? 0;
      for (let at = segment.variantsFrom[place] ?? 0; at < to; at += 1) {
        if (hasVariant(bits, at)) kept.add(segment.variantId[at] ?? 0);
      }
    });
    return cheapest(product.variants.filter((one) => kept.has(one.id) && stillKeeps(one, need)));
  };
}

const stillKeeps = (variant: Variant, { limits, includeSoldOut }: Need): boolean =>
  (includeSoldOut || isAvailable(variant)) && limits.every((limit) => keepsOwn(variant, limit));

function keepsOwn({ price, compareAt }: Variant, limit: Limit): boolean {
  if (limit.kind === 'range' && limit.key === 'price') {
    return (limit.unit === null || limit.unit === price.currency) && isWithin(limit, price.minor);
  }
  if (limit.kind === 'flag' && limit.key === 'on_sale') {
    return (compareAt !== null && compareAt.minor > price.minor) === limit.value;
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
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  ids: readonly number[],
): Promise<Choice> {
  const { rows } = await sql<{ product: number; variant: number }>`
    select distinct on (m.product_id) m.product_id as product, m.id as variant
    from (${matchingVariants(need.limits, keys, need.includeSoldOut)}) m
    where m.product_id = any(${[...ids]}::bigint[])
    order by m.product_id, m.price_minor, m.position, m.id`.execute(db);
  const chosen = new Map(rows.map((row) => [row.product, row.variant]));
  return (product) => product.variants.find((one) => one.id === chosen.get(product.id)) ?? null;
}
