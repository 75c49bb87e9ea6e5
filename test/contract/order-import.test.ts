import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { learnAffinity } from '#src/affinity/learn-affinity.ts';
import { recommend } from '#src/affinity/recommend.ts';
import { importOrders } from '#src/orders/import/import-orders.ts';
import { pseudonymOf, pseudonymSecret } from '#src/orders/import/pseudonym.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const now = new Date('2026-06-01T12:00:00Z');
const file = (name: string, ...lines: readonly string[]) => ({
  name,
  open: () => Readable.from([Buffer.from(`${lines.join('\n')}\n`)]),
});
const SHOPIFY =
  'Name,Email,Financial Status,Fulfillment Status,Currency,Shipping,Taxes,Discount Amount,Created at,Cancelled at,' +
  'Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku';

onBothEngines('order import', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());

  const options = { currency: 'USD', now };
  const orders = (source: string) =>
    fresh.db
      .selectFrom('customer_order')
      .selectAll()
      .where('source', '=', source)
      .orderBy('source_key')
      .execute();
  const lines = (id: string) =>
    fresh.db.selectFrom('order_line').selectAll().where('order_id', '=', id).orderBy('position').execute();

  it('takes a Shopify export: cancelled, refunded, guests, several lines', async () => {
    const report = await importOrders(
      fresh.db,
      [
        file(
          'shopify.csv',
          SHOPIFY,
          '#1,Ann@x.org,paid,fulfilled,USD,4.90,0,2.00,2026-01-02 10:00:00 -0500,,2,Shoe,80.00,SHOE',
          '#1,,,,,,,,,,1,Sock,12.00,SOCK',
          '#2,,paid,,USD,0,0,0,2026-01-03 10:00:00 -0500,2026-01-04 10:00:00 -0500,1,Shoe,80.00,SHOE',
          '#3,ann@x.org,refunded,fulfilled,USD,0,0,0,2026-01-05 10:00:00 -0500,,1,Sock,12.00,SOCK',
        ),
      ],
      options,
    );
    expect(report.ok).toBe(true);
    expect(report.files[0]).toMatchObject({
      format: 'shopify-orders',
      new: 3,
      cancelled: 1,
      withReturns: 1,
      withoutCustomer: 1,
    });
    const [first, second, third] = await orders('shopify-orders');
    expect(first).toMatchObject({ state: 'delivered', total_minor: 17_490, subtotal_minor: 17_200 });
    expect(first?.placed_at.toISOString()).toBe('2026-01-02T15:00:00.000Z');
    expect(second).toMatchObject({ state: 'cancelled', customer_id: null });
    expect(third?.customer_id).toBe(first?.customer_id);
    expect(await lines('shopify-orders:#3')).toMatchObject([{ sku: 'SOCK', quantity: 1, returned: 1 }]);
  });

  it('names lines without a SKU by title and options, and takes the rest where one cannot be named', async () => {
    await insertProduct(fresh.db, {
      slug: 'linen-shirt',
      title: 'Linen - shirt',
      variants: [
        { sku: 'LS-S', price: 10, stock: 1, options: { Size: 'S' } },
        { sku: 'LS-M', price: 10, stock: 1, options: { Size: 'M' } },
      ],
    });
    const report = await importOrders(
      fresh.db,
      [
        file(
          'names.csv',
          SHOPIFY,
          '#9,a@x.org,paid,fulfilled,USD,0,0,0,2026-01-02 10:00:00 -0500,,2,Linen - Shirt - M,10.00,',
          '#9,,,,,,,,,,1,Something else,12.00,',
          '#10,b@x.org,paid,fulfilled,USD,0,0,0,2026-01-02 10:00:00 -0500,,1,Nobody knows,10.00,',
        ),
      ],
      { ...options, source: 'names' },
    );
    expect(report).toMatchObject({ rejected: 2, outcome: 'taken-with-losses' });
    expect(report.findings.map(({ found }) => found)).toEqual(['Something else', 'Nobody knows']);
    expect(await lines('names:#9')).toMatchObject([{ sku: 'LS-M', quantity: 2 }]);
    expect(await orders('names')).toHaveLength(1);
  });

  it('keeps no name and no address of a customer', async () => {
    const customers = await fresh.db.selectFrom('customer').selectAll().execute();
    // A pseudonym is random letters, which may spell anything.
    expect(JSON.stringify(customers.map((one) => ({ ...one, id: '' }))).toLowerCase()).not.toContain('ann');
    const secret = await pseudonymSecret(fresh.db);
    expect(customers[0]?.id).toBe(pseudonymOf(secret, 'shopify-orders', ' ANN@x.org'));
  });

  it('changes nothing when the same file comes again, and only what changed when it was corrected', async () => {
    const header = 'order_id,placed_at,sku,quantity,price,customer_id';
    const rows = ['A,2026-02-01,X,1,5.00,c1', 'A,2026-02-01,Y,2,1.50,c1', 'B,2026-02-02,X,1,5.00,c2'];
    const take = (...all: readonly string[]) =>
      importOrders(fresh.db, [file('plain.csv', header, ...all)], { ...options, source: 'again' });
    expect((await take(...rows)).files[0]).toMatchObject({ new: 2, changed: 0, unchanged: 0 });
    expect((await take(...rows)).files[0]).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    const corrected = [...rows.slice(0, 2), 'A,2026-02-01,Y,-1,1.50,c1', ...rows.slice(2)];
    expect((await take(...corrected)).files[0]).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
    expect(await lines('again:A')).toMatchObject([
      { sku: 'X', quantity: 1, returned: 0 },
      { sku: 'Y', quantity: 2, returned: 1, total_minor: 300 },
    ]);
  });

  it('writes nothing in a dry run', async () => {
    const report = await importOrders(fresh.db, [file('dry.csv', 'order_id,ts,sku', 'Z,2026-02-01,X')], {
      ...options,
      source: 'dry',
      dryRun: true,
    });
    expect(report.files[0]).toMatchObject({ new: 1 });
    expect(await orders('dry')).toHaveLength(0);
  });

  it.each([
    ['a day that is none', 'A,2026-02-30,X,1,5,c,USD', 'placed_at'],
    ['a day to come', 'A,2030-01-01,X,1,5,c,USD', 'placed_at'],
    ['a quantity that is no number', 'A,2026-02-01,X,many,5,c,USD', 'quantity'],
    ['a quantity of nothing', 'A,2026-02-01,X,0,5,c,USD', 'quantity'],
    ['a huge quantity', 'A,2026-02-01,X,99999999,5,c,USD', 'quantity'],
    ['a price with a sign', 'A,2026-02-01,X,1,-5,c,USD', 'price'],
    ['a refund without its order', 'A,2026-02-01,X,-1,5,c,USD', 'quantity'],
    ['an unknown currency', 'A,2026-02-01,X,1,5,c,COINS', 'currency'],
    ['a row of no order', ',2026-02-01,X,1,5,c,USD', 'order_id'],
  ])('tells %s with its line and goes on', async (_, row, field) => {
    const report = await importOrders(
      fresh.db,
      [
        file(
          'bad.csv',
          'order_id,placed_at,sku,quantity,price,customer_id,currency',
          row,
          'GOOD,2026-02-01,X,1,5.00,c,USD',
        ),
      ],
      { ...options, source: 'bad', dryRun: true },
    );
    expect(report.findings).toMatchObject([{ level: 'rejected', line: 2, field }]);
    expect(report.findings[0]?.fix).not.toBe('');
    expect(report.files[0]).toMatchObject({ new: 1 });
  });

  it('refuses an order in two currencies and takes one in another', async () => {
    const report = await importOrders(
      fresh.db,
      [
        file(
          'mix.csv',
          'order_id,placed_at,sku,quantity,price,currency',
          'A,2026-02-01,X,1,5.00,USD',
          'A,2026-02-01,Y,1,5.00,EUR',
          'B,2026-02-01,X,1,500,JPY',
        ),
      ],
      { ...options, source: 'mix' },
    );
    expect(report.findings).toMatchObject([{ reason: 'Order A mixes currencies.' }]);
    expect(await orders('mix')).toMatchObject([{ source_key: 'B', currency: 'JPY', total_minor: 500 }]);
  });

  it('counts an order that the file tells twice once, and says so', async () => {
    const report = await importOrders(
      fresh.db,
      [
        file(
          'twice.csv',
          'order_id,placed_at,sku,quantity,price',
          'A,2026-02-01,X,1,5.00',
          'B,2026-02-01,X,1,5.00',
          'A,2026-02-01,X,1,5.00',
        ),
      ],
      { ...options, source: 'twice' },
    );
    expect(report).toMatchObject({ rejected: 0, warnings: 1 });
    expect(await orders('twice')).toHaveLength(2);
  });

  it.each([
    ['garbage', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
    ['nothing', Buffer.from('')],
    ['a catalogue', Buffer.from('Handle,Title,Variant SKU\nshoe,Shoe,SHOE\n')],
    ['a quote that is never closed', Buffer.from('order_id,ts,sku\n"A,2026-02-01,X\n')],
    ['a damaged archive', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 1, 2, 3])],
  ])('answers a file of %s with a reason', async (_, bytes) => {
    const report = await importOrders(fresh.db, [{ name: 'odd', open: () => Readable.from([bytes]) }], {
      ...options,
      source: 'odd',
    });
    expect(report.ok).toBe(false);
    expect(report.findings[0]).toMatchObject({ level: 'rejected', scope: 'file' });
    expect(await orders('odd')).toHaveLength(0);
  });

  it('never takes the name of the shop’s own orders', async () => {
    await expect(importOrders(fresh.db, [], { ...options, source: 'shop' })).rejects.toThrow(RangeError);
  });

  it('lets the shop learn from what was imported, but not from what was cancelled or came back', async () => {
    const rows = Array.from({ length: 12 }, (_, at) => [
      `L${at},2026-03-${String(at + 1).padStart(2, '0')},GEL,1,2.00,c${at % 3},`,
      `L${at},2026-03-${String(at + 1).padStart(2, '0')},FLASK,1,2.00,c${at % 3},`,
      `N${at},2026-04-${String(at + 1).padStart(2, '0')},GEL,1,2.00,c9,cancelled`,
      `N${at},2026-04-${String(at + 1).padStart(2, '0')},HAT,1,2.00,c9,cancelled`,
    ]).flat();
    await importOrders(
      fresh.db,
      [file('learn.csv', 'order_id,placed_at,sku,quantity,price,customer_id,status', ...rows)],
      { ...options, source: 'learn' },
    );
    const report = await learnAffinity(fresh.db, { now });
    expect(report.orders).toBeGreaterThanOrEqual(12);
    const found = await recommend(fresh.db, ['s:GEL'], { most: 5, now });
    expect(found[0]).toEqual({ key: 's:FLASK', together: 12, beside: 's:GEL' });
    expect(found.map((one) => one.key)).not.toContain('s:HAT');
  });

  it('learns the same again, and knows nothing of what it never saw', async () => {
    const before = await recommend(fresh.db, ['s:GEL'], { most: 5, now });
    await learnAffinity(fresh.db, { now });
    expect(await recommend(fresh.db, ['s:GEL'], { most: 5, now })).toEqual(before);
    expect(await recommend(fresh.db, ['s:NEVER'], { most: 5, now })).toEqual([]);
    expect(await recommend(fresh.db, [], { most: 5, now })).toEqual([]);
  });
});
