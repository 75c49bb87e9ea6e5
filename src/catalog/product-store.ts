import { sql, type RawBuilder } from 'kysely';
import { json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type {
  Attribute,
  Availability,
  Picture,
  Product,
  ProductOption,
  UnitMeasure,
  Variant,
} from './product.ts';
import { answeredFrom } from '#src/http/last-modified.ts';
import { freePiecesSql } from '#src/inventory/stock-sql.ts';

export const LOW_STOCK = 3; // at or below it a page says how many are left

type VariantRow = readonly [
  id: number,
  sku: string,
  title: string,
  options: Record<string, string>,
  attributes: Attribute[],
  gtin: string | null,
  mpn: string | null,
  price: number,
  compareAt: number | null,
  priceUntil: string | null,
  currency: string,
  weight: number | null,
  unitMeasure: UnitMeasure | null,
  imageUrl: string | null,
  left: number | null,
  backorder: boolean,
  priceFrom: string | null,
  availableFrom: string | null,
  preorder: boolean,
];

type ProductRow = readonly [
  id: number,
  slug: string,
  title: string,
  description: string,
  brand: string | null,
  productType: string | null,
  categoryPath: string[],
  categorySlugs: string[],
  tags: string[],
  condition: Product['condition'],
  options: ProductOption[],
  attributes: Attribute[],
  images: Picture[],
  popularity: number,
  ratingAverage: number | null,
  ratingCount: number,
  updatedAt: string,
  variants: VariantRow[] | null,
  beside: unknown,
];

/** A product and what was asked for beside it. */
export interface ProductWith<Beside> {
  readonly product: Product;
  readonly beside: Beside;
}

/** The products of those ids, in that order; unknown and unpublished ones are left out. */
export async function productsById(db: Database, ids: readonly number[]): Promise<readonly Product[]> {
  return (await productsWith<null>(db, { ids, slugs: [] }, sql`null`)).map((one) => one.product);
}

/** The products of those slugs, in that order; unknown and unpublished ones are left out. */
export async function productsBySlug(db: Database, slugs: readonly string[]): Promise<readonly Product[]> {
  return (await productsWith<null>(db, { ids: [], slugs }, sql`null`)).map((one) => one.product);
}

/** Both, the ids first, with what is asked for beside each: an expression over its row `p`, answered as JSON. */
export async function productsWith<Beside>(
  db: Database,
  { ids, slugs }: { readonly ids: readonly number[]; readonly slugs: readonly string[] },
  beside: RawBuilder<unknown>,
): Promise<readonly ProductWith<Beside>[]> {
  if (ids.length + slugs.length === 0) return [];
  const wanted = [
    ...(ids.length ? [sql`p.id = any(${[...ids]}::bigint[])`] : []),
    ...(slugs.length ? [sql`p.slug = any(${[...slugs]}::text[])`] : []),
  ];
  const found = await select<Beside>(db, sql`(${sql.join(wanted, sql` or `)})`, beside);
  const byId = new Map(found.map((one) => [one.product.id, one]));
  const bySlug = new Map(found.map((one) => [one.product.slug, one]));
  return [...ids.flatMap((id) => byId.get(id) ?? []), ...slugs.flatMap((slug) => bySlug.get(slug) ?? [])];
}

export async function productBySlug(db: Database, slug: string): Promise<Product | null> {
  return (await productsBySlug(db, [slug]))[0] ?? null;
}

/** The published product that has this SKU, and the variant itself. */
export async function productBySku(
  db: Database,
  sku: string,
): Promise<{ readonly product: Product; readonly variant: Variant } | null> {
  const [found] = await select(db, sql`p.id = (select product_id from variant where sku = ${sku})`);
  const variant = found?.product.variants.find((one) => one.sku === sku);
  return found && variant ? { product: found.product, variant } : null;
}

/** Published products by id after `afterId`, for walks over the whole catalogue in bounded memory. */
export async function productsAfter(
  db: Database,
  afterId: number,
  most: number,
): Promise<readonly Product[]> {
  const ids = await rowsOf(columns('product', 'id'))`
    select id from product where id > ${afterId} and status = 'active' order by id limit ${most}`.execute(db);
  return productsById(
    db,
    ids.rows.map((row) => row.id),
  );
}

/** As one value: a row of two dozen columns for each product costs twice as much to write and read again. */
async function select<Beside = null>(
  db: Database,
  where: RawBuilder<unknown>,
  beside: RawBuilder<unknown> = sql`null`,
): Promise<readonly ProductWith<Beside>[]> {
  const { rows } = await rowsOf({ products: nullable(json<readonly ProductRow[]>()) })`
    select json_agg(json_build_array(
      p.id, p.slug, p.title, p.description, p.brand, p.product_type, p.category_path, p.category_slugs, p.tags,
      p.condition, p.options, p.attributes, p.images, p.popularity, p.rating_average, p.rating_count, p.updated_at,
      (select json_agg(json_build_array(
          v.id, v.sku, v.title, v.options, v.attributes, v.gtin, v.mpn, v.price_minor, v.compare_at_minor, v.price_until,
          v.currency, v.weight_grams, v.unit_measure, v.image_url,
          case when s.tracked then ${freePiecesSql} end, coalesce(s.backorder, false),
          v.price_from, v.available_from, v.preorder)
          order by v.position, v.id)
        from variant v left join stock s on s.variant_id = v.id where v.product_id = p.id),
      ${beside})) as products
    from product p where ${where} and p.status = 'active'`.execute(db);
  return (rows[0]?.products ?? []).flatMap((row) => {
    const product = toProduct(row);
    if (product) answeredFrom(product.updatedAt);
    return product ? [{ product, beside: row.at(-1) as Beside }] : [];
  });
}

/** null: nothing of it is sold. */
function toProduct(row: ProductRow): Product | null {
  const [id, slug, title, description, brand, productType, categoryPath, categorySlugs, tags, ...others] =
    row;
  const [condition, options, attributes, images, popularity, average, count, updatedAt, variants] = others;
  if (!variants) return null;
  return {
    id,
    slug,
    title,
    description,
    brand,
    productType,
    categoryPath,
    categorySlugs,
    tags,
    condition,
    options,
    attributes,
    images,
    popularity,
    rating: average === null ? null : { average, count },
    updatedAt: new Date(updatedAt),
    variants: variants.map(toVariant) as [Variant, ...Variant[]],
  };
}

function toVariant(row: VariantRow): Variant {
  const [id, sku, title, options, attributes, gtin, mpn, minor, compareAt, priceUntil, currency, ...others] =
    row;
  const [shippingWeightGrams, unitMeasure, imageUrl, left, backorder, ...dates] = others;
  const [priceFrom, availableFrom, preorder] = dates;
  return {
    id,
    sku,
    title,
    options,
    attributes,
    gtin,
    mpn,
    price: { minor, currency },
    compareAt: compareAt === null ? null : { minor: compareAt, currency },
    priceUntil: priceUntil === null ? null : new Date(priceUntil),
    priceFrom: priceFrom === null ? null : new Date(priceFrom),
    availableFrom: availableFrom === null ? null : new Date(availableFrom),
    preorder,
    shippingWeightGrams,
    unitMeasure,
    imageUrl,
    availability: availabilityOf(left, backorder),
  };
}

function availabilityOf(left: number | null, backorder: boolean): Availability {
  if (left === null) return { state: 'in-stock', left };
  if (left > LOW_STOCK) return { state: 'in-stock', left };
  if (left > 0) return { state: 'low-stock', left };
  return { state: backorder ? 'backorder' : 'sold-out', left };
}
