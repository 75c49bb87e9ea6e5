import { canBeBoughtSql } from './stock-sql.ts';
import { integer, json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Attribute } from './product.ts';

/** As much of a product as it takes to say how like another it is. */
export interface Neighbour {
  readonly id: number;
  readonly attributes: readonly Attribute[];
  /** Lowest price of its variants, in minor units. */
  readonly from: number;
}

/** The most popular products of a category that have a variant to buy, most popular first. */
export async function neighbours(
  db: Database,
  category: string,
  most: number,
): Promise<readonly Neighbour[]> {
  const { rows } = await rowsOf({
    id: tables.product.id,
    attributes: json<readonly Attribute[]>(),
    from: integer,
  })`
    select p.id, p.attributes, least.price as "from"
    from (select id, attributes, popularity from product
      where category_slugs @> array[${category}] and status = 'active'
        and exists (select from variant v left join stock s on s.variant_id = v.id
          where v.product_id = product.id
            and ${canBeBoughtSql})
      order by popularity desc, id limit ${most}) p,
      lateral (select min(price_minor) as price from variant where product_id = p.id) least
    order by p.popularity desc, p.id`.execute(db);
  return rows;
}
