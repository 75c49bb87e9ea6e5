import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldOrders } from '#src/affinity/fold-orders.ts';
import { learnAffinity } from '#src/affinity/learn-affinity.ts';
import { foldWhenNew, learnWhenNew } from '#src/affinity/learn-when-new.ts';
import { recommend } from '#src/affinity/recommend.ts';
import { importOrders } from '#src/orders/import/import-orders.ts';
import { pseudonymOf, pseudonymSecret } from '#src/orders/import/pseudonym.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const DAY = 86_400_000;
const first = new Date('2026-06-01T12:00:00Z');
const dayLater = new Date(first.getTime() + DAY);
const twoDaysLater = new Date(first.getTime() + 2 * DAY);

onBothEngines('learning what goes together', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());

  const take = (now: Date, ...rows: readonly string[]) => {
    const csv = ['order_id,placed_at,sku,quantity,price,customer_id,status', ...rows].join('\n');
    const file = { name: 'orders.csv', open: () => Readable.from([Buffer.from(`${csv}\n`)]) };
    return importOrders(fresh.db, [file], { source: 'old-shop', currency: 'USD', now });
  };
  const order = (id: string, day: string, skus: readonly string[], status = '') =>
    skus.map((sku) => `${id},${day},${sku},1,5.00,c${Number(id.slice(1)) % 4},${status}`);
  const learned = async () => {
    const { rows } = await sql`select item, key, support, neighbours from affinity_item
      where generation = (select generation from affinity_model) order by item`.execute(fresh.db);
    const model = await fresh.db.selectFrom('affinity_model').selectAll().executeTakeFirstOrThrow();
    return { rows, facts: model.facts, orders: model.orders, weights: model.weights };
  };
  const customer = async (name: string) => pseudonymOf(await pseudonymSecret(fresh.db), 'old-shop', name);

  it('learns nothing from no orders, and says nothing', async () => {
    expect(await learnWhenNew(fresh.db, first)).toBeNull();
    expect(await foldWhenNew(fresh.db, first)).toBeNull();
    expect(await recommend(fresh.db, ['s:GEL'], { most: 5, now: first })).toEqual([]);
  });

  it('learns from the first ten orders as soon as the hourly job comes', async () => {
    const days = ['01', '02', '03', '04', '05', '06', '07', '08'];
    await take(
      first,
      ...days.flatMap((day, at) =>
        order(`A${at}`, `2026-05-${day}`, at % 2 ? ['GEL', 'BELT'] : ['SHOE', 'SOCK']),
      ),
      ...order('A8', '2026-05-09', ['GEL', 'BELT', 'CAP']),
      ...order('A9', '2026-05-10', ['SHOE', 'BALM']),
    );
    await sql`update customer_order set updated_at = placed_at`.execute(fresh.db);
    expect(await foldWhenNew(fresh.db, first)).toMatchObject({
      orders: 10,
      items: 6,
      read: 10,
      stands: true,
    });
    const found = await recommend(fresh.db, ['s:GEL'], { most: 9, now: first });
    expect(found[0]).toEqual({ key: 's:BELT', together: 5, beside: 's:GEL' });
    expect(await foldWhenNew(fresh.db, first)).toBeNull();
  });

  it('counts what the customer bought before', async () => {
    const options = { most: 9, now: first };
    const stranger = await recommend(fresh.db, ['s:CAP'], options);
    const own = await recommend(fresh.db, ['s:CAP'], { ...options, customerId: await customer('c0') });
    expect(stranger.map(({ key }) => key).toSorted()).toEqual(['s:BELT', 's:GEL']);
    expect(own.map(({ key }) => key)).toContain('s:SHOE');
  });

  it('folds in new, changed, cancelled and returned orders as if all had been read anew', async () => {
    await take(
      dayLater,
      ...order('B1', '2026-06-01', ['GEL', 'BALM', 'SOCK']),
      ...order('B2', '2026-05-01', ['VEST', 'CAP']),
      ...order('A1', '2026-05-02', ['GEL', 'BELT'], 'cancelled'),
      ...order('A9', '2026-05-10', ['SHOE', 'BALM', 'CAP']),
    );
    await sql`update order_line set returned = quantity
      where order_id = 'old-shop:A8' and sku = 'CAP'`.execute(fresh.db);
    await sql`insert into order_return (id, order_id, state, lines, refund_minor, started_at, updated_at)
      values ('r', 'old-shop:A8', 'refunded', '[]', 0, ${dayLater}, ${dayLater})`.execute(fresh.db);
    const report = await foldWhenNew(fresh.db, dayLater);
    expect(report).toMatchObject({ orders: 11, items: 7, read: 5, stands: true });
    const folded = await learned();
    await learnAffinity(fresh.db, { now: dayLater });
    expect(folded).toEqual(await learned());
  });

  // What changed within the hour before the memory was made is read again.
  it('folds twice onto the same memory', async () => {
    await take(twoDaysLater, ...order('C1', '2026-06-02', ['GEL', 'VEST']));
    expect(await foldWhenNew(fresh.db, twoDaysLater)).toMatchObject({ orders: 12, read: 6 });
    await take(twoDaysLater, ...order('C2', '2026-06-03', ['BALM', 'VEST']));
    expect(await foldOrders(fresh.db, { now: twoDaysLater })).toMatchObject({ orders: 13, read: 7 });
    const folded = await learned();
    expect(await learnWhenNew(fresh.db, twoDaysLater)).toMatchObject({ orders: 13, read: 13 });
    expect(await learned()).toEqual(folded);
  });

  it('remembers no customer', async () => {
    const { rows } = await sql<{ baskets: string }>`select baskets from affinity_memory`.execute(fresh.db);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.baskets).toContain('s:GEL');
    for (const name of ['c0', 'c1', 'c2', 'c3']) expect(rows[0]?.baskets).not.toContain(await customer(name));
  });

  it('leaves one whole model where two learn at once', async () => {
    const both = await Promise.all([
      foldOrders(fresh.db, { now: twoDaysLater }),
      learnAffinity(fresh.db, { now: twoDaysLater }),
      foldOrders(fresh.db, { now: twoDaysLater }),
    ]);
    expect(both.some(({ stands }) => stands)).toBe(true);
    expect((await learned()).rows).toHaveLength(7);
    const found = await recommend(fresh.db, ['s:GEL'], { most: 9, now: twoDaysLater });
    expect(found).toContainEqual({ key: 's:BELT', together: 4, beside: 's:GEL' });
    expect(await foldOrders(fresh.db, { now: twoDaysLater })).toMatchObject({ orders: 13, stands: true });
    const { rows } = await sql<{
      n: number;
    }>`select count(distinct generation) as n from affinity_item`.execute(fresh.db);
    expect(rows).toEqual([{ n: 1 }]);
  });
});
