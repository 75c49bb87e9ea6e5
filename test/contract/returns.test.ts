import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productBySku } from '#src/catalog/product-store.ts';
import { orderById } from '#src/orders/order-store.ts';
import { markDelivered, markSent } from '#src/orders/fulfil-order.ts';
import { owedFor } from '#src/orders/money-ledger.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { refundedFor } from '#src/orders/refunded-for.ts';
import { refundedOf, sendRefunds } from '#src/orders/refunds.ts';
import { returnsOf } from '#src/orders/return-store.ts';
import { sumOfReturn } from '#src/orders/return-sum.ts';
import { lookAtReturn, receiveReturn, refuseReturn, startReturn } from '#src/orders/returns.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderAs, orderWords } from '#test/doubles/order-shop.ts';
import { returnAsSeen } from '#test/doubles/return-as-seen.ts';

const now = new Date('2026-11-27T12:00:00Z');
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);

onBothEngines('returns', (open) => {
  let at: FreshDatabase;
  let bank: ReturnType<typeof testProvider>;
  const words = orderWords({ third: { reward: { percent: 33 } } });
  const giftWords = orderWords({
    gift: {
      title: 'A cup with every lamp',
      products: { products: ['lamp'] },
      reward: { buyGet: { buy: 1, get: 1, percent: 100, products: { products: ['cup'] } } },
      onReturn: 'recompute',
    },
    fifth: {
      title: 'Every second cup',
      products: { products: ['cup'] },
      reward: { nthItem: { every: 2, percent: 50 } },
      stacking: { group: 'own' },
      onReturn: 'recompute',
    },
  });
  let made = 0;
  beforeAll(async () => {
    at = await open();
    bank = testProvider(at.db);
    await insertProduct(at.db, { slug: 'lamp', variants: [{ sku: 'LAMP', price: 1999, stock: 5000 }] });
    await insertProduct(at.db, { slug: 'cup', variants: [{ sku: 'CUP', price: 333, stock: 5000 }] });
  });
  afterAll(() => at.close());

  const delivered = async (lines: [string, number][], country = 'US', under = words) => {
    const done = await orderAs(at.db, under, `v${++made}`, lines, now, {
      details: { country, email: `v${made}@example.com` },
    });
    if (!done.ok) throw new Error(JSON.stringify(done));
    await payOrder(at.db, bank, { orderId: done.orderId, method: 'good', returnUrl: 'http://x/' }, now);
    await markSent(at.db, done.orderId, { carrier: null, tracking: null }, now);
    await markDelivered(at.db, words, done.orderId, now);
    return done;
  };
  const back = (orderId: string, chosen: [number, number][], when = now) =>
    returnAsSeen(at.db, words, orderId, chosen, when);

  it('give back the share that was paid, and the delivery with the last piece', async () => {
    const { orderId, total } = await delivered([['CUP', 3]]);
    const first = await back(orderId, [[0, 1]]);
    expect(first).toMatchObject({ ok: true, refund: { minor: 229 } });
    const rest = await back(orderId, [[0, 2]]);
    expect(rest).toMatchObject({ ok: true, refund: { minor: 688 - 229 } });
    if (!first.ok || !rest.ok) return;
    const shelf = async () => (await productBySku(at.db, 'CUP'))?.variant.availability.left;
    const before = await shelf();
    await receiveReturn(at.db, words, first.id, false, now);
    expect(await shelf()).toBe(before);
    await receiveReturn(at.db, words, rest.id, true, now);
    expect(await shelf()).toBe((before ?? 0) + 2);
    expect(await receiveReturn(at.db, words, rest.id, true, now)).toEqual({ ok: false, refusal: 'not-open' });
    await sendRefunds(at.db, bank, now, orderId);
    expect(await refundedOf(at.db, orderId)).toEqual({ done: total.minor, wanted: 0 });
    expect(await owedFor(at.db, orderId)).toBe(0);
  });

  it('are refused in words where the policy does not cover them', async () => {
    const { orderId } = await delivered([['CUP', 1]]);
    expect(await back(orderId, [[0, 1]], daysLater(61))).toMatchObject({
      ok: false,
      refusal: 'too-late',
      reason: 'The 60 days for a return ended on Jan 26, 2027.',
    });
    expect(await back(orderId, [])).toMatchObject({ ok: false, refusal: 'nothing-chosen' });
    for (const quantity of [2, -1, 0.5, 1e9])
      expect(await back(orderId, [[0, quantity]])).toMatchObject({ ok: false, refusal: 'too-many' });
    expect(await back(orderId, [[7, 1]])).toMatchObject({ ok: false, refusal: 'too-many' });
    const away = await delivered([['LAMP', 1]], 'CA');
    expect(await back(away.orderId, [[0, 1]])).toMatchObject({ ok: false, refusal: 'not-from-there' });
  });

  it('take each piece once, also from two windows at once', async () => {
    const { orderId } = await delivered([['LAMP', 2]]);
    const both = await Promise.all([back(orderId, [[0, 2]]), back(orderId, [[0, 2]])]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
  });

  it('that are turned away give nothing back and can be asked for again', async () => {
    const { orderId } = await delivered([['LAMP', 1]]);
    const first = await back(orderId, [[0, 1]]);
    if (first.ok) expect(await refuseReturn(at.db, first.id, now)).toEqual({ ok: true });
    expect(await refundedOf(at.db, orderId)).toEqual({ done: 0, wanted: 0 });
    expect(await back(orderId, [[0, 1]])).toMatchObject({ ok: true });
    expect((await returnsOf(at.db, orderId)).map((one) => one.state).toSorted()).toEqual([
      'refused',
      'started',
    ]);
  });

  it('say what is withheld before they start, and start only with the sum that was seen', async () => {
    const { orderId, total } = await delivered(
      [
        ['LAMP', 1],
        ['CUP', 1],
      ],
      'US',
      giftWords,
    );
    const order = await orderById(at.db, orderId);
    if (!order) throw new Error('There is no order');
    const lamp = [{ position: order.lines.findIndex(({ sku }) => sku === 'LAMP'), quantity: 1 }];
    const looked = await lookAtReturn(at.db, words, order, lamp, now);
    expect(looked).toMatchObject({
      ok: true,
      price: { withheld: [{ label: 'A cup with every lamp', minor: 343 }], refund: 2057 - 343 },
    });
    expect(
      await startReturn(at.db, words, { orderId, pieces: lamp, reason: '', seen: 2057 }, now),
    ).toMatchObject({ ok: false, refusal: 'changed' });
    const first = await back(orderId, [[lamp[0]?.position ?? 0, 1]]);
    const [told] = await returnsOf(at.db, orderId);
    const lines = told && sumOfReturn({ ...told, refund: told.refund.minor }, 'USD', 'en-US');
    expect(lines?.map(({ label, amount }) => `${label} ${amount}`)).toEqual([
      '1 × Lamp $20.57',
      'Withheld for “A cup with every lamp” −$3.43',
      'Goes back to you $17.14',
    ]);
    const gift = await back(orderId, [[1 - (lamp[0]?.position ?? 0), 1]]);
    if (!first.ok || !gift.ok) throw new Error('Neither was refused');
    expect([first.refund.minor, gift.refund.minor]).toEqual([2057 - 343, 343]);
    // The gift never comes: what the lamp gives back is what was told of the lamp alone.
    await refuseReturn(at.db, gift.id, now);
    await receiveReturn(at.db, words, first.id, true, now);
    expect((await refundedOf(at.db, orderId)).wanted).toBe(2057 - 343);
    const again = await back(orderId, [[1 - (lamp[0]?.position ?? 0), 1]]);
    if (again.ok) await receiveReturn(at.db, words, again.id, true, now);
    await sendRefunds(at.db, bank, now, orderId);
    expect((await refundedOf(at.db, orderId)).done).toBe(total.minor);
  });

  it('announced with a gift that never comes give back no more than without it', async () => {
    const { orderId } = await delivered(
      [
        ['LAMP', 1],
        ['CUP', 1],
      ],
      'US',
      giftWords,
    );
    const order = await orderById(at.db, orderId);
    const at_ = (sku: string) => order?.lines.findIndex((line) => line.sku === sku) ?? 0;
    const gift = await back(orderId, [[at_('CUP'), 1]]);
    const lamp = await back(orderId, [[at_('LAMP'), 1]]);
    expect(gift).toMatchObject({ ok: true, refund: { minor: 0 } });
    expect(lamp).toMatchObject({ ok: true, refund: { minor: 2057 } });
    if (!lamp.ok || !gift.ok) return;
    await receiveReturn(at.db, words, lamp.id, true, now);
    expect((await refundedOf(at.db, orderId)).wanted).toBe(2057 - 343);
    const [open] = (await returnsOf(at.db, orderId)).filter(({ state }) => state === 'started');
    expect(open).toMatchObject({ id: gift.id, refund: { minor: 343 }, withheld: [{ minor: -343 }] });
  });

  it('never give back more than was paid, whatever comes back, in which order, accepted or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(words, giftWords),
        fc.array(
          fc.record({
            line: fc.nat(1),
            quantity: fc.integer({ min: 1, max: 3 }),
            accepted: fc.boolean(),
            waits: fc.boolean(),
          }),
          { maxLength: 8 },
        ),
        async (cups, lamps, under, steps) => {
          const { orderId, total } = await delivered(
            [
              ['CUP', cups],
              ['LAMP', lamps],
            ],
            'US',
            under,
          );
          const open: { id: string; accepted: boolean }[] = [];
          for (const { line, quantity, accepted, waits } of steps) {
            const started = await back(orderId, [[line, quantity]]);
            if (started.ok) open.push({ id: started.id, accepted });
            for (const one of waits ? [] : open.splice(0).toReversed())
              await (one.accepted
                ? receiveReturn(at.db, words, one.id, true, now)
                : refuseReturn(at.db, one.id, now));
          }
          for (const one of open) await receiveReturn(at.db, words, one.id, true, now);
          await sendRefunds(at.db, bank, now, orderId);
          const { done, wanted } = await refundedOf(at.db, orderId);
          expect(wanted).toBe(0);
          expect(done).toBeLessThanOrEqual(total.minor);
          expect(await owedFor(at.db, orderId)).toBe(0);
          const order = await orderById(at.db, orderId);
          if (!order) throw new Error('There is no order');
          if (order.lines.every((one) => one.returned === one.quantity)) expect(done).toBe(total.minor);
          else
            expect(done).toBe(
              refundedFor(order, new Map(order.lines.map(({ position, returned }) => [position, returned])))
                .goods,
            );
          const { rows } = await sql<{
            room: string;
          }>`select amount_minor - refunded_minor as room from test_payment
            where attempt_id in (select id from payment_attempt where order_id = ${orderId})`.execute(at.db);
          expect(Number(rows[0]?.room)).toBe(total.minor - done);
        },
      ),
      { numRuns: 40 },
    );
  });
});
