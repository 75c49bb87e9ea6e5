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
    select c.slug, c.parent_slug as "parentSlug", c.name, c.depth, counted.products
    from (select slug, sum(alike)::int as products
        from (select category_slugs, count(*) as alike from product where status = 'active' group by category_slugs) placed,
          unnest(category_slugs) as slug group by slug) counted
      join category c on c.slug = counted.slug
    order by c.depth, c.name`.execute(db);
  return result.rows;
}
