import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { LOW_STOCK } from '#src/catalog/product-store.ts';
import { changesOf, stillStands, type SettledChanges } from '#src/database/changes.ts';
import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const titles = followVersion<readonly string[], SettledChanges>(async (db) => {
  const rows = await db.selectFrom('product').select('title').orderBy('title').execute();
  return rows.map(({ title }) => title);
}, stillStands);

onBothEngines('changes of the catalogue', (open) => {
  let opened: FreshDatabase;
  let db: Database;
  let id: number;
  beforeAll(async () => {
    opened = await open();
    ({ db } = opened);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await sql`truncate product cascade`.execute(db);
    id = await insertProduct(db, { slug: 'tarn', variants: [{ sku: 'T1', price: 9_000, stock: 9 }] });
  });

  it.each([
    ['a title', sql`update product set title = 'Tarn WP'`],
    ['what is published', sql`update product set status = 'draft'`],
    ['a variant', sql`update variant set options = '{"color": "red"}'`],
    [
      'a category',
      sql`insert into category (slug, name, depth) values ('shoes', 'Shoes', 0) on conflict do nothing`,
    ],
    ['a product that goes', sql`delete from product`],
  ])('are counted by %s', async (_, change) => {
    const before = await changesOf(db);
    await change.execute(db);
    expect((await changesOf(db)).catalogue).toBeGreaterThan(before.catalogue);
  });

  it.each([
    ['a price', sql`update variant set price_minor = 8000`],
    ['a piece of the last four', sql`update stock set on_hand = ${LOW_STOCK}`],
    ['a rating', sql`update product set rating_average = 4.5, rating_count = 2`],
    ['what was learned', sql`delete from affinity_model`],
    ['a new index', sql`update search_index set version = version + 1`],
  ])('are counted apart for pages by %s', async (_, change) => {
    await sql`update stock set on_hand = ${LOW_STOCK + 1}`.execute(db);
    const before = await changesOf(db);
    await change.execute(db);
    const after = await changesOf(db);
    expect(after.pages).toBeGreaterThan(before.pages);
    expect(after.catalogue).toBe(before.catalogue);
  });

  it('are none where a piece of many is sold, or a builder of the index gives a sign', async () => {
    await sql`update stock set on_hand = 100`.execute(db);
    const before = await changesOf(db);
    await sql`update search_index set builder_seen = now()`.execute(db);
    expect(await changesOf(db)).toEqual(before);
    await sql`update stock set reserved = reserved + 1`.execute(db);
    const { offers, ...shown } = await changesOf(db);
    expect({ ...shown, offers: before.offers }).toEqual(before);
    expect(offers).toBeGreaterThan(before.offers); // search follows each of them
  });

  const titlesNow = async () => titles.at(db, await changesOf(db));

  it('let what was read of the catalogue be read anew at once', async () => {
    expect(await titlesNow()).not.toEqual(['Another']);
    await sql`update product set title = 'Another' where id = ${id}`.execute(db);
    expect(await titlesNow()).toEqual(['Another']);
  });

  it('are not settled while a writer has counted one and not yet committed it', async () => {
    if (opened.engine === 'pglite') return expect((await changesOf(db)).isSettled).toBe(true); // one session: nothing runs beside it
    await db.transaction().execute(async (trx) => {
      await sql`update product set title = 'Late'`.execute(trx);
      expect((await changesOf(db)).isSettled).toBe(false);
      expect(await titlesNow()).not.toEqual(['Late']);
    });
    expect((await changesOf(db)).isSettled).toBe(true);
    expect(await titlesNow()).toEqual(['Late']);
  });
});
