import type { Database } from '#src/database/database.ts';
import { nullable } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

/** What became of an address at which the shop once sold a product. */
export type Former =
  | { readonly now: 'moved'; readonly slug: string }
  /** It is no longer sold. */
  | { readonly now: 'gone' };

/** Null where the shop never sold anything there, or still does. */
export async function formerAddress(db: Database, slug: string): Promise<Former | null> {
  const { rows } = await rowsOf({ slug: nullable(tables.product.slug), status: tables.product.status })`
    select case when p.slug <> ${slug} then p.slug end as slug, p.status from product p
    where p.slug = ${slug} or p.id = (select product_id from product_address where slug = ${slug})
    order by p.slug = ${slug} desc limit 1`.execute(db);
  const [found] = rows;
  if (found?.status === 'archived') return { now: 'gone' };
  return found?.status === 'active' && found.slug !== null ? { now: 'moved', slug: found.slug } : null;
}
