import { importContentFeed } from '#src/catalog/import/content-feed.ts';
import { productsById } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { openContent } from '#src/editorial/content.ts';
import { editorialTextOf } from '#src/editorial/passages.ts';
import { textsOf } from '#src/search/index/bm25f-impacts.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { readQueries, type JudgedDoc, type JudgedSet } from './judged-set.ts';

export const DEMO_SET = 'test/evals/longstride-search';
export const SPLITS = ['dev', 'held-out'] as const;
export type Split = (typeof SPLITS)[number];

export interface DemoShop {
  readonly set: JudgedSet;
  readonly docOf: ReadonlyMap<number, string>;
  readonly words: (slug: string) => string;
  readonly currency: string;
}

/**
 * Imports content/catalog/ as `npm start` does and reads the hand-graded questions about it; a document is a product
 * handle. Other systems are given the same texts, the shop's own words among the description.
 */
export async function stockDemoShop(
  db: Database,
  split: Split | null,
  folder = 'content',
): Promise<DemoShop> {
  const content = openContent(folder);
  content.close();
  const now = content.current();
  const { currency } = now.store;
  await importContentFeed(db, folder, now.store.demonstration, { currency, now: new Date() });
  await indexAttributes(db, 'all');
  const words = (slug: string) => editorialTextOf(now, slug);
  const { rows } = await rowsOf({ id: tables.product.id, key: tables.product.source_key })`
    select id, source_key as key from product order by id`.execute(db);
  const docOf = new Map(rows.map((row) => [row.id, row.key]));
  const products = await productsById(
    db,
    rows.map((row) => row.id),
  );
  const docs = products.map((product): JudgedDoc => {
    const texts = textsOf(product, words(product.slug));
    const { title, brand, attributes } = texts;
    const description = `${texts.description} ${texts.editorial}`;
    return {
      id: docOf.get(product.id) ?? product.slug,
      title,
      brand,
      attributes,
      description,
      class: texts.class,
    };
  });
  const asked = await readQueries(DEMO_SET, split);
  return { set: { docs, ...asked }, docOf, words, currency };
}
