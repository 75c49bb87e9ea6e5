import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { indexCatalogue, reindexProducts } from '#src/search/index/index-catalogue.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { emptyQuery } from '#src/query/search-query.ts';
import { search } from '#src/search/search.ts';

const TIMES = 10;
const VIEW = { page: 1, perPage: 24, currency: 'USD', locale: 'en-US' } as const;

/** Milliseconds until one changed product is found by its new word and price, middle and worst of ten products. */
export interface ChangeReport {
  readonly told: { readonly p50: number; readonly most: number };
  /** The same where nobody says which product changed, as after an import: once. */
  readonly looked: number;
}

export async function measureChange(db: Database): Promise<ChangeReport> {
  const { rows } = await rowsOf({ ...columns('product', 'id', 'title'), price: integer, variant: integer })`
    select p.id, p.title, v.price_minor as price, v.id as variant from product p
    join lateral (select id, price_minor from variant where product_id = p.id order by id limit 1) v on true
    order by hashint8(p.id) limit ${TIMES + 1}`.execute(db);
  const times: number[] = [];
  let looked = 0;
  for (const [at, row] of rows.entries()) {
    const word = `zarquon${at}x`;
    await change(db, row, `${row.title} ${word}`, 123_456 + at);
    const from = performance.now();
    if (at < TIMES) {
      await indexAttributes(db, [row.id]);
      await reindexProducts(db, () => '', [row.id], { embedder: null });
    } else {
      await indexAttributes(db, 'all');
      await indexCatalogue(db, () => '', { embedder: null });
    }
    await expectFound(db, word, row.id, 123_456 + at);
    if (at < TIMES) times.push(performance.now() - from);
    else looked = performance.now() - from;
  }
  // As it was before: the same catalogue is measured again.
  for (const row of rows) await change(db, row, row.title, row.price);
  await indexAttributes(
    db,
    rows.map((row) => row.id),
  );
  await reindexProducts(
    db,
    () => '',
    rows.map((row) => row.id),
    { embedder: null },
  );
  times.sort((a, b) => a - b);
  return { told: { p50: times[TIMES / 2] ?? 0, most: times.at(-1) ?? 0 }, looked };
}

async function change(
  db: Database,
  { id, variant }: { readonly id: number; readonly variant: number },
  title: string,
  price: number,
): Promise<void> {
  await sql`update product set title = ${title}, content_hash = md5(${title}), updated_at = now()
    where id = ${id}`.execute(db);
  await sql`update variant set price_minor = ${price}, updated_at = now() where id = ${variant}`.execute(db);
}

async function expectFound(db: Database, word: string, id: number, price: number): Promise<void> {
  const bounds = { min: price, max: price, minInclusive: true, maxInclusive: true, unit: null };
  const limit = { kind: 'range', key: 'price', label: 'Price', ...bounds } as const;
  const { hits } = await search(
    db,
    { ...emptyQuery, text: word, filters: [limit], includeSoldOut: true },
    VIEW,
  );
  if (hits[0]?.product.id !== id) throw new Error(`Product ${id} is not found by its new word and price.`);
}
