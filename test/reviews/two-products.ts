import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/** A shoe of two sizes and a gel, with an attribute each; answers their ids. */
export async function twoProducts(db: Database): Promise<{ readonly shoe: number; readonly gel: number }> {
  const add = async (slug: string, title: string, label: string, skus: readonly string[]) => {
    const attributes = JSON.stringify([
      { key: label.toLowerCase(), label, kind: 'number', value: 6, unit: 'mm' },
    ]);
    const { rows } = await sql<{ id: number }>`
      insert into product (slug, source, source_key, title, product_type, attributes, content_hash)
      values (${slug}, 'test', ${`feed-${slug}`}, ${title}, 'Running shoe', ${attributes}::jsonb, '') returning id`.execute(
      db,
    );
    const id = rows[0]?.id ?? 0;
    for (const [position, sku] of skus.entries()) {
      await sql`insert into variant (product_id, sku, position, title, options, price_minor, currency)
        values (${id}, ${sku}, ${position}, '', ${JSON.stringify({ Size: sku })}::jsonb, 1000, 'USD')`.execute(
        db,
      );
    }
    return id;
  };
  return {
    shoe: await add('peat-claw', 'Peat Claw', 'Lugs', ['SHOE-9', 'SHOE-10']),
    gel: await add('quarter-gel', 'Quarter Gel', 'Sodium', ['GEL']),
  };
}

/** Rating and number of reviews as the product states them. */
export async function ratingOf(db: Database, productId: number) {
  const { rows } = await sql<{ average: number | null; count: number }>`
    select rating_average as average, rating_count as count from product where id = ${productId}`.execute(db);
  return rows[0];
}
