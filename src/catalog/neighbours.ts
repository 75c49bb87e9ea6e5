import { canBeBoughtSql } from '#src/inventory/stock-sql.ts';
import { json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { keptAtVersion } from '#src/database/kept-at-version.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { Attribute } from './product.ts';

/** As much of a product as it takes to say how like another it is. */
export interface Neighbour {
  readonly id: number;
  readonly attributes: readonly Attribute[];
  /** Lowest price of its variants, in minor units. */
  readonly from: number;
}

/** The most popular products of a shelf that have a variant to buy, most popular first: those whose last category it is. */
export async function neighbours(db: Database, shelf: string, most: number): Promise<readonly Neighbour[]> {
  const { rows } = await rowsOf({ neighbours: nullable(json<readonly Neighbour[]>()) })`
    select json_agg(json_build_object('id', id, 'attributes', attributes, 'from',
      (select min(price_minor) from variant where product_id = p.id)) order by popularity desc, id) as neighbours
    from (select id, attributes, popularity from product
      where category_slugs[cardinality(category_slugs)] = ${shelf} and status = 'active'
        and exists (select from variant v left join stock s on s.variant_id = v.id
          where v.product_id = product.id and ${canBeBoughtSql})
      order by popularity desc, id limit ${most}) p`.execute(db);
  return rows[0]?.neighbours ?? [];
}

const SHOWN = 24;
const MOST_SHELVES = 500;

const kept = keptAtVersion<string, readonly Neighbour[]>(MOST_SHELVES, async (db, shelves) => {
  const found = shelves.map(async (shelf) => [shelf, await neighbours(db, shelf, SHOWN)] as const);
  return new Map(await Promise.all(found));
});

/** Those that a page chooses from, read once while nothing that pages show has changed. */
export const shownNeighbours = async (db: Database, shelf: string): Promise<readonly Neighbour[]> =>
  (await kept(db, [shelf])).get(shelf) ?? [];
