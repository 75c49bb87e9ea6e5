import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { importCatalogue } from '#src/catalog/import/import-catalogue.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { openContent } from '#src/editorial/content.ts';
import { keepStocked } from '#src/editorial/resting/keep-stocked.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { showStep } from '../progress.ts';
import type { JudgedShop } from './demo-shop.ts';
import { askable, type JudgedDoc, type JudgedSet } from './judged-set.ts';
import { allProducts, idsOf, productDoc, type DocMap } from './product-docs.ts';
import type { AskedShop } from './own-systems.ts';

const noWords = (): string => '';

/** A shop filled by its own importer, the rules of the demonstration around it. Throws where no file could be read. */
export async function stockImportedShop(db: Database, files: readonly string[]): Promise<AskedShop> {
  const opened = openContent('content');
  opened.close();
  const { currency } = opened.current().store;
  const inputs = files.map((file) => ({ name: basename(file), open: () => createReadStream(file) }));
  const report = await showStep('Importing', (progress) =>
    importCatalogue(db, inputs, { now: new Date(), progress, currency }),
  );
  if (!report.products.new) throw new Error(`No product could be imported from ${files.join(', ')}.`);
  await showStep('Indexing facts', (progress) => indexAttributes(db, 'all', progress));
  await keepStocked(db, opened);
  const content = opened.current();
  const { rows } = await rowsOf(columns('product', 'id', 'slug'))`select id, slug from product`.execute(db);
  return { db, content, docOf: new Map(rows.map(({ id, slug }) => [id, slug])), words: noWords };
}

/**
 * The same with the judgements of a folder, each of a product that `map` names. Other systems are given the texts of the
 * imported products; judgements of what was not imported are left out.
 */
export async function stockJudgedImport(
  db: Database,
  files: readonly string[],
  map: DocMap,
  asked: Omit<JudgedSet, 'docs'>,
): Promise<JudgedShop> {
  const shop = await stockImportedShop(db, files);
  const judged = new Set([...asked.gains.values()].flatMap((gains) => [...gains.keys()]));
  const { rows } = await rowsOf({ ...columns('product', 'id'), key: tables.product.source_key })`
    select id, source_key as key from product`.execute(db);
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  const docOf = new Map<number, string>();
  const docs: JudgedDoc[] = [];
  for (const product of await allProducts(db)) {
    const ids = idsOf(product, map, keys.get(product.id) ?? '');
    const id = ids.find((one) => judged.has(one)) ?? ids[0] ?? product.slug;
    docOf.set(product.id, id);
    docs.push(productDoc(product, id, ''));
  }
  const imported = new Set(docOf.values());
  const gains = new Map(
    [...asked.gains].map(([query, of]) => [query, new Map([...of].filter(([doc]) => imported.has(doc)))]),
  );
  const { queries } = askable(asked.queries, gains);
  return { ...shop, docOf, set: { docs, gains, queries, unanswered: asked.unanswered } };
}
