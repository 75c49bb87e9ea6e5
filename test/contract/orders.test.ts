import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addToCart, cartOf, setQuantity } from '#src/carts/cart-store.ts';
import { addCode, setDetails } from '#src/carts/cart-choices.ts';
import { productBySku } from '#src/catalog/product-store.ts';
import { cancelOrder, expireOrders } from '#src/orders/cancel-order.ts';
import { markDelivered, markSent } from '#src/orders/fulfil-order.ts';
import { owedFor } from '#src/orders/money-ledger.ts';
import { orderById } from '#src/orders/order-store.ts';
import { checkPayment, payOrder } from '#src/orders/pay-order.ts';
import { settleAttempt } from '#src/orders/payment/attempts.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { placeOrder } from '#src/orders/place-order.ts';
import { refundedOf, sendRefunds } from '#src/orders/refunds.ts';
import { seenOf, type Seen } from '#src/orders/what-changed.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { HOME, orderAs, orderWords, quoteNow } from '#test/doubles/order-shop.ts';

const now = new Date('2026-11-27T12:00:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const returnUrl = 'http://localhost/order/x';
const PATIENT_MS = 50_000; // with a bank that does answer, however busy the machine

onBothEngines('orders', (open) => {
  let at: FreshDatabase;
  const words = orderWords({ ten: { reward: { percent: 10 }, when: { code: 'TEN' } } });
  let bank: ReturnType<typeof testProvider>;
  let made = 0;
  beforeAll(async () => {
    at = await open();
    bank = testProvider(at.db);
    await insertProduct(at.db, {
      slug: 'lamp',
      variants: [
        { sku: 'LAMP', price: 4000, stock: 500 },
        { sku: 'BIG', price: 12995, stock: 500 },
      ],
    });
    await insertProduct(at.db, { slug: 'gem', variants: [{ sku: 'GEM', price: 9900, stock: 3 }] });
  });
  afterAll(() => at.close());

  const visitor = () => `visitor-${++made}`;
  const left = async (sku: string) => (await productBySku(at.db, sku))?.variant.availability.left ?? 0;
  const seenBy = async (who: string) =>
    seenOf(await quoteNow(at.db, words, who, now), (await cartOf(at.db, who)).details);
  const placed = async (who: string, lines: [string, number][] = [['LAMP', 1]]) => {
    const done = await orderAs(at.db, words, who, lines, now, { details: { email: `${who}@example.com` } });
    if (!done.ok) throw new Error(JSON.stringify(done));
    return done;
  };
  const pay = (orderId: string, method = 'good', when = now) =>
    payOrder(
      at.db,
      bank,
      { orderId, method, returnUrl, withinMs: method === 'late' ? 60 : PATIENT_MS },
      when,
    );
  const charged = async (orderId: string) =>
    Number(
      (
        await sql<{
          sum: string;
        }>`select coalesce(sum(t.amount_minor - t.refunded_minor), 0) as sum from test_payment t
          join payment_attempt a on a.id = t.attempt_id where a.order_id = ${orderId} and t.charged`.execute(
          at.db,
        )
      ).rows[0]?.sum,
    );

  it('hold what was agreed, line by line, with delivery and tax', async () => {
    const who = visitor();
    const done = await placed(who, [
      ['LAMP', 1],
      ['BIG', 2],
    ]);
    expect(done).toMatchObject({ isNew: true, total: { minor: 29990 + 870 } });
    const order = await orderById(at.db, done.orderId);
    expect(order).toMatchObject({
      state: 'awaiting-payment',
      email: `${who}@example.com`,
      subtotal: { minor: 29990 },
      shipping: { minor: 0 },
      tax: { minor: 116 + 754 },
      address: { city: 'Boulder' },
    });
    expect(order?.lines.map(({ sku, quantity, net, tax }) => [sku, quantity, net.minor, tax.minor])).toEqual([
      ['LAMP', 1, 4000, 116],
      ['BIG', 2, 25990, 754],
    ]);
    expect(await owedFor(at.db, done.orderId)).toBe(30860);
    expect((await cartOf(at.db, who)).lines).toEqual([]);
  });

  it('are made once for a key, however often and however close the button is pressed', async () => {
    const who = visitor();
    await addToCart(at.db, who, 'LAMP', 2);
    await setDetails(at.db, who, { ...HOME, email: `${who}@example.com` });
    const seen = await seenBy(who);
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => placeOrder(at.db, words, { visitorId: who, key: 'once', seen }, now)),
    );
    expect(new Set(all.map((one) => one.ok && one.orderId)).size).toBe(1);
    expect(all.filter((one) => one.ok && one.isNew)).toHaveLength(1);
    expect(await placeOrder(at.db, words, { visitorId: who, key: 'other', seen }, now)).toEqual({
      ok: false,
      refusal: 'empty',
    });
  });

  it('are not made at another price than the shopper saw, and say what changed', async () => {
    const who = visitor();
    await addToCart(at.db, who, 'GEM', 1);
    await setDetails(at.db, who, { ...HOME, email: `${who}@example.com` });
    const seen = await seenBy(who);
    await sql`update variant set price_minor = 10900 where sku = 'GEM'`.execute(at.db);
    const before = await left('GEM');
    expect(await placeOrder(at.db, words, { visitorId: who, key: 'k', seen }, now)).toEqual({
      ok: false,
      refusal: 'changed',
      changes: ['Gem costs $109 each now, not $99.', 'The total is $112.16 now, not $101.87.'],
    });
    expect(await left('GEM')).toBe(before);
    expect((await cartOf(at.db, who)).lines).toHaveLength(1);
    await sql`update variant set price_minor = 9900 where sku = 'GEM'`.execute(at.db);
  });

  it('say who was faster when pieces run out between looking and ordering', async () => {
    const [one, two] = [visitor(), visitor()];
    for (const who of [one, two]) {
      await addToCart(at.db, who, 'GEM', 2);
      await setDetails(at.db, who, { ...HOME, email: `${who}@example.com` });
    }
    const [first, second] = [await seenBy(one), await seenBy(two)];
    expect((await placeOrder(at.db, words, { visitorId: one, key: 'k', seen: first }, now)).ok).toBe(true);
    const late = await placeOrder(at.db, words, { visitorId: two, key: 'k', seen: second }, now);
    expect(late).toEqual({ ok: false, refusal: 'changed', changes: ['We have 1 of Gem in that choice.'] });
    expect((await quoteNow(at.db, words, two, now)).problems).toHaveLength(1);
    await setQuantity(at.db, two, 'GEM', 1);
    expect((await quoteNow(at.db, words, two, now)).problems).toEqual([]);
  });

  it('are not made where there is no address, or nothing goes there', async () => {
    const who = visitor();
    await addToCart(at.db, who, 'LAMP');
    const seen = await seenBy(who);
    expect(await placeOrder(at.db, words, { visitorId: who, key: 'k', seen }, now)).toEqual({
      ok: false,
      refusal: 'no-address',
    });
    await setDetails(at.db, who, { ...HOME, country: 'NZ' });
    expect(await placeOrder(at.db, words, { visitorId: who, key: 'k', seen }, now)).toEqual({
      ok: false,
      refusal: 'no-delivery',
    });
  });

  it('go to no other address than the shopper saw', async () => {
    const who = visitor();
    await addToCart(at.db, who, 'LAMP');
    await setDetails(at.db, who, { ...HOME, email: `${who}@example.com` });
    const seen = await seenBy(who);
    await setDetails(at.db, who, { ...HOME, email: `${who}@example.com`, line1: '99 Elsewhere' });
    expect(await placeOrder(at.db, words, { visitorId: who, key: 'k', seen }, now)).toMatchObject({
      refusal: 'changed',
      changes: ['The address or the delivery was changed.'],
    });
  });

  it('wait for payment twice for one browser, and not more often; an address that is typed tells of no order', async () => {
    const who = visitor();
    const [first, second] = [
      await placed(who),
      await orderAs(at.db, words, who, [['LAMP', 1]], now, {
        details: { email: `${who}@example.com` },
        key: 'second',
      }),
    ];
    const third = { details: { email: `${who}@example.com` }, key: 'third' };
    const numbers = [first.number, second.ok ? second.number : ''];
    expect(await orderAs(at.db, words, who, [['LAMP', 1]], now, third)).toEqual({
      ok: false,
      refusal: 'unpaid-orders',
      orders: expect.arrayContaining(numbers) as unknown,
    });
    expect(await orderAs(at.db, words, visitor(), [['LAMP', 1]], now, third)).toMatchObject({ ok: true });
    await pay(first.orderId);
    expect(await orderAs(at.db, words, who, [], now, third)).toMatchObject({ ok: true });
  });

  it('use a code, and give it back when they are cancelled', async () => {
    const who = visitor();
    await addCode(
      at.db,
      words,
      { visitorId: who, asker: { address: '127.0.0.1', visitor: who } },
      ' ten ',
      now,
    );
    const done = await placed(who);
    const order = await orderById(at.db, done.orderId);
    expect(order).toMatchObject({ discount: { minor: 400 }, lines: [{ net: { minor: 3600 } }] });
    expect(order?.terms?.applied).toMatchObject([{ offerId: 'ten', amount: { minor: 400 } }]);
    const used = () =>
      sql<{ used: number }>`select used from offer_use where offer_id = 'ten'`
        .execute(at.db)
        .then(({ rows }) => rows[0]?.used);
    expect(await used()).toBe(1);
    await cancelOrder(at.db, bank, done.orderId, 'by-customer', now);
    expect(await used()).toBe(0);
    expect(await owedFor(at.db, done.orderId)).toBe(0);
  });

  it('are paid once, however often they are asked to be paid', async () => {
    const { orderId, total } = await placed(visitor());
    const all = await Promise.all([pay(orderId), pay(orderId), pay(orderId)]);
    expect(all.some((one) => one.ok && one.state === 'paid')).toBe(true);
    expect(await pay(orderId)).toEqual({ ok: true, state: 'paid' });
    expect(await charged(orderId)).toBe(total.minor);
    expect(await owedFor(at.db, orderId)).toBe(0);
    expect((await orderById(at.db, orderId))?.state).toBe('paid');
  });

  it('can be paid with another card after one was declined', async () => {
    const { orderId } = await placed(visitor());
    expect(await pay(orderId, 'declined')).toMatchObject({ ok: false, refusal: 'declined' });
    expect((await orderById(at.db, orderId))?.state).toBe('awaiting-payment');
    expect(await pay(orderId)).toEqual({ ok: true, state: 'paid' });
  });

  it.each(['late', 'garbage'])('are not charged twice where the answer of the bank is %s', async (method) => {
    const { orderId, total } = await placed(visitor());
    expect(await pay(orderId, method)).toEqual({ ok: true, state: 'unknown' });
    await expect.poll(() => charged(orderId)).toBe(total.minor);
    expect(await checkPayment(at.db, bank, orderId, now, PATIENT_MS)).toEqual({ ok: true, state: 'paid' });
    expect(await pay(orderId)).toEqual({ ok: true, state: 'paid' });
    expect(await charged(orderId)).toBe(total.minor);
  });

  it('wait before they call a payment lost, and can then be paid', async () => {
    const { orderId, total } = await placed(visitor());
    expect(await pay(orderId, 'lost')).toEqual({ ok: true, state: 'unknown' });
    expect(await pay(orderId, 'good')).toEqual({ ok: true, state: 'unknown' });
    expect(await pay(orderId, 'good', minutesLater(2))).toEqual({ ok: true, state: 'paid' });
    expect(await charged(orderId)).toBe(total.minor);
  });

  it('enter a payment once when the bank reports it twice', async () => {
    const { orderId, total } = await placed(visitor());
    await pay(orderId);
    const { rows } = await sql<{
      id: string;
    }>`select id from payment_attempt where order_id = ${orderId}`.execute(at.db);
    const again = { state: 'paid', ref: 'x', amountMinor: total.minor, currency: 'USD' } as const;
    await settleAttempt(at.db, rows[0]?.id ?? '', again, now);
    await settleAttempt(at.db, rows[0]?.id ?? '', again, now);
    expect(await owedFor(at.db, orderId)).toBe(0);
    expect(await refundedOf(at.db, orderId)).toEqual({ done: 0, wanted: 0 });
  });

  it('believe no payment of another amount', async () => {
    const { orderId, total } = await placed(visitor());
    await pay(orderId, 'lost');
    const { rows } = await sql<{
      id: string;
    }>`select id from payment_attempt where order_id = ${orderId}`.execute(at.db);
    const cheap = { state: 'paid', ref: 'x', amountMinor: 1, currency: 'USD' } as const;
    expect(await settleAttempt(at.db, rows[0]?.id ?? '', cheap, now)).toBeNull();
    expect(await owedFor(at.db, orderId)).toBe(total.minor);
  });

  it('give their pieces back when they are not paid in time', async () => {
    await insertProduct(at.db, { slug: 'shelf', variants: [{ sku: 'SHELF', price: 4000, stock: 9 }] });
    const { orderId } = await placed(visitor(), [['SHELF', 5]]);
    expect(await left('SHELF')).toBe(4);
    await expireOrders(at.db, bank, minutesLater(29));
    expect((await orderById(at.db, orderId))?.state).toBe('awaiting-payment');
    await expireOrders(at.db, bank, minutesLater(31));
    expect(await orderById(at.db, orderId)).toMatchObject({
      state: 'cancelled',
      cancelledBecause: 'not-paid',
    });
    expect(await left('SHELF')).toBe(9);
    expect(await pay(orderId, 'good', minutesLater(32))).toEqual({ ok: false, refusal: 'not-payable' });
  });

  it('stand where the bank had charged although its answer was lost', async () => {
    const { orderId, total } = await placed(visitor());
    await pay(orderId, 'late');
    await expect.poll(() => charged(orderId)).toBe(total.minor);
    await expireOrders(at.db, bank, minutesLater(31));
    expect((await orderById(at.db, orderId))?.state).toBe('paid');
  });

  it('send money back that arrives after they were given up', async () => {
    const { orderId, total } = await placed(visitor());
    await pay(orderId, 'lost');
    const { rows } = await sql<{
      id: string;
    }>`select id from payment_attempt where order_id = ${orderId}`.execute(at.db);
    const attemptId = rows[0]?.id ?? '';
    await cancelOrder(at.db, bank, orderId, 'by-customer', now);
    await sql`update test_payment set charged = true, amount_minor = ${total.minor}, currency = 'USD'
      where attempt_id = ${attemptId}`.execute(at.db);
    await settleAttempt(
      at.db,
      attemptId,
      { state: 'paid', ref: 'late', amountMinor: total.minor, currency: 'USD' },
      now,
    );
    expect(await refundedOf(at.db, orderId)).toEqual({ done: 0, wanted: total.minor });
    expect(await sendRefunds(at.db, bank, now, orderId)).toEqual({ done: 1, failed: 0 });
    expect(await charged(orderId)).toBe(0);
    expect(await owedFor(at.db, orderId)).toBe(0);
  });

  it('go back to the card when they are cancelled before they leave, once', async () => {
    const before = await left('LAMP');
    const { orderId, total } = await placed(visitor());
    await pay(orderId);
    const all = await Promise.all([1, 2].map(() => cancelOrder(at.db, bank, orderId, 'by-customer', now)));
    expect(all.filter((one) => one.ok)).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => sendRefunds(at.db, bank, now, orderId)));
    expect(await refundedOf(at.db, orderId)).toEqual({ done: total.minor, wanted: 0 });
    expect(await charged(orderId)).toBe(0);
    expect(await owedFor(at.db, orderId)).toBe(0);
    expect(await left('LAMP')).toBe(before);
  });

  it('keep a refund for the next time while the bank is away', async () => {
    const { orderId } = await placed(visitor());
    await pay(orderId);
    await cancelOrder(at.db, bank, orderId, 'by-shop', now);
    const away = { ...bank, refund: () => Promise.reject(new Error('away')) };
    expect(await sendRefunds(at.db, away, now, orderId)).toEqual({ done: 0, failed: 1 });
    expect(await sendRefunds(at.db, bank, now, orderId)).toEqual({ done: 0, failed: 0 });
    expect(await sendRefunds(at.db, bank, minutesLater(2), orderId)).toEqual({ done: 1, failed: 0 });
  });

  it('leave the shelf when they are sent, and cannot be cancelled then', async () => {
    const before = await left('LAMP');
    const { orderId } = await placed(visitor());
    expect(await markSent(at.db, orderId, { carrier: 'Mule', tracking: 'T1' }, now)).toEqual({
      ok: false,
      refusal: 'wrong-state',
    });
    await pay(orderId);
    expect(await markSent(at.db, orderId, { carrier: 'Mule', tracking: 'T1' }, now)).toEqual({ ok: true });
    expect(await markSent(at.db, orderId, { carrier: 'Mule', tracking: 'T1' }, now)).toEqual({
      ok: false,
      refusal: 'wrong-state',
    });
    expect(await cancelOrder(at.db, bank, orderId, 'by-customer', now)).toEqual({
      ok: false,
      refusal: 'too-late',
    });
    expect(await markDelivered(at.db, words, orderId, now)).toEqual({ ok: true });
    expect(await left('LAMP')).toBe(before - 1);
  });

  it('never sell more than there is to sixty buyers at once', async () => {
    await insertProduct(at.db, { slug: 'rare', variants: [{ sku: 'RARE', price: 100, stock: 7 }] });
    const buyers = Array.from({ length: 60 }, visitor);
    for (const who of buyers) {
      await addToCart(at.db, who, 'RARE', 1);
      await setDetails(at.db, who, { ...HOME, email: `${who}@example.com` });
    }
    const seen = await Promise.all(buyers.map(seenBy));
    const all = await Promise.all(
      buyers.map((who, nth) =>
        placeOrder(at.db, words, { visitorId: who, key: 'k', seen: seen[nth] as Seen }, now),
      ),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(7);
    expect(all.filter((one) => !one.ok && one.refusal === 'changed')).toHaveLength(53);
    expect(await left('RARE')).toBe(0);
  });
});
