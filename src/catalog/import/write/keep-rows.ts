import { sql, type Transaction } from 'kysely';
import { integer, json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Tables } from '#src/database/schema.ts';
import type { DraftProduct } from '#src/catalog/import/judge/draft-product.ts';

/** A product with its place in the shop: what is written, and whether a row of it exists. */
export type Placed = DraftProduct & { readonly slug: string; readonly hash: string; readonly known: boolean };
type AnyDatabase = Database | Transaction<Tables>;

/** Writes every level of the products' category paths that is not there yet. */
export async function keepCategories(trx: AnyDatabase, products: readonly Placed[]): Promise<void> {
  const levels = new Map<string, { slug: string; parent: string | null; name: string; depth: number }>();
  for (const { categoryPath, categorySlugs } of products) {
    categorySlugs.forEach((slug, depth) => {
      if (levels.has(slug)) return;
      levels.set(slug, {
        slug,
        parent: categorySlugs[depth - 1] ?? null,
        name: categoryPath[depth] ?? slug,
        depth,
      });
    });
  }
  if (levels.size === 0) return;
  await sql`
    insert into category (slug, parent_slug, name, depth)
    select slug, parent, name, depth from jsonb_to_recordset(${JSON.stringify([...levels.values()])}::jsonb)
      as r(slug text, parent text, name text, depth int) order by slug
    on conflict (slug) do nothing`.execute(trx);
}

/** Writes the products' own rows, new or over their old ones, and answers the id of each key. */
export async function keepProducts(
  trx: AnyDatabase,
  source: string,
  products: readonly Placed[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = products.map((product) => ({
    slug: product.slug,
    key: product.key,
    title: product.title,
    description: product.description,
    brand: product.brand,
    type: product.productType,
    path: product.categoryPath,
    slugs: product.categorySlugs,
    tags: product.tags,
    condition: product.condition,
    status: product.status,
    options: product.options,
    attributes: product.attributes,
    images: product.images,
    hash: product.hash,
  }));
  const { rows: kept } = await rowsOf({ id: tables.product.id, key: tables.product.source_key })`
    insert into product (slug, source, source_key, title, description, brand, product_type, category_path,
      category_slugs, tags, condition, status, options, attributes, images, content_hash, created_at, updated_at)
    select slug, ${source}, key, title, description, brand, type, path, slugs, tags, condition, status, options,
      attributes, images, hash, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(slug text, key text, title text, description text,
      brand text, type text, path text[], slugs text[], tags text[], condition text, status text, options jsonb,
      attributes jsonb, images jsonb, hash text)
    on conflict (source, source_key) do update set
      title = excluded.title, description = excluded.description, brand = excluded.brand,
      product_type = excluded.product_type, category_path = excluded.category_path,
      category_slugs = excluded.category_slugs, tags = excluded.tags, condition = excluded.condition,
      status = excluded.status, options = excluded.options, attributes = excluded.attributes,
      images = excluded.images, content_hash = excluded.content_hash, updated_at = excluded.updated_at
    returning id, source_key as key`.execute(trx);
  return new Map(kept.map(({ id, key }) => [key, id]));
}

/** Answers the products that lost a variant to one of these: their hash is emptied, so the next import looks at them again. */
export async function keepVariants(
  trx: AnyDatabase,
  products: readonly Placed[],
  idOf: ReadonlyMap<string, number>,
  now: Date,
): Promise<readonly number[]> {
  const rows = products.flatMap((product) =>
    product.variants.map((variant, position) => ({
      product: idOf.get(product.key),
      sku: variant.sku,
      merchant: variant.merchantSku,
      position,
      title: variant.title,
      options: variant.options,
      attributes: variant.attributes,
      gtin: variant.gtin,
      mpn: variant.mpn,
      price: variant.price.minor,
      compare: variant.compareAt?.minor ?? null,
      until: variant.priceUntil,
      since: variant.priceFrom,
      comes: variant.availableFrom,
      ahead: variant.preorder,
      currency: variant.price.currency,
      weight: variant.shippingWeightGrams,
      measure: variant.unitMeasure,
      image: variant.imageUrl,
      hand: variant.onHand,
      tracked: variant.tracked,
      backorder: variant.backorder,
    })),
  );
  const skus = rows.map((row) => row.sku);
  const ids = [...idOf.values()];
  if (products.some(({ known }) => known)) await followVariants(trx, rows, ids, skus);
  await sql`
    delete from variant v where product_id = any(${ids}::bigint[])
      and not exists (select from unnest(${skus}::text[]) as kept(sku) where kept.sku = v.sku)`.execute(trx);
  const robbed = await rowsOf({ id: integer })`
    update product set content_hash = '', updated_at = ${now}::timestamptz where id <> all(${ids}::bigint[])
      and id in (select product_id from variant where sku = any(${skus}::text[])) returning id`.execute(trx);
  const data = JSON.stringify(rows);
  await sql`
    insert into variant (product_id, sku, merchant_sku, position, title, options, attributes, gtin, mpn, price_minor,
      compare_at_minor, price_from, price_until, available_from, preorder, currency, weight_grams, unit_measure, image_url,
      updated_at)
    select product, sku, merchant, position, title, options, attributes, gtin, mpn, price, compare, since, until, comes, ahead,
      currency, weight, measure, image, ${now}::timestamptz
    from jsonb_to_recordset(${data}::jsonb) as r(product bigint, sku text, merchant text, position int, title text, options jsonb,
      attributes jsonb, gtin text, mpn text, price bigint, compare bigint, since timestamptz,
      until timestamptz, comes timestamptz, ahead boolean, currency text, weight real, measure jsonb,
      image text)
    on conflict (sku) do update set
      product_id = excluded.product_id, merchant_sku = excluded.merchant_sku, position = excluded.position, title = excluded.title,
      options = excluded.options, attributes = excluded.attributes, gtin = excluded.gtin, mpn = excluded.mpn,
      price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
      price_from = excluded.price_from, price_until = excluded.price_until, available_from = excluded.available_from,
      preorder = excluded.preorder,
      currency = excluded.currency, weight_grams = excluded.weight_grams, unit_measure = excluded.unit_measure,
      image_url = excluded.image_url, updated_at = excluded.updated_at`.execute(trx);
  if (rows.some(({ hand }) => hand === null)) await keepUntoldStock(trx, data, now);
  return robbed.rows.map((row) => row.id);
}

/** Nothing was told of the stock of these: what is known stays, and new ones are as the merchant's setting says. */
async function keepUntoldStock(trx: AnyDatabase, data: string, now: Date): Promise<void> {
  await sql`
    insert into stock (variant_id, on_hand, unheard, reserved, tracked, backorder, updated_at)
    select v.id, coalesce((select sum(shelf) from stock_movement m where m.sku = r.sku), 0),
      coalesce((select sum(unheard) from stock_movement m where m.sku = r.sku), 0),
      coalesce((select sum(quantity) from stock_reservation h where h.sku = r.sku and h.state = 'held'), 0),
      r.tracked, r.backorder, ${now}::timestamptz
    from jsonb_to_recordset(${data}::jsonb) as r(sku text, hand int, tracked boolean, backorder boolean)
      join variant v on v.sku = r.sku
    where r.hand is null
    on conflict (variant_id) do nothing`.execute(trx);
}

/** What carts and orders know of the variants of known products: those under another SKU are followed, those that leave named. */
async function followVariants(
  trx: AnyDatabase,
  rows: Parameters<typeof renameVariants>[1],
  ids: readonly number[],
  skus: readonly string[],
): Promise<void> {
  await renameVariants(trx, rows, ids);
  await sql`
    with leaving as (
      select v.sku, concat_ws(', ', p.title, nullif(v.title, '')) as title
      from variant v join product p on p.id = v.product_id where v.product_id = any(${[...ids]}::bigint[])
        and not exists (select from unnest(${[...skus]}::text[]) as kept(sku) where kept.sku = v.sku))
    update cart_line l set left_as = leaving.title from leaving where l.sku = leaving.sku`.execute(trx);
}

/**
 * A variant of a product that comes under another SKU, told by its GTIN or by its options, is the same one: it keeps its
 * stock, and carts, reservations, orders and reviews that name it follow.
 */
async function renameVariants(
  trx: AnyDatabase,
  rows: readonly {
    readonly product: number | undefined;
    readonly sku: string;
    readonly gtin: string | null;
    readonly options: Readonly<Record<string, string>>;
  }[],
  productIds: readonly number[],
): Promise<void> {
  const skus = rows.map(({ sku }) => sku);
  const { rows: leaving } = await rowsOf({
    id: tables.variant.id,
    product: tables.variant.product_id,
    sku: tables.variant.sku,
    gtin: tables.variant.gtin,
    options: json<Readonly<Record<string, string>>>(),
  })`
    select id, product_id as product, sku, gtin, options from variant v where product_id = any(${[...productIds]}::bigint[])
      and not exists (select from unnest(${skus}::text[]) as kept(sku) where kept.sku = v.sku)`.execute(trx);
  if (!leaving.length) return;
  const { rows: known } = await rowsOf({ sku: tables.variant.sku })`
    select sku from variant where sku = any(${skus}::text[])`.execute(trx);
  const taken = new Set(known.map(({ sku }) => sku));
  const moves: { id: number; from: string; to: string }[] = [];
  for (const old of leaving) {
    const fresh = rows.filter((row) => row.product === old.product && !taken.has(row.sku));
    const same =
      fresh.find(({ gtin }) => gtin !== null && gtin === old.gtin) ??
      fresh.find(({ gtin, options }) => !(gtin && old.gtin) && sameOptions(options, old.options));
    if (!same) continue;
    taken.add(same.sku);
    moves.push({ id: old.id, from: old.sku, to: same.sku });
  }
  if (!moves.length) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m(id bigint, "from" text, "to" text)`;
  await sql`update variant v set sku = m."to" from ${given} where v.id = m.id`.execute(trx);
  for (const table of ['cart_line', 'stock_movement', 'stock_reservation', 'order_line', 'review'] as const) {
    await sql`update ${sql.table(table)} t set sku = m."to" from ${given} where t.sku = m."from"`.execute(
      trx,
    );
  }
}

const sameOptions = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean => {
  const [one, other] = [Object.entries(a), Object.entries(b)];
  return one.length === other.length && one.every(([name, value]) => b[name] === value);
};
