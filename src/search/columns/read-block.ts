import { sql } from 'kysely';
import { canBeBoughtSql } from '#src/inventory/stock-sql.ts';
import { isReducedSql } from '#src/catalog/reduced.ts';
import { json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf, type RowOf } from '#src/database/rows.ts';
import { BLOCK_BITS, type DocumentRows } from '../engine/engine.ts';

type ProductRow = readonly [
  id: number,
  brand: string | null,
  categories: readonly string[],
  rating: number | null,
  ratings: number,
  popularity: number,
  created: number,
];

const numbers = nullable(json<readonly number[]>());
const texts = nullable(json<readonly string[]>());
const flags = nullable(json<readonly boolean[]>());
// json_agg answers null for every column where it finds no row; its lists are as long as one another.
const variantShape = {
  products: numbers,
  ids: numbers,
  prices: numbers,
  currencies: texts,
  reduced: flags,
  buyable: flags,
};
const attributeShape = {
  documents: numbers,
  items: numbers,
  fields: texts,
  numbers: nullable(json<readonly (number | null)[]>()),
  keywords: nullable(json<readonly (string | null)[]>()),
  flags: nullable(json<readonly (boolean | null)[]>()),
};

export interface Block {
  readonly rows: DocumentRows;
  /** As they are written. */
  readonly brands: ReadonlySet<string>;
}

/** The published products of a block of neighbouring ids; null where it holds none. */
export async function readBlock(db: Database, number: number): Promise<Block | null> {
  const size = 2 ** BLOCK_BITS;
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${number * size} and ${sql.ref(column)} < ${(number + 1) * size}`;
  const products = await rowsOf({ rows: nullable(json<readonly ProductRow[]>()) })`
    select json_agg(json_build_array(p.id, p.brand, p.category_slugs, p.rating_average, p.rating_count, p.popularity,
      extract(epoch from p.created_at)::float8) order by p.id) as rows
    from product p where ${within('p.id')} and p.status = 'active'
      and exists (select from variant v where v.product_id = p.id)`.execute(db);
  const rows = products.rows[0]?.rows;
  if (!rows) return null;
  const variants = await rowsOf(variantShape)`
    select json_agg(product_id) as products, json_agg(id) as ids, json_agg(price_minor) as prices,
      json_agg(currency) as currencies, json_agg(reduced) as reduced, json_agg(buyable) as buyable
    from (select v.product_id, v.id, v.price_minor, v.currency, ${isReducedSql} as reduced, ${canBeBoughtSql} as buyable
      from variant v left join stock s on s.variant_id = v.id
      where ${within('v.product_id')} order by v.product_id, v.id) v`.execute(db);
  const attributes = await rowsOf(attributeShape)`
    select json_agg(product_id) as documents, json_agg(variant_id) as items, json_agg(key) as fields,
      json_agg(number) as numbers, json_agg(word) as keywords, json_agg(flag) as flags
    from (select * from search_fact where ${within('product_id')} order by product_id, variant_id) f`.execute(
    db,
  );
  const brands = new Set(rows.flatMap(([, brand]) => brand ?? []));
  return { rows: documentRows(rows, variants.rows[0], attributes.rows[0]), brands };
}

function documentRows(
  products: readonly ProductRow[],
  variants: RowOf<typeof variantShape> | undefined,
  attributes: RowOf<typeof attributeShape> | undefined,
): DocumentRows {
  return {
    ids: products.map(([id]) => id),
    keywords: {
      category: products.map(([, , slugs]) => slugs),
      brand: products.map(([, brand]) => (brand === null ? [] : [brand.toLowerCase()])),
    },
    numbers: {
      // As Postgres's `real` holds them.
      rating: products.map(([, , , rating]) => (rating === null ? null : Math.fround(rating))),
      ratings: products.map(([, , , , ratings]) => ratings),
      popularity: products.map(([, , , , , popularity]) => Math.fround(popularity)),
      created: products.map(([, , , , , , created]) => created),
    },
    items: {
      documents: variants?.products ?? [],
      ids: variants?.ids ?? [],
      isAvailable: variants?.buyable ?? [],
      numbers: { price: variants?.prices ?? [] },
      units: { price: variants?.currencies ?? [] },
      flags: { on_sale: variants?.reduced ?? [] },
    },
    dynamic: {
      documents: attributes?.documents ?? [],
      items: attributes?.items ?? [],
      fields: attributes?.fields ?? [],
      numbers: attributes?.numbers ?? [],
      keywords: attributes?.keywords ?? [],
      flags: attributes?.flags ?? [],
    },
  };
}
