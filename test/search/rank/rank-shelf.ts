import { sql } from 'kysely';
import { slugOf } from '#src/catalog/slug.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import type { Database } from '#src/database/database.ts';

export interface Shelved {
  readonly title: string;
  readonly description?: string;
  readonly brand?: string;
  readonly type?: string;
  readonly popularity?: number;
  /** Pieces on hand; not counted where absent. */
  readonly stock?: number;
}

/** Puts products with one variant each on the shelf; answers their ids in order. */
export async function shelve(db: Database, products: readonly Shelved[]): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const one of products) {
    const slug = slugOf(one.title);
    const { rows } = await sql<{ id: number }>`
      insert into product (slug, source, source_key, title, description, brand, product_type, popularity, content_hash)
      values (${slug}, 'test', ${slug}, ${one.title}, ${one.description ?? ''}, ${one.brand ?? null},
        ${one.type ?? null}, ${one.popularity ?? 0}, ${slug}) returning id`.execute(db);
    const id = rows[0]?.id ?? 0;
    const variant = await sql<{ id: number }>`
      insert into variant (product_id, sku, position, title, price_minor, currency)
      values (${id}, ${`SKU-${id}-77${id}`}, 1, '', 100, 'USD') returning id`.execute(db);
    if (one.stock !== undefined) {
      await sql`insert into stock (variant_id, on_hand) values (${variant.rows[0]?.id}, ${one.stock})`.execute(
        db,
      );
    }
    ids.push(id);
  }
  await indexAttributes(db, 'all');
  return ids;
}

/** Changes a title as an import would. */
export async function retitle(db: Database, id: number, title: string): Promise<void> {
  await sql`update product set title = ${title}, content_hash = ${title}, updated_at = now() where id = ${id}`.execute(
    db,
  );
}
