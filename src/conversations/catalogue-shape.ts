import { canBeBoughtSql } from '#src/catalog/stock-sql.ts';
import { integer, json, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

export interface Extreme {
  readonly slug: string;
  readonly title: string;
  readonly minor: number;
}

/** A department, or the whole shop: how many products, and the least and most expensive that can be bought. */
export interface Department {
  readonly slug: string;
  readonly name: string;
  readonly products: number;
  readonly least: Extreme;
  readonly most: Extreme;
}

export interface CatalogueShape {
  readonly all: Department;
  /** Departments and their categories, biggest first within a level. */
  readonly categories: readonly Department[];
  /** Brands by number of products. */
  readonly brands: readonly { readonly name: string; readonly products: number }[];
}

const MOST_CATEGORIES = 60;
const MOST_BRANDS = 30;

/** What the shop holds as a whole, from rows, in that currency. Prices are minor units. */
export async function catalogueShape(db: Database, currency: string): Promise<CatalogueShape> {
  const rows = await rowsOf({
    ...columns('category', 'name', 'depth'),
    slug: tables.product.slug,
    products: integer,
    least: json<Extreme>(),
    most: json<Extreme>(),
  })`
    with priced as (
      select p.id, p.slug as product_slug, p.title, p.category_slugs, min(v.price_minor) as low, max(v.price_minor) as high
      from product p join variant v on v.product_id = p.id left join stock s on s.variant_id = v.id
      where p.status = 'active' and v.currency = ${currency}
        and ${canBeBoughtSql}
      group by p.id),
    placed as (
      select c.slug, c.name, c.depth, priced.* from category c join priced on priced.category_slugs @> array[c.slug]
      union all select '', '', 0, priced.* from priced)
    select slug, name, depth, count(*)::int as products,
      (array_agg(jsonb_build_object('slug', product_slug, 'title', title, 'minor', low) order by low, id))[1] as least,
      (array_agg(jsonb_build_object('slug', product_slug, 'title', title, 'minor', high) order by high desc, id))[1] as most
    from placed group by slug, name, depth order by depth, count(*) desc, name limit ${MOST_CATEGORIES + 1}`.execute(
    db,
  );
  const brands = await rowsOf({ name: text, products: integer })`
    select brand as name, count(*)::int as products from product where status = 'active' and brand is not null
    group by brand order by count(*) desc, brand limit ${MOST_BRANDS}`.execute(db);
  const none: Extreme = { slug: '', title: '', minor: 0 };
  const all = rows.rows.find((row) => row.slug === '');
  return {
    all: all ?? { slug: '', name: '', products: 0, least: none, most: none },
    categories: rows.rows.filter((row) => row.slug !== ''),
    brands: brands.rows,
  };
}
