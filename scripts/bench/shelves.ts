import { integer, text } from '#src/database/column-kinds.ts';
import { openDatabase } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { readEnvironment } from '#src/environment.ts';
import { openContent } from '#src/editorial/content.ts';
import type { BenchDatabase } from './bench-database.ts';

/** What of the shop the benchmark asks for. */
export interface Shelves {
  readonly products: readonly { readonly path: string; readonly sku: string }[];
  readonly categories: readonly string[];
  readonly guides: readonly string[];
  /** Searches for things that are there, all different. */
  readonly searches: readonly string[];
}

/** Read before the shop is started, since an embedded database belongs to one process. */
export async function readShelves({ settings }: BenchDatabase): Promise<Shelves> {
  const { db, close } = await openDatabase(readEnvironment(settings));
  const content = openContent('content');
  try {
    const { rows } = await rowsOf({
      slug: text,
      title: text,
      sku: text,
    })`select p.slug, p.title, v.sku from product p
      join variant v on v.product_id = p.id and v.position = 0
      where p.source = 'synthetic' order by hashint8extended(p.id, 5)`.execute(db);
    const categories = await rowsOf({
      slug: text,
      n: integer,
    })`select c.slug, count(*)::int as n from category c
      join product p on c.slug = any(p.category_slugs) where p.source = 'synthetic' group by 1 order by n desc, 1`.execute(
      db,
    );
    return {
      products: rows.map(({ slug, sku }) => ({ path: `/p/${slug}`, sku })),
      categories: categories.rows.slice(0, 20).map(({ slug }) => `/c/${slug}`),
      guides: content.current().guides.map(({ slug }) => `/guides/${slug}`),
      searches: [...new Set(rows.map(({ title }, at) => asWords(title, at)))],
    };
  } finally {
    content.close();
    await close();
  }
}

/** Some of the ways in which people ask for a product, from its brand and kind to its whole title. */
function asWords(title: string, at: number): string {
  const [brand = '', model = '', adjective = '', material = '', ...noun] = title.toLowerCase().split(' ');
  const thing = noun.join(' ');
  const ways = [
    `${adjective} ${material} ${thing}`,
    `${brand} ${thing}`,
    `${material} ${thing} under $${100 + (at % 200)}`,
    `${brand} ${model} ${thing}`,
  ];
  return ways[at % ways.length] ?? thing;
}
