import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

export interface Category {
  /** The address: `shoes/trail-running-shoes`. */
  readonly slug: string;
  readonly parentSlug: string | null;
  readonly name: string;
  readonly depth: number;
  /** Published products in it and below it. */
  readonly products: number;
}

/** Every category that has a published product, parents before children, then by name. */
export async function categories(db: Database): Promise<readonly Category[]> {
  const result = await rowsOf({
    ...columns('category', 'slug', 'name', 'depth'),
    parentSlug: tables.category.parent_slug,
    products: integer,
  })`
    select c.slug, c.parent_slug as "parentSlug", c.name, c.depth, count(*)::int as products
    from category c join product p on p.category_slugs @> array[c.slug] and p.status = 'active'
    group by c.slug, c.parent_slug, c.name, c.depth order by c.depth, c.name`.execute(db);
  return result.rows;
}
