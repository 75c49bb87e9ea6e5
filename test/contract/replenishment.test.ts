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
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

onBothEngines('what a customer runs out of', (open) => {
  let fresh: FreshDatabase;
  let ann: string;
  const keptBack = async () => (await dueSoon(fresh.db, ann, NOW))[0]?.keptBack;
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

  it('is told with a chance, a window and why', async () => {
    const [gel, ...others] = await dueSoon(fresh.db, ann, NOW);
    expect(others).toEqual([]);
    expect(gel).toMatchObject({ sku: 'GEL', quantity: 6, sure: 'maybe', keptBack: null });
    expect(gel?.why).toMatch(/7 days, the last time 28 days ago, usually every (28|29|30) days/);
    expect(gel?.from.getTime()).toBeLessThanOrEqual(gel?.to.getTime() ?? 0);
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
    expect(await dueSoon(fresh.db, ann, NOW)).toMatchObject([
      { sure: 'asked', everyDays: 30, keptBack: null },
    ]);
    expect(await changeInterval(fresh.db, ann, 'GEL', 90, NOW)).toEqual({ ok: true });
    expect(askable(await dueSoon(fresh.db, ann, NOW))).toEqual([]);
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
    expect(await dueSoon(fresh.db, 'nobody', NOW)).toEqual([]);
  });

  it('is told from what was learned of all customers', async () => {
    const learned = await learnReplenishment(fresh.db, NOW);
    expect(learned).toMatchObject({ lines: 8, fittedOn: 0 });
    expect(await dueSoon(fresh.db, ann, NOW)).toMatchObject([{ sku: 'GEL', sure: 'maybe' }]);
  });
});
