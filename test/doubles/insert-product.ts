import { sql } from 'kysely';
import type { Attribute } from '#src/catalog/product.ts';
import { categorySlugsOf } from '#src/catalog/slug.ts';
import type { Database } from '#src/database/database.ts';

export interface ProductRowGiven {
  readonly slug: string;
  readonly title?: string;
  readonly description?: string;
  readonly brand?: string | null;
  readonly productType?: string | null;
  readonly categoryPath?: readonly string[];
  readonly attributes?: readonly Attribute[];
  readonly popularity?: number;
  readonly variants: readonly {
    readonly sku: string;
    /** Minor units. */
    readonly price: number;
    /** null: stock is not counted. */
    readonly stock: number | null;
    readonly options?: Readonly<Record<string, string>>;
    readonly attributes?: readonly Attribute[];
    readonly gtin?: string;
    readonly compareAt?: number;
  }[];
}

/** Writes a product with its variants and stock, as an import would, and answers its id. */
export async function insertProduct(db: Database, given: ProductRowGiven): Promise<number> {
  const title =
    given.title ?? given.slug.replace(/^./, (letter) => letter.toUpperCase()).replaceAll('-', ' ');
  const path = [...(given.categoryPath ?? [])];
  const slugs = [...categorySlugsOf(path)];
  const names = [...new Set(given.variants.flatMap((variant) => Object.keys(variant.options ?? {})))];
  const options = names.map((name) => ({
    name,
    values: [...new Set(given.variants.flatMap((variant) => variant.options?.[name] ?? []))],
  }));
  const { rows } = await sql<{ id: number }>`
    insert into product (slug, source, source_key, title, description, brand, product_type, category_path, category_slugs,
      options, attributes, popularity, content_hash)
    values (${given.slug}, 'test', ${given.slug}, ${title}, ${given.description ?? ''}, ${given.brand ?? null},
      ${given.productType ?? null}, ${path}::text[], ${slugs}::text[], ${JSON.stringify(options)}::jsonb,
      ${JSON.stringify(given.attributes ?? [])}::jsonb, ${given.popularity ?? 0}, ${given.slug})
    returning id`.execute(db);
  const id = rows[0]?.id ?? 0;
  for (const [level, slug] of slugs.entries()) {
    await sql`insert into category (slug, parent_slug, name, depth)
      values (${slug}, ${slugs[level - 1] ?? null}, ${path[level] ?? slug}, ${level}) on conflict do nothing`.execute(
      db,
    );
  }
  for (const [position, variant] of given.variants.entries()) {
    const made = await sql<{ id: number }>`
      insert into variant (product_id, sku, position, title, options, attributes, gtin, price_minor, compare_at_minor, currency)
      values (${id}, ${variant.sku}, ${position}, ${Object.values(variant.options ?? {}).join(' / ')},
        ${JSON.stringify(variant.options ?? {})}::jsonb, ${JSON.stringify(variant.attributes ?? [])}::jsonb,
        ${variant.gtin ?? null}, ${variant.price}, ${variant.compareAt ?? null}, 'USD')
      returning id`.execute(db);
    await sql`insert into stock (variant_id, on_hand, tracked)
      values (${made.rows[0]?.id ?? 0}, ${variant.stock ?? 0}, ${variant.stock !== null})`.execute(db);
  }
  return id;
}
