import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cartOf } from '#src/carts/cart-store.ts';
import { closeHold, openHold } from '#src/customers/holds.ts';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { askable, dueSoon } from '#src/replenishment/due-soon.ts';
import { changeInterval, snooze, stopReminders } from '#src/replenishment/choices.ts';
import { learnReplenishment } from '#src/replenishment/learn-replenishment.ts';
import { reorder } from '#src/replenishment/reorder.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { insertOrder } from '#test/doubles/insert-order.ts';

const NOW = new Date('2026-11-27T10:00:00Z');
const CLOCK = { timeZone: 'UTC', locale: 'en-US' };
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

onBothEngines('what a customer runs out of', (open) => {
  let fresh: FreshDatabase;
  let ann: string;
  const keptBack = async () => (await dueSoon(fresh.db, CLOCK, ann, NOW))[0]?.keptBack;
  beforeAll(async () => {
    fresh = await open();
    const { db } = fresh;
    await insertProduct(db, { slug: 'gel', variants: [{ sku: 'GEL', price: 200, stock: 50 }] });
    await insertProduct(db, { slug: 'shoe', variants: [{ sku: 'SHOE', price: 12000, stock: 5 }] });
    ann = await customerForEmail(db, 'ann@example.com');
    for (const days of [200, 170, 140, 110, 80, 55, 28])
      await insertOrder(db, { customerId: ann, placedAt: daysAgo(days), lines: [['GEL', 6]] });
    await insertOrder(db, { customerId: ann, placedAt: daysAgo(60), lines: [['SHOE', 1]] });
  });
  afterAll(() => fresh.close());

  it('is told by the day that a steady interval names, and by how much it has passed', async () => {
    const [gel, ...others] = await dueSoon(fresh.db, CLOCK, ann, NOW);
    expect(others).toEqual([]);
    expect(gel).toMatchObject({ sku: 'GEL', quantity: 6, sure: 'steady', keptBack: null });
    expect(gel?.why).toBe('You have bought it 7 times, every 29 days: the next time would be Nov 28, 2026.');
    const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
    const why = async (days: number) => (await dueSoon(fresh.db, CLOCK, ann, later(days)))[0]?.why;
    expect(await why(1)).toMatch(/: that is today\.$/);
    expect(await why(9)).toMatch(/: that was Nov 28, 2026, 8 days over\.$/);
    expect(await why(31)).toMatch(/^(Probably|May) runs? out within 14 days\. .*the last time 59 days ago/);
  });

  it('is told of what was bought once by how long it is said to last, and by how long customers take', async () => {
    const { db } = fresh;
    const lasts = (value: number) => [
      { key: 'typical_duration', label: 'A pack lasts about', kind: 'number' as const, value, unit: 'days' },
    ];
    for (const slug of ['salt', 'soap'])
      await insertProduct(db, { slug, categoryPath: ['Care'], attributes: lasts(20), variants: [{ sku: slug, price: 900, stock: 9 }] }); // prettier-ignore
    const bob = await customerForEmail(db, 'bob@example.com');
    await insertOrder(db, { customerId: bob, placedAt: daysAgo(36), lines: [['salt', 2]] });
    const why = async (now = NOW) => (await dueSoon(db, CLOCK, bob, now))[0];
    expect(await why()).toMatchObject({
      sure: 'stated',
      why: 'You bought 2, and one is said to last about 20 days: the next time would be Dec 1, 2026.',
    });
    expect(await why(daysAgo(20))).toMatchObject({ sure: 'unlikely' });
    // Others of the category take half as long again for it, and nobody has bought the salt twice.
    for (const who of ['c', 'd', 'e', 'f', 'g', 'h']) {
      const id = await customerForEmail(db, `${who}@example.com`);
      for (const days of [100, 68, 34])
        await insertOrder(db, { customerId: id, placedAt: daysAgo(days), lines: [['soap', 1]] });
    }
    await learnReplenishment(db, NOW);
    const [salt] = await dueSoon(db, CLOCK, bob, NOW);
    expect(salt?.why).toMatch(/about 20 days \(our customers take about 2[5-9] days for one\)/);
  });

  it('is not told of what comes by itself', async () => {
    await sql`insert into customer_subscription (customer_id, sku, started_at) values (${ann}, 'GEL', ${NOW})`.execute(
      fresh.db,
    );
    expect(await keptBack()).toBe('subscription');
    await sql`delete from customer_subscription`.execute(fresh.db);
    expect(await keptBack()).toBe(null);
  });

  it('is kept back while a complaint or a return is open, and told again when it is settled', async () => {
    for (const kind of ['complaint', 'return'] as const) {
      await openHold(fresh.db, ann, kind, 'T1', daysAgo(1));
      expect(await keptBack()).toBe(kind);
      await closeHold(fresh.db, kind, 'T1', NOW);
      expect(await keptBack()).toBe(null);
    }
  });

  it('is kept back while an order is late', async () => {
    await insertOrder(fresh.db, {
      customerId: ann, placedAt: daysAgo(20), state: 'sent', number: 'LATE', lines: [['SHOE', 1]],
    }); // prettier-ignore
    expect(await keptBack()).toBe('late-order');
    await sql`delete from customer_order where number = 'LATE'`.execute(fresh.db);
  });

  it('goes into the cart as often as the last time, and is refused where never bought', async () => {
    const given = { customerId: ann, visitorId: 'v'.repeat(21), sku: 'GEL' };
    expect(await reorder(fresh.db, given, NOW)).toEqual({ ok: true });
    const { lines } = await cartOf(fresh.db, given.visitorId);
    expect(lines.map((line) => [line.variant.sku, line.quantity])).toEqual([['GEL', 6]]);
    expect(await reorder(fresh.db, { ...given, sku: 'NONE' }, NOW)).toEqual({
      ok: false,
      refusal: 'never-bought',
    });
    expect(await reorder(fresh.db, { ...given, quantity: -3 }, NOW)).toMatchObject({ ok: false });
  });

  it('can be put off, stopped, and asked for at an interval of one’s own', async () => {
    expect(await snooze(fresh.db, ann, 'GEL', 14, NOW)).toEqual({ ok: true });
    expect(await keptBack()).toBe('snoozed');
    expect(await stopReminders(fresh.db, ann, 'GEL', NOW)).toEqual({ ok: true });
    expect(await keptBack()).toBe('stopped');
    expect(await changeInterval(fresh.db, ann, 'GEL', 30, NOW)).toEqual({ ok: true });
    expect(await dueSoon(fresh.db, CLOCK, ann, NOW)).toMatchObject([
      { sure: 'asked', everyDays: 30, keptBack: null },
    ]);
    expect(await changeInterval(fresh.db, ann, 'GEL', 90, NOW)).toEqual({ ok: true });
    expect(askable(await dueSoon(fresh.db, CLOCK, ann, NOW))).toEqual([]);
    await changeInterval(fresh.db, ann, 'GEL', null, NOW);
  });

  it('refuses intervals that are none and items never bought', async () => {
    for (const days of [0, -1, 2.5, 400, Number.NaN])
      expect(await changeInterval(fresh.db, ann, 'GEL', days, NOW)).toMatchObject({
        refusal: 'days-out-of-range',
      });
    expect(await snooze(fresh.db, ann, 'NONE', 7, NOW)).toEqual({ ok: false, refusal: 'never-bought' });
  });

  it('is nothing for a stranger', async () => {
    expect(await dueSoon(fresh.db, CLOCK, 'nobody', NOW)).toEqual([]);
  });

  it('is told from what was learned of all customers', async () => {
    const learned = await learnReplenishment(fresh.db, NOW);
    expect(learned).toMatchObject({ fittedOn: 0 });
    expect(await dueSoon(fresh.db, CLOCK, ann, NOW)).toMatchObject([{ sku: 'GEL', sure: 'steady' }]);
  });
});
