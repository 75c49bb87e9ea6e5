import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/** Puts a product of one choice on the shelf, so many pieces of it; done twice it is set anew. */
export async function stockProduct(db: Database, sku: string, pieces: number): Promise<void> {
  await sql`with product as (
      insert into product (slug, source, source_key, title, description, category_path, category_slugs, options,
        attributes, content_hash)
      values (${sku.toLowerCase()}, 'bench', ${sku}, ${sku}, '', '{}', '{}', '[]'::jsonb, '[]'::jsonb, ${sku})
      on conflict (slug) do update set title = excluded.title returning id
    ), variant as (
      insert into variant (product_id, sku, position, title, options, attributes, price_minor, currency)
      select id, ${sku}, 0, '', '{}'::jsonb, '[]'::jsonb, 2500, 'USD' from product
      on conflict (sku) do update set price_minor = 2500 returning id
    )
    insert into stock (variant_id, on_hand, tracked) select id, ${pieces}::int, true from variant
    on conflict (variant_id) do update set on_hand = excluded.on_hand, reserved = 0`.execute(db);
}
