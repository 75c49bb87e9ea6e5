import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { text } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { markSent } from '#src/orders/fulfil-order.ts';
import { giveBack } from '#src/orders/give-back.ts';
import { ordersChangedSince } from '#src/orders/order-changes.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { openOffice, type Office } from '#test/doubles/back-office.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const now = new Date('2026-11-27T12:00:00Z');

onBothEngines('orders read after a cursor', (open) => {
  let at: FreshDatabase;
  let office: Office;
  beforeAll(async () => {
    at = await open();
    office = openOffice(at.db, now);
    await insertProduct(at.db, { slug: 'jar', variants: [{ sku: 'JAR', price: 900, stock: 900 }] });
  });
  afterAll(() => at.close());

  const read = async (cursor: string | null, most = 100) => {
    const changed = await ordersChangedSince(at.db, cursor, { state: null, most });
    if (!changed.ok) throw new Error(changed.refusal);
    return { ...changed, numbers: changed.orders.map(({ number }) => number) };
  };
  /** Orders are read once no older transaction writes anywhere in the cluster: other databases have their own. */
  const settled = async () => {
    const {
      rows: [to],
    } = await rowsOf({ id: text })`
      select pg_snapshot_xmax(pg_current_snapshot())::text as id`.execute(at.db);
    await vi.waitFor(
      async () => {
        const { rows } = await rowsOf({ id: text })`
          select pg_snapshot_xmin(pg_current_snapshot())::text as id`.execute(at.db);
        expect(BigInt(rows[0]?.id ?? 0)).toBeGreaterThanOrEqual(BigInt(to?.id ?? 0));
      },
      { timeout: 20_000 },
    );
  };
  const readSettled = async (...asked: Parameters<typeof read>) => {
    await settled();
    return read(...asked);
  };
  const order = async () => (await office.paid([['JAR', 1]])) as { orderId: string; number: string };

  it('come in pages, each once, and again when they change', async () => {
    const made = [await order(), await order(), await order()];
    const first = await readSettled(null, 2);
    expect([first.numbers.length, first.more]).toEqual([2, true]);
    const second = await readSettled(first.next, 2);
    expect([second.numbers.length, second.more]).toEqual([1, false]);
    expect(new Set([...first.numbers, ...second.numbers])).toEqual(new Set(made.map(({ number }) => number)));
    expect((await readSettled(second.next)).numbers).toEqual([]);
    const [one, other] = made as [(typeof made)[0], (typeof made)[0]];
    await markSent(at.db, one.orderId, { carrier: null, tracking: null }, now);
    const changed = await readSettled(second.next);
    expect(changed.numbers).toEqual([one.number]);
    expect(changed.orders[0]?.state).toBe('sent');
    await giveBack(at.db, office.bank, other.orderId, { minor: 100, reason: '', reference: 'r' }, now);
    expect((await readSettled(changed.next)).numbers).toEqual([other.number]);
  });

  it('are none that a cursor of another database cannot place', async () => {
    const { next } = await readSettled(null);
    await sql`update order_feed set server = 'another'`.execute(at.db);
    expect(await ordersChangedSince(at.db, next, { state: null, most: 9 })).toEqual({
      ok: false,
      refusal: 'unknown-cursor',
    });
    for (const bad of ['', 'x', Buffer.from('a b c').toString('base64url')])
      expect((await ordersChangedSince(at.db, bad, { state: null, most: 9 })).ok).toBe(false);
    expect((await readSettled(null)).numbers.length).toBeGreaterThan(2);
  });

  it('wait for whoever writes still, so that nothing that commits later stands before what was read', async ({
    skip,
  }) => {
    if (at.engine === 'pglite') skip('PGlite has one connection: nobody reads while another writes.');
    const early = await order();
    const late = await order();
    const { next } = await readSettled(null);
    const wrote = Promise.withResolvers<void>();
    const commit = Promise.withResolvers<void>();
    const slow = at.db.transaction().execute(async (trx) => {
      await sql`update customer_order set updated_at = now() where id = ${early.orderId}`.execute(trx);
      wrote.resolve();
      await commit.promise;
    });
    await wrote.promise;
    await sql`update customer_order set updated_at = now() where id = ${late.orderId}`.execute(at.db);
    const meanwhile = await read(next);
    expect(meanwhile.numbers).toEqual([]);
    commit.resolve();
    await slow;
    expect((await readSettled(meanwhile.next)).numbers).toEqual([early.number, late.number]);
  });
});
