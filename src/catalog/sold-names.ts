import { arrayOf, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

/** By which names words can speak of what the shop sells. */
export interface SoldNames {
  /** The last parts of product page addresses. */
  readonly products: readonly string[];
  /** Addresses of category pages, parents too. */
  readonly categories: readonly string[];
  readonly brands: readonly string[];
  readonly tags: readonly string[];
}

const names = nullable(arrayOf(text));

/** The names of what is for sale; null where nothing is. */
export async function soldNames(db: Database): Promise<SoldNames | null> {
  const { rows } = await rowsOf({ products: names, categories: names, brands: names, tags: names })`select
    (select array_agg(slug) from product where status = 'active') as products,
    (select array_agg(distinct one) from product, unnest(category_slugs) as one where status = 'active') as categories,
    (select array_agg(distinct brand) from product where status = 'active' and brand is not null) as brands,
    (select array_agg(distinct one) from product, unnest(tags) as one where status = 'active') as tags`.execute(
    db,
  );
  const [row] = rows;
  if (!row?.products) return null;
  const { products, categories, brands, tags } = row;
  return { products, categories: categories ?? [], brands: brands ?? [], tags: tags ?? [] };
}

/** The addresses of products whose titles stand in that text. */
export async function soldTitles(db: Database, written: string): Promise<readonly string[]> {
  const { rows } = await rowsOf({ slug: text })`
    select slug from product where status = 'active' and length(title) > 3
      and strpos(lower(${written}), lower(title)) > 0 limit 100`.execute(db);
  return rows.map(({ slug }) => slug);
}
