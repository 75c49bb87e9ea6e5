import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { productBySku } from '#src/catalog/product-store.ts';
import { momentOfText } from '#src/editorial/time-zone.ts';
import { reserve, takeOut } from '#src/inventory/reserve-stock.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { bring, empty, feed } from './feed.ts';

const MONDAY = Date.parse('2026-11-23T08:00:00Z');
const day = (days: number, hours = 0) => new Date(MONDAY + (days * 24 + hours) * 3_600_000);

describe('counts in files', () => {
  let at: FreshDatabase;
  beforeAll(async () => (at = await freshPglite()));
  beforeEach(async () => {
    await empty(at.db);
    await sql`truncate stock_movement, stock_reservation, stock_file, stock_feed`.execute(at.db);
  });
  afterAll(() => at.close());

  const HEAD = 'Handle,Title,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty';
  const exportOf = (quantity: number, title = 'Vase') => `${HEAD}\nvase,${title},VASE,30,shopify,${quantity}`;
  const countsOf = (quantity: number) => `SKU,Quantity\nVASE,${quantity}`;
  const take = (text: string, writtenAt: Date, more: Partial<Parameters<typeof bring>[2]> = {}) =>
    bring(
      at.db,
      { ...feed(text, 'stock.csv'), writtenAt },
      { now: new Date(writtenAt.getTime() + 60_000), ...more },
    );
  let orders = 0;
  const sell = async (quantity: number, now: Date, sent = true) => {
    const order = `order-${(orders += 1)}`;
    expect(await reserve(at.db, order, [{ sku: 'VASE', quantity }], null, now)).toEqual({ ok: true });
    if (sent) await takeOut(at.db, order, now);
    return order;
  };
  const left = async () => (await productBySku(at.db, 'VASE'))?.variant.availability.left;
  const told = (report: Awaited<ReturnType<typeof bring>>) =>
    report.findings.filter(({ field }) => /count/.test(field)).map(({ reason }) => reason);

  it.each([
    ['a catalogue', exportOf],
    ['a list of counts', countsOf],
  ])('say in %s what can be sold now, though nothing in it is new', async (_, file) => {
    await take(exportOf(20), day(0), { counts: 'knows-our-orders' });
    await sell(5, day(0, 1));
    // Another product's row is new, so that the file is another.
    await take(`${file(20)}\n`, day(1), { counts: 'knows-our-orders' });
    expect(await left()).toBe(20);
  });

  it('bring nothing back where nobody says what they know, and that is told', async () => {
    await take(exportOf(20), day(0));
    await sell(5, day(0, 1));
    const report = await take(exportOf(20, 'A vase'), day(1));
    expect(await left()).toBe(15);
    expect(told(report)).toEqual([expect.stringMatching(/^Nobody said whether the counts know/)]);
  });

  it('are as old as the file, and what was sold since is taken off', async () => {
    await take(exportOf(20), day(0), { counts: 'knows-our-orders' });
    await sell(3, day(2));
    await take(countsOf(18), day(1), { counts: 'knows-our-orders', now: day(3) });
    expect(await left()).toBe(15);
  });

  it('are as old as --counted-at or the row says, rather than the file', async () => {
    await take(exportOf(20), day(0), { counts: 'knows-our-orders' });
    await sell(3, day(2));
    const late = { counts: 'knows-our-orders', now: day(4) } as const;
    await take(countsOf(18), day(3), { ...late, countedAt: day(1) });
    expect(await left()).toBe(15);
    const readMoment = (text: string) => momentOfText(text, 'America/Denver');
    await take('SKU,Quantity,Counted at\nVASE,19,2026-11-24 02:00', day(3), { ...late, readMoment });
    expect(await left()).toBe(16);
    const report = await take('SKU,Quantity,Counted at\nVASE,16,soon', day(3), { ...late, readMoment });
    expect(told(report)).toEqual(['It is no date; the count is taken as old as the file.']);
    expect(await left()).toBe(16);
  });

  it('of yesterday are left, also where a copy has the date of today', async () => {
    await take(exportOf(20), day(0), { counts: 'knows-our-orders' });
    await sell(15, day(0, 1));
    await take(exportOf(5), day(1), { counts: 'knows-our-orders' });
    const again = await take(exportOf(20), day(2), { counts: 'knows-our-orders' });
    expect(await left()).toBe(5);
    expect(told(again)).toEqual([
      'The same file was taken before; its counts are as old as they were then.',
      '1 counts are older than what is known; what is known is kept.',
    ]);
  });
  it('that a whole feed repeats are newer than a list between the two', async () => {
    await take(exportOf(20), day(0), { counts: 'does-not-know' });
    await take(exportOf(20, 'Vase').replace('Tracker', 'Tracker '), day(2), { counts: 'does-not-know' });
    await take(countsOf(30), day(1), { counts: 'does-not-know', now: day(3) });
    expect(await left()).toBe(20);
    await take(countsOf(30), day(4), { counts: 'does-not-know', countedAt: day(4) });
    expect(await left()).toBe(30);
  });

  it('of changes add up once, however often the file is taken', async () => {
    await take(exportOf(20), day(0), { counts: 'does-not-know' });
    for (let time = 0; time < 2; time++) await take(countsOf(5), day(1), { counts: 'delta' });
    expect(await left()).toBe(25);
    await take(countsOf(-2), day(2), { counts: 'delta' });
    expect(await left()).toBe(23);
  });

  it('name the orders that they leave without pieces', async () => {
    await take(exportOf(20), day(0), { counts: 'does-not-know' });
    const order = await sell(20, day(0, 1), false);
    const report = await take(countsOf(19), day(1), { counts: 'does-not-know' });
    expect(told(report)).toEqual([
      `The counts leave too few pieces: order ${order} waits for 20, and 1 of them is not there.`,
    ]);
    expect(report.findings.at(-1)).toMatchObject({ sku: 'VASE', level: 'warning' });
  });

  it('go on where they were when a variant left the shop and comes back', async () => {
    await take(exportOf(20), day(0), { counts: 'does-not-know' });
    await sell(5, day(0, 1));
    await sql`delete from variant`.execute(at.db);
    await sql`update product set content_hash = ''`.execute(at.db);
    await take(exportOf(20, 'Vase again'), day(1), { counts: 'does-not-know' });
    expect(await left()).toBe(15);
  });

  it('are only judged in a dry run', async () => {
    await take(exportOf(20), day(0));
    await take(countsOf(3), day(1), { dryRun: true });
    expect(await left()).toBe(20);
    expect((await sql`select 1 from stock_file`.execute(at.db)).rows).toHaveLength(1);
  });
});
