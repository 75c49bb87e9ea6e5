import { sql } from 'kysely';
import { slugOf } from '#src/catalog/slug.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { JudgedDoc, JudgedSet } from './judged-set.ts';

const BATCH = 1_000;

/**
 * Puts the documents into the product and variant tables as an import would, in file order, so that what is
 * measured is the shop's own index and ranking. Product ids are places in the file from `firstId` on.
 */
export async function stockJudgedShop(
  db: Database,
  { docs }: Pick<JudgedSet, 'docs'>,
): Promise<ReadonlyMap<number, string>> {
  const docOf = new Map<number, string>();
  for (let at = 0; at < docs.length; at += BATCH) {
    const some = docs.slice(at, at + BATCH);
    const { rows } = await rowsOf(columns('product', 'id', 'source_key'))`
      insert into product (slug, source, source_key, title, description, brand, product_type, attributes, content_hash)
      select slug, 'judged', key, title, description, nullif(brand, ''), nullif(class, ''), attributes::jsonb, md5(key || title)
      from unnest(${some.map((doc, n) => `${slugOf(doc.title)}-${at + n}`)}::text[],
        ${some.map((doc) => doc.id)}::text[], ${some.map((doc) => doc.title)}::text[],
        ${some.map((doc) => doc.description)}::text[], ${some.map((doc) => doc.brand)}::text[],
        ${some.map((doc) => doc.class)}::text[], ${some.map((doc) => JSON.stringify(attributesOf(doc)))}::text[])
        d (slug, key, title, description, brand, class, attributes)
      returning id, source_key`.execute(db);
    for (const row of rows) docOf.set(row.id, row.source_key);
    await sql`
      insert into variant (product_id, sku, position, title, price_minor, currency)
      select id, 'judged-' || source_key, 1, '', 100, 'USD' from product
      where id = any(${rows.map((row) => row.id)}::bigint[])`.execute(db);
  }
  await sql`analyze product`.execute(db);
  await sql`analyze variant`.execute(db);
  return docOf;
}

const attributesOf = (doc: JudgedDoc) =>
  doc.attributes
    ? [{ key: 'attributes', label: 'Attributes', kind: 'words', values: doc.attributes.split(' | ') }]
    : [];
