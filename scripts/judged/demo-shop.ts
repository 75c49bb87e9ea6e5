import { importContentFeed } from '#src/catalog/import/content-feed.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { openContent } from '#src/editorial/content.ts';
import { editorialTextOf } from '#src/editorial/passages.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { readQueries, type JudgedSet } from './judged-set.ts';
import type { AskedShop } from './own-systems.ts';
import { allProducts, productDoc } from './product-docs.ts';

export const DEMO_SET = 'test/evals/longstride-search';
export const SPLITS = ['dev', 'held-out'] as const;
export type Split = (typeof SPLITS)[number];

export interface JudgedShop extends AskedShop {
  readonly set: JudgedSet;
}

/**
 * Imports content/catalog/ as `npm start` does and reads the hand-graded questions about it; a document is a product
 * handle. Other systems are given the same texts, the shop's own words among the description.
 */
export async function stockDemoShop(
  db: Database,
  split: Split | null,
  folder = 'content',
): Promise<JudgedShop> {
  const opened = openContent(folder);
  opened.close();
  const content = opened.current();
  const { currency } = content.store;
  await importContentFeed(db, folder, content.store.demonstration, { currency, now: new Date() });
  await indexAttributes(db, 'all');
  const words = (slug: string) => editorialTextOf(content, slug);
  const { rows } = await rowsOf({ ...columns('product', 'id'), key: tables.product.source_key })`
    select id, source_key as key from product`.execute(db);
  const docOf = new Map(rows.map((row) => [row.id, row.key]));
  const docs = (await allProducts(db)).map((product) =>
    productDoc(product, docOf.get(product.id) ?? product.slug, words(product.slug)),
  );
  const asked = await readQueries(DEMO_SET, split);
  return { db, content, docOf, words, set: { docs, ...asked } };
}
