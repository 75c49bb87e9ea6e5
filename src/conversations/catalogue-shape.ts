import { canBeBoughtSql } from '#src/inventory/stock-sql.ts';
import { boolean, integer, json, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

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

/** The most categories and brands that are told. */
export const MOST_CATEGORIES = 60;
export const MOST_BRANDS = 30;

/**
 * What the shop holds as a whole, from rows, in that currency. Prices are minor units. Read anew where a product, a price
 * or a stock has changed since.
 */
export async function catalogueShape(db: Database, currency: string): Promise<CatalogueShape> {
  const { rows } = await rowsOf({ version: text, settled: boolean })`
    select concat_ws(' ', ${currency}::text, (select max(updated_at) from product),
        (select last_value from offer_change), (select version from search_fact_state)) as version,
      pg_snapshot_xmin(now) = pg_snapshot_xmax(now) as settled
    from pg_current_snapshot() now`.execute(db);
  const [read] = rows;
  return shapes.at(db, {
    currency,
    version: read?.version ?? '',
    settled: read?.settled ?? false,
    at: performance.now(),
  });
}

interface Wanted {
  readonly currency: string;
  /** Of all that the shape is made of; a change is counted before it is committed. */
  readonly version: string;
  /** Whether nothing was under way when the version was read, so that all it counts is to be seen. */
  readonly settled: boolean;
  readonly at: number;
}

const KEPT_UNSETTLED_MS = 500;
const shapes = followVersion<CatalogueShape, Wanted>(
  (db, { version: { currency } }) => readShape(db, currency),
  (held, wanted) =>
    held.version === wanted.version && (held.settled || wanted.at - held.at < KEPT_UNSETTLED_MS),
);

async function readShape(db: Database, currency: string): Promise<CatalogueShape> {
  // The first of an ordered list would sort the shop once a category: an array of price and id is compared as it is.
  const { rows } = await rowsOf({
    ...columns('category', 'name', 'depth', 'slug'),
    products: integer,
    least: json<Extreme>(),
    most: json<Extreme>(),
  })`
    with priced as (
      select p.id, p.category_slugs, min(v.price_minor) as low, max(v.price_minor) as high
      from product p join variant v on v.product_id = p.id left join stock s on s.variant_id = v.id
      where p.status = 'active' and v.currency = ${currency}
        and ${canBeBoughtSql}
      group by p.id),
    alike as (
      select category_slugs, count(*) as products, min(array[low, id]) as least, max(array[high, -id]) as most
      from priced group by category_slugs),
    summed as (
      select slug, sum(products)::int as products, min(least) as least, max(most) as most
      from alike, unnest(array_append(category_slugs, '')) as slug group by slug)
    select t.slug, coalesce(c.name, '') as name, coalesce(c.depth, 0) as depth, t.products,
      (select json_build_object('slug', p.slug, 'title', p.title, 'minor', t.least[1]) from product p
        where p.id = t.least[2]) as least,
      (select json_build_object('slug', p.slug, 'title', p.title, 'minor', t.most[1]) from product p
        where p.id = -t.most[2]) as most
    from summed t left join category c on c.slug = t.slug where t.slug = '' or c.slug is not null
    order by depth, products desc, name limit ${MOST_CATEGORIES + 1}`.execute(db);
  const brands = await rowsOf({ name: text, products: integer })`
    select brand as name, count(*)::int as products from product where status = 'active' and brand is not null
    group by brand order by count(*) desc, brand limit ${MOST_BRANDS}`.execute(db);
  const none: Extreme = { slug: '', title: '', minor: 0 };
  const all = rows.find((row) => row.slug === '');
  return {
    all: all ?? { slug: '', name: '', products: 0, least: none, most: none },
    categories: rows.filter((row) => row.slug !== ''),
    brands: brands.rows,
  };
}
