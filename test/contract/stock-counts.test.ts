import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { productBySku } from '#src/catalog/product-store.ts';
import { integer } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { recordCounts, type CountKind } from '#src/inventory/record-counts.ts';
import { putBack, release, reserve, takeOut } from '#src/inventory/reserve-stock.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const START = Date.parse('2026-11-23T08:00:00Z');

onBothEngines('counts of stock', (open) => {
  let at: FreshDatabase;
  let hour = 0;
  let orders = 0;
  beforeAll(async () => {
    at = await open();
    await insertProduct(at.db, { slug: 'kettle', variants: [{ sku: 'KETTLE', price: 4000, stock: 0 }] });
  });
  beforeEach(async () => {
    hour = 0;
    await sql`truncate stock_movement, stock_reservation`.execute(at.db);
    await sql`update stock set on_hand = 0, reserved = 0, unheard = 0, counted = null, counted_at = null, counted_as = null,
      tracked = true, backorder = false`.execute(at.db);
  });
  afterAll(() => at.close());

  /** An hour later than the last thing that happened. */
  const later = () => new Date(START + (hour += 1) * 3_600_000);
  const count = (pieces: number, knows: CountKind | null, takenAt = later()) =>
    recordCounts(at.db, [{ sku: 'KETTLE', pieces }], { takenAt, knows, source: 'till.csv' }, later());
  const sell = async (quantity: number) => {
    const order = `order-${(orders += 1)}`;
    expect(await reserve(at.db, order, [{ sku: 'KETTLE', quantity }], null, later())).toEqual({ ok: true });
    return order;
  };
  const send = (order: string) => takeOut(at.db, order, later());
  const sellAndSend = async (quantity: number) => send(await sell(quantity));
  const left = async () => (await productBySku(at.db, 'KETTLE'))?.variant.availability.left;
  const sums = async () => {
    const { rows } = await rowsOf({ shelf: integer, unheard: integer, hand: integer, gone: integer })`
      select coalesce(sum(m.shelf), 0)::int as shelf, coalesce(sum(m.unheard), 0)::int as unheard,
        s.on_hand as hand, s.unheard as gone
      from stock s join variant v on v.id = s.variant_id left join stock_movement m on m.sku = v.sku
      group by s.on_hand, s.unheard`.execute(at.db);
    return rows[0];
  };

  describe('that know the orders of the shop', () => {
    const knows = 'knows-our-orders';
    it('say what can be sold when they were taken, though the number is the same as before', async () => {
      await count(20, knows);
      await sellAndSend(5);
      await count(20, knows);
      expect(await left()).toBe(20);
    });
    it('leave what is paid and not sent to those who bought it', async () => {
      await count(10, knows);
      const order = await sell(3);
      await count(7, knows);
      expect(await left()).toBe(7);
      await send(order);
      expect(await left()).toBe(7);
    });
    it('do not know what is not paid yet', async () => {
      await count(10, knows);
      await reserve(at.db, 'unpaid', [{ sku: 'KETTLE', quantity: 4 }], later(), later());
      await count(10, knows);
      expect(await left()).toBe(6);
      await release(at.db, 'unpaid', later());
      expect(await left()).toBe(10);
    });
    it('are counted on with what happened since they were taken', async () => {
      await count(10, knows);
      await sellAndSend(1);
      const taken = later();
      await sellAndSend(2);
      const order = await sell(1);
      await putBack(at.db, { sku: 'KETTLE', quantity: 1 }, 'R-1', later());
      await count(9, knows, taken);
      expect(await left()).toBe(7);
      await release(at.db, order, later());
      expect(await left()).toBe(8);
    });
    it('hold though a return is not known to them, until it is booked there as well', async () => {
      await count(10, knows);
      await sellAndSend(1);
      await putBack(at.db, { sku: 'KETTLE', quantity: 1 }, 'R-1', later());
      expect(await left()).toBe(10);
      await count(9, knows);
      expect(await left()).toBe(9);
      await count(10, knows);
      expect(await left()).toBe(10);
    });
    it('may be below nothing, which no order that is given up brings back', async () => {
      await count(2, knows);
      const order = await sell(2);
      await count(-1, knows);
      await release(at.db, order, later());
      expect(await left()).toBe(1);
    });
  });

  describe('that know what was sent', () => {
    it('are what lies there, with what is sold and not sent', async () => {
      await count(30, 'knows-what-was-sent');
      await sellAndSend(10);
      await sell(10);
      await count(19, 'knows-what-was-sent');
      expect(await left()).toBe(9);
    });
  });

  describe('that hear nothing of the shop', () => {
    const knows = 'does-not-know';
    it('change nothing while they are the same', async () => {
      await count(20, knows);
      await sellAndSend(5);
      await count(20, knows);
      expect(await left()).toBe(15);
    });
    it('take off what was sold elsewhere, and name the orders for which nothing is left', async () => {
      await count(20, knows);
      await sellAndSend(10);
      await sell(9);
      const last = await sell(1);
      const { short } = await count(19, knows);
      expect(await left()).toBe(0);
      expect(short).toEqual([{ sku: 'KETTLE', order: last, pieces: 1, missing: 1 }]);
    });
    it('bring nothing back that was sold out and sent', async () => {
      await count(10, knows);
      await sellAndSend(10);
      await count(9, knows);
      expect(await left()).toBe(0);
      await count(12, knows);
      expect(await left()).toBe(2);
    });
    it('add what was delivered to what was sent', async () => {
      await count(10, knows);
      await sellAndSend(3);
      await count(15, knows);
      expect(await left()).toBe(12);
    });
    it('go on where they were when a feed stops counting and begins again', async () => {
      await count(10, knows);
      await recordCounts(
        at.db,
        [{ sku: 'KETTLE', pieces: null, tracked: false }],
        { takenAt: later(), knows, source: 'till.csv' },
        later(),
      );
      await sellAndSend(4);
      await count(10, knows);
      expect(await left()).toBe(6);
    });
  });

  describe('of which nobody says what they know', () => {
    it('never promise more than any reading of them', async () => {
      await count(20, null);
      await sellAndSend(3);
      const order = await sell(2);
      expect(await count(20, null)).toMatchObject({ heldBack: { skus: 1, pieces: 5 } });
      expect(await left()).toBe(15);
      await send(order);
      await count(15, null);
      expect(await left()).toBe(10);
      await count(4, null);
      expect(await left()).toBe(0);
    });
    it('are read anew once somebody says it, though the file is the same', async () => {
      await count(20, null);
      await sellAndSend(3);
      const taken = later();
      await count(17, null, taken);
      expect(await left()).toBe(14);
      await count(17, 'knows-our-orders', taken);
      expect(await left()).toBe(17);
    });
  });

  describe('that tell what came and went', () => {
    it('add up, and a second time change nothing', async () => {
      await count(10, 'does-not-know');
      const taken = later();
      await count(5, 'delta', taken);
      await count(5, 'delta', taken);
      await count(-2, 'delta');
      expect(await left()).toBe(13);
    });
    it('say nothing new where a count was taken after them', async () => {
      const taken = later();
      await count(10, 'does-not-know');
      expect(await count(5, 'delta', taken)).toMatchObject({ older: ['KETTLE'] });
      expect(await left()).toBe(10);
    });
  });

  it.each([
    ['knows-our-orders', 16],
    ['knows-what-was-sent', 14],
    ['does-not-know', 11],
    ['delta', 31],
    [null, 11],
  ] as const)('mean what docs/stock.md says of them: %s', async (knows, free) => {
    await count(20, knows === 'delta' ? 'does-not-know' : knows);
    await sell(2);
    await sellAndSend(3);
    await count(16, knows);
    expect(await left()).toBe(free);
  });

  it('of yesterday change nothing today', async () => {
    const yesterday = later();
    for (const knows of ['knows-our-orders', 'does-not-know', null] as const) {
      await count(8, knows);
      expect(await count(20, knows, yesterday)).toMatchObject({ older: ['KETTLE'] });
      expect(await left()).toBe(8);
    }
  });

  it('below what is reserved name the orders that are served last, whoever paid first being first', async () => {
    await count(10, 'knows-what-was-sent');
    await sell(3);
    const second = await sell(3);
    await reserve(at.db, 'unpaid', [{ sku: 'KETTLE', quantity: 2 }], later(), later());
    const { short } = await count(4, 'knows-what-was-sent');
    expect(short).toEqual([
      { sku: 'KETTLE', order: second, pieces: 3, missing: 2 },
      { sku: 'KETTLE', order: 'unpaid', pieces: 2, missing: 2 },
    ]);
  });

  it('and orders are the sum of the ledger, which nobody can change', async () => {
    await count(10, null);
    await sellAndSend(3);
    await putBack(at.db, { sku: 'KETTLE', quantity: 1 }, 'R-1', later());
    await count(6, 'knows-our-orders');
    await count(2, 'delta');
    const found = await sums();
    expect(found).toMatchObject({ shelf: found?.hand ?? Number.NaN, unheard: found?.gone ?? Number.NaN });
    await expect(sql`update stock_movement set pieces = 0`.execute(at.db)).rejects.toThrow('append-only');
    await expect(sql`delete from stock_movement`.execute(at.db)).rejects.toThrow('append-only');
  });

  it('of a SKU that nobody sells are named', async () => {
    const told = { takenAt: later(), knows: null, source: 'till.csv' };
    expect(await recordCounts(at.db, [{ sku: 'NONE', pieces: 1 }], told, later())).toMatchObject({
      unknown: ['NONE'],
      changed: 0,
    });
  });
});
