import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type {
  Attribute,
  Availability,
  Picture,
  Product,
  ProductOption,
  UnitMeasure,
  Variant,
} from './product.ts';

const LOW_STOCK = 3; // at or below it a page says how many are left

interface VariantRow {
  id: number;
  sku: string;
  title: string;
  options: Record<string, string>;
  attributes: Attribute[];
  gtin: string | null;
  mpn: string | null;
  price: number;
  compare_at: number | null;
  price_until: string | null;
  currency: string;
  weight: number | null;
  unit_measure: UnitMeasure | null;
  image_url: string | null;
  left: number | null;
  backorder: boolean;
}

interface ProductRow {
  id: number;
  slug: string;
  title: string;
  description: string;
  brand: string | null;
  product_type: string | null;
  category_path: string[];
  category_slugs: string[];
  tags: string[];
  condition: Product['condition'];
  options: ProductOption[];
  attributes: Attribute[];
  images: Picture[];
  popularity: number;
  rating_average: number | null;
  rating_count: number;
  updated_at: Date;
  variants: VariantRow[];
}

/** The products of those ids, in that order; unknown and unpublished ones are left out. */
export async function productsById(db: Database, ids: readonly number[]): Promise<readonly Product[]> {
  if (ids.length === 0) return [];
  const rows = await select(db, sql`p.id = any(${[...ids]}::bigint[])`);
  const byId = new Map(rows.map((product) => [product.id, product]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The products of those slugs, in that order; unknown and unpublished ones are left out. */
export async function productsBySlug(db: Database, slugs: readonly string[]): Promise<readonly Product[]> {
  if (slugs.length === 0) return [];
  const rows = await select(db, sql`p.slug = any(${[...slugs]}::text[])`);
  const bySlug = new Map(rows.map((product) => [product.slug, product]));
  return slugs.flatMap((slug) => bySlug.get(slug) ?? []);
}

export async function productBySlug(db: Database, slug: string): Promise<Product | null> {
  return (await productsBySlug(db, [slug]))[0] ?? null;
}

/** The published product that has this SKU, and the variant itself. */
export async function productBySku(
  db: Database,
  sku: string,
): Promise<{ readonly product: Product; readonly variant: Variant } | null> {
  const [product] = await select(db, sql`p.id = (select product_id from variant where sku = ${sku})`);
  const variant = product?.variants.find((one) => one.sku === sku);
  return product && variant ? { product, variant } : null;
}

/** Published products by id after `afterId`, for walks over the whole catalogue in bounded memory. */
export async function productsAfter(
  db: Database,
  afterId: number,
  most: number,
): Promise<readonly Product[]> {
  const ids = await sql<{ id: number }>`
    select id from product where id > ${afterId} and status = 'active' order by id limit ${most}`.execute(db);
  return productsById(
    db,
    ids.rows.map((row) => row.id),
  );
}

async function select(db: Database, where: ReturnType<typeof sql>): Promise<readonly Product[]> {
  const result = await sql<ProductRow>`
    select p.id, p.slug, p.title, p.description, p.brand, p.product_type, p.category_path, p.category_slugs, p.tags,
      p.condition, p.options, p.attributes, p.images, p.popularity, p.rating_average, p.rating_count, p.updated_at,
      (select jsonb_agg(jsonb_build_object(
          'id', v.id, 'sku', v.sku, 'title', v.title, 'options', v.options, 'attributes', v.attributes,
          'gtin', v.gtin, 'mpn', v.mpn, 'price', v.price_minor, 'compare_at', v.compare_at_minor, 'price_until', v.price_until,
          'currency', v.currency, 'weight', v.weight_grams, 'unit_measure', v.unit_measure, 'image_url', v.image_url,
          'left', case when s.tracked then greatest(s.on_hand - s.reserved, 0) end,
          'backorder', coalesce(s.backorder, false)) order by v.position, v.id)
        from variant v left join stock s on s.variant_id = v.id where v.product_id = p.id) as variants
    from product p
    where ${where} and p.status = 'active' and exists (select from variant v where v.product_id = p.id)`.execute(
    db,
  );
  return result.rows.map(toProduct);
}

function toProduct(row: ProductRow): Product {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    description: row.description,
    brand: row.brand,
    productType: row.product_type,
    categoryPath: row.category_path,
    categorySlugs: row.category_slugs,
    tags: row.tags,
    condition: row.condition,
    options: row.options,
    attributes: row.attributes,
    images: row.images,
    popularity: row.popularity,
    rating: row.rating_average === null ? null : { average: row.rating_average, count: row.rating_count },
    updatedAt: row.updated_at,
    variants: row.variants.map(toVariant) as [Variant, ...Variant[]],
  };
}

function toVariant(row: VariantRow): Variant {
  return {
    id: row.id,
    sku: row.sku,
    title: row.title,
    options: row.options,
    attributes: row.attributes,
    gtin: row.gtin,
    mpn: row.mpn,
    price: { minor: row.price, currency: row.currency },
    compareAt: row.compare_at === null ? null : { minor: row.compare_at, currency: row.currency },
    priceUntil: row.price_until === null ? null : new Date(row.price_until),
    weightGrams: row.weight,
    unitMeasure: row.unit_measure,
    imageUrl: row.image_url,
    availability: availabilityOf(row.left, row.backorder),
  };
}

function availabilityOf(left: number | null, backorder: boolean): Availability {
  if (left === null) return { state: 'in-stock', left };
  if (left > LOW_STOCK) return { state: 'in-stock', left };
  if (left > 0) return { state: 'low-stock', left };
  return { state: backorder ? 'backorder' : 'sold-out', left };
}
