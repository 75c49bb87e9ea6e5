import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { productBySku } from '#src/catalog/product-store.ts';
import { putBack, release, reserve, takeOut } from '#src/inventory/reserve-stock.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const now = new Date('2026-11-27T12:00:00Z');

onBothEngines('reservations', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await insertProduct(at.db, {
      slug: 'lamp',
      variants: [
        { sku: 'LAMP', price: 4000, stock: 5 },
        { sku: 'LATER', price: 4000, stock: 0 },
        { sku: 'FREE', price: 100, stock: null },
      ],
    });
    await sql`update stock set backorder = true where variant_id = (select id from variant where sku = 'LATER')`.execute(
      at.db,
    );
  });
  beforeEach(async () => {
    await sql`delete from stock_reservation`.execute(at.db);
    await sql`update stock set reserved = 0`.execute(at.db);
    await sql`update stock set on_hand = 5 where variant_id = (select id from variant where sku = 'LAMP')`.execute(
      at.db,
    );
  });
  afterAll(() => at.close());

  const left = async (sku: string) => (await productBySku(at.db, sku))?.variant.availability.left;

  it('promise what there is and say how many are left when it is not enough', async () => {
    expect(await reserve(at.db, 'a', [{ sku: 'LAMP', quantity: 3 }], null, now)).toEqual({ ok: true });
    expect(await left('LAMP')).toBe(2);
    expect(await reserve(at.db, 'b', [{ sku: 'LAMP', quantity: 3 }], null, now)).toEqual({
      ok: false,
      refusal: 'sold-out',
      sku: 'LAMP',
      left: 2,
    });
    expect(await left('LAMP')).toBe(2);
  });

  it('take all or nothing', async () => {
    const both = [
      { sku: 'FREE', quantity: 2 },
      { sku: 'LAMP', quantity: 6 },
    ];
    expect(await reserve(at.db, 'a', both, null, now)).toMatchObject({ ok: false, sku: 'LAMP', left: 5 });
    const unknown = [
      { sku: 'LAMP', quantity: 1 },
      { sku: 'NO-SUCH', quantity: 1 },
    ];
    expect(await reserve(at.db, 'a', unknown, null, now)).toMatchObject({
      ok: false,
      sku: 'NO-SUCH',
      left: 0,
    });
    expect(await left('LAMP')).toBe(5);
    expect((await sql`select 1 from stock_reservation`.execute(at.db)).rows).toEqual([]);
  });

  it('never wait for each other in a circle, whatever order the pieces are named in', async () => {
    const [one, other] = [
      { sku: 'LAMP', quantity: 1 },
      { sku: 'LATER', quantity: 1 },
    ];
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, buyer) =>
        reserve(at.db, `buyer-${buyer}`, buyer % 2 ? [one, other] : [other, one], null, now),
      ),
    );
    expect(asked.filter((got) => got.ok)).toHaveLength(5);
    await Promise.all(asked.map((_, buyer) => release(at.db, `buyer-${buyer}`, now)));
    expect(await left('LAMP')).toBe(5);
  });

  it('never refuse what is ordered in or not counted', async () => {
    expect((await reserve(at.db, 'a', [{ sku: 'LATER', quantity: 9 }], null, now)).ok).toBe(true);
    expect((await reserve(at.db, 'a', [{ sku: 'FREE', quantity: 9 }], null, now)).ok).toBe(true);
    expect((await reserve(at.db, 'a', [{ sku: 'GONE', quantity: 1 }], null, now)).ok).toBe(false);
  });

  it('are given back once, however often it is asked', async () => {
    await reserve(at.db, 'a', [{ sku: 'LAMP', quantity: 2 }], now, now);
    await release(at.db, 'a', now);
    await release(at.db, 'a', now);
    expect(await left('LAMP')).toBe(5);
  });

  it('leave the shelf when they are sent, and come back when they are returned', async () => {
    await reserve(at.db, 'a', [{ sku: 'LAMP', quantity: 2 }], null, now);
    await takeOut(at.db, 'a', now);
    await release(at.db, 'a', now);
    expect(await left('LAMP')).toBe(3);
    await putBack(at.db, { sku: 'LAMP', quantity: 1 }, 'R-1', now);
    expect(await left('LAMP')).toBe(4);
  });

  it('are exactly as many as there are pieces when thirty ask at once', async () => {
    const asked = await Promise.all(
      Array.from({ length: 30 }, (_, buyer) =>
        at.db
          .transaction()
          .execute((trx) => reserve(trx, `buyer-${buyer}`, [{ sku: 'LAMP', quantity: 1 }], null, now)),
      ),
    );
    expect(asked.filter((one) => one.ok)).toHaveLength(5);
    expect(await left('LAMP')).toBe(0);
  });
});
