import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productsById } from '#src/catalog/product-store.ts';
import { shownBySlug, shownProducts } from '#src/catalog/shown-products.ts';
import type { Product } from '#src/catalog/product.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { asRequest } from '#src/log/request-id.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

onBothEngines('products as pages show them', (open) => {
  let at: FreshDatabase;
  let ids: readonly number[];
  let requests = 0;

  beforeAll(async () => {
    at = await open();
    for (const slug of ['kettle', 'teapot'])
      await insertProduct(at.db, { slug, variants: [{ sku: slug, price: 3_000, stock: 50 }] });
    const { rows } = await sql<{ id: number }>`select id from product order by slug`.execute(at.db);
    ids = rows.map(({ id }) => Number(id));
  });
  afterAll(() => at.close());

  const inRequest = <Result>(ask: () => Promise<Result>): Promise<Result> =>
    asRequest(`request-${(requests += 1)}`, ask);
  const kettle = (): Promise<Product | undefined> =>
    inRequest(async () => (await shownBySlug(at.db, ['kettle']))[0]);

  it('are read once for many requests, by whatever name they are asked for', async () => {
    const first = await kettle();
    expect(first).toEqual((await productsById(at.db, ids))[0]);
    expect(await kettle()).toBe(first);
    expect((await inRequest(() => shownProducts(at.db, ids)))[0]).toBe(first);
  });

  it('come in the order they are asked for, without those that are not there', async () => {
    const found = await inRequest(() => shownBySlug(at.db, ['teapot', 'samovar', 'kettle']));
    expect(found.map(({ slug }) => slug)).toEqual(['teapot', 'kettle']);
  });

  it('are read anew once a price has changed, and no longer shown once they are hidden', async () => {
    const before = await kettle();
    await sql`update variant set price_minor = 2500 where sku = 'kettle'`.execute(at.db);
    expect((await kettle())?.variants[0].price.minor).toBe(2_500);
    expect(before?.variants[0].price.minor).toBe(3_000);
    await sql`update product set status = 'draft' where slug = 'kettle'`.execute(at.db);
    expect(await kettle()).toBeUndefined();
    await sql`update product set status = 'active' where slug = 'kettle'`.execute(at.db);
    expect((await kettle())?.slug).toBe('kettle');
  });

  it('are not kept from before the commit of a change that is counted already', async () => {
    const price = async () => (await kettle())?.variants[0].price.minor;
    if (at.engine === 'pglite') return expect(await price()).toBe(2_500); // one session: nothing runs beside it
    await inTransaction(at.db, async (trx) => {
      await sql`update variant set price_minor = 1900 where sku = 'kettle'`.execute(trx);
      expect(await price()).toBe(2_500);
    });
    expect(await price()).toBe(1_900);
  });

  it('are read anew outside of a request', async () => {
    const [first] = await shownBySlug(at.db, ['teapot']);
    expect((await shownBySlug(at.db, ['teapot']))[0]).not.toBe(first);
  });
});
