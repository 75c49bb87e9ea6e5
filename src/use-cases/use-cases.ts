import { productsBySlug } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { slugOf } from '#src/catalog/slug.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';

/** A use that enough products state, in their rows (attribute `use`) or in their own words (`useCases`). */
export interface Use {
  readonly slug: string;
  readonly name: string;
  readonly products: number;
}

const ENOUGH = 3;
const MOST_USES = 300;

/** Products on the page of a use; the search has the rest. */
export const MOST_FOR_A_USE = 24;

/** Every use with a page of its own, most products first. Rows are read from the index, so a new use shows once it is indexed. */
export async function uses(db: Database, content: Content): Promise<readonly Use[]> {
  const { rows } = await rowsOf(columns('search_value', 'label', 'products'))`
    select label, products from search_value where key = 'use' and products >= ${ENOUGH}
    order by products desc, word limit ${MOST_USES}`.execute(db);
  const found = new Map<string, Use>();
  for (const { label, products } of rows) add(found, label, products);
  const told = new Map<string, Set<string>>();
  const sold = await soldOf(
    db,
    content.products.map(({ slug }) => slug),
  );
  for (const { slug, words } of content.products.filter((entry) => sold.has(entry.slug)))
    for (const { use } of words.useCases) told.set(use, (told.get(use) ?? new Set()).add(slug));
  for (const [use, slugs] of told) if (slugs.size >= ENOUGH) add(found, use, slugs.size);
  return [...found.values()].toSorted((a, b) => b.products - a.products || a.slug.localeCompare(b.slug));
}

/** Those of the slugs that are sold: words may outlive the product they were written for. */
async function soldOf(db: Database, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set();
  const { rows } = await rowsOf(columns('product', 'slug'))`
    select slug from product where status = 'active' and slug = any(${slugs}::text[])`.execute(db);
  return new Set(rows.map((row) => row.slug));
}

function add(found: Map<string, Use>, name: string, products: number): void {
  const slug = slugOf(name);
  const known = found.get(slug);
  if (slug && (!known || known.products < products))
    found.set(slug, { slug, name: known?.name ?? name, products });
}

/** Products that state the use, those first that tell why in their own words, then by popularity. */
export async function productsForUse(
  db: Database,
  content: Content,
  use: Use,
  most: number,
): Promise<readonly Product[]> {
  const tell = content.products.filter(({ words }) =>
    words.useCases.some((one) => slugOf(one.use) === use.slug),
  );
  const { rows } = await rowsOf(columns('product', 'slug'))`
    select slug from product p where status = 'active'
      and exists (select from search_fact f where f.product_id = p.id and f.key = 'use'
        and f.word = ${use.name.toLowerCase()})
    order by popularity desc, id limit ${most}`.execute(db);
  const slugs = new Set([...tell.map((entry) => entry.slug), ...rows.map((row) => row.slug)]);
  const own = new Set(tell.map((entry) => entry.slug));
  return (await productsBySlug(db, [...slugs]))
    .toSorted(
      (a, b) =>
        Number(own.has(b.slug)) - Number(own.has(a.slug)) || b.popularity - a.popularity || a.id - b.id,
    )
    .slice(0, most);
}
