import { sql, type RawBuilder } from 'kysely';
import { cacheKey } from '../facets/count-sql.ts';
import { matchingVariants, productHasMatch } from '../filter/filter-sql.ts';
import type { Snapshot } from './snapshot.ts';
import type { SearchQuery, Sort } from '../query.ts';
import { keptCount } from './count-cache.ts';
import { listInMemory } from './sorted-list-in-memory.ts';

/** Products of the limits alone in order, and how many there are. */
export async function listed(
  { db, columns, keys }: Snapshot,
  query: SearchQuery,
  most: number,
  offset: number,
): Promise<{ readonly ids: readonly number[]; readonly total: number }> {
  if (columns) return listInMemory(columns, query, keys, { most, offset });
  const matches = productHasMatch(query.filters, keys, query.includeSoldOut);
  const { products } = await keptCount(db, cacheKey(query.filters, query.includeSoldOut, []), async () => {
    const { rows } = await sql<{ products: number }>`
      select count(*)::int as products from product p where ${matches}`.execute(db);
    return { products: rows[0]?.products ?? 0 };
  });
  if (offset >= products) return { ids: [], total: products };
  const byPrice = query.sort === 'price-low' || query.sort === 'price-high';
  const { rows } = byPrice
    ? await sql<{ id: number }>`
        select f.product_id as id from (
          select m.product_id, min(m.price_minor) as price
          from (${matchingVariants(query.filters, keys, query.includeSoldOut)}) m group by m.product_id) f
        join product p on p.id = f.product_id order by ${orderOf(query.sort)} limit ${most} offset ${offset}`.execute(
        db,
      )
    : await sql<{ id: number }>`
        select p.id from product p where ${matches}
        order by ${orderOf(query.sort)} limit ${most} offset ${offset}`.execute(db);
  return { ids: rows.map((row) => row.id), total: products };
}

/** Those of the products that keep the limits, in the order that the need asks for. */
export async function sorted(
  { db, columns, keys }: Snapshot,
  query: SearchQuery,
  ids: readonly number[],
): Promise<readonly number[]> {
  if (columns) return listInMemory(columns, query, keys, { most: ids.length, offset: 0, among: ids }).ids;
  const { rows } = await sql<{ id: number }>`
    select f.product_id as id from (
      select m.product_id, min(m.price_minor) as price
      from (${matchingVariants(query.filters, keys, query.includeSoldOut)}) m
      where m.product_id = any(${[...ids]}::bigint[]) group by m.product_id) f
    join product p on p.id = f.product_id order by ${orderOf(query.sort)}`.execute(db);
  return rows.map((row) => row.id);
}

function orderOf(sort: Sort): RawBuilder<unknown> {
  switch (sort) {
    case 'price-low':
      return sql`f.price, p.id`;
    case 'price-high':
      return sql`f.price desc, p.id`;
    case 'newest':
      return sql`p.created_at desc, p.id desc`;
    case 'rating':
      return sql`p.rating_average desc nulls last, p.rating_count desc, p.id`;
    case 'best':
      return sql`p.popularity desc, p.rating_average desc nulls last, p.id`;
  }
}
