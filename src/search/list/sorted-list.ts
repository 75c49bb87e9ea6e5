import { sql, type RawBuilder } from 'kysely';
import { scopeText } from '../facets/count-sql.ts';
import { matchingVariants, productHasMatch } from '../filter/filter-sql.ts';
import type { Moment } from './snapshot.ts';
import type { Need, Sort } from '../query.ts';
import { keptCount } from './count-cache.ts';
import { listShelf } from './sorted-list-in-memory.ts';

/** Products of the limits alone in order, and how many there are. */
export async function listed(
  { db, shelf, keys }: Moment,
  need: Need,
  most: number,
  offset: number,
): Promise<{ readonly ids: readonly number[]; readonly total: number }> {
  if (shelf) return listShelf(shelf, need, keys, { most, offset });
  const matches = productHasMatch(need.limits, keys, need.includeSoldOut);
  const { products } = await keptCount(db, scopeText(need.limits, need.includeSoldOut, []), async () => {
    const { rows } = await sql<{ products: number }>`
      select count(*)::int as products from product p where ${matches}`.execute(db);
    return { products: rows[0]?.products ?? 0 };
  });
  if (offset >= products) return { ids: [], total: products };
  const byPrice = need.sort === 'price-low' || need.sort === 'price-high';
  const { rows } = byPrice
    ? await sql<{ id: number }>`
        select f.product_id as id from (
          select m.product_id, min(m.price_minor) as price
          from (${matchingVariants(need.limits, keys, need.includeSoldOut)}) m group by m.product_id) f
        join product p on p.id = f.product_id order by ${orderOf(need.sort)} limit ${most} offset ${offset}`.execute(
        db,
      )
    : await sql<{ id: number }>`
        select p.id from product p where ${matches}
        order by ${orderOf(need.sort)} limit ${most} offset ${offset}`.execute(db);
  return { ids: rows.map((row) => row.id), total: products };
}

/** Those of the products that keep the limits, in the order that the need asks for. */
export async function sorted(
  { db, shelf, keys }: Moment,
  need: Need,
  ids: readonly number[],
): Promise<readonly number[]> {
  if (shelf) return listShelf(shelf, need, keys, { most: ids.length, offset: 0, among: ids }).ids;
  const { rows } = await sql<{ id: number }>`
    select f.product_id as id from (
      select m.product_id, min(m.price_minor) as price
      from (${matchingVariants(need.limits, keys, need.includeSoldOut)}) m
      where m.product_id = any(${[...ids]}::bigint[]) group by m.product_id) f
    join product p on p.id = f.product_id order by ${orderOf(need.sort)}`.execute(db);
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
