import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cancelOrder, expireOrders } from '#src/orders/cancel-order.ts';
import { orderById } from '#src/orders/order-store.ts';
import { checkPayment, payOrder } from '#src/orders/pay-order.ts';
import { settleAttempt } from '#src/orders/payment/attempts.ts';
import { configuredPayment } from '#src/orders/payment/configured.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import { readStripeEvent, stripeProvider } from '#src/orders/payment/stripe-provider.ts';
import { sendRefunds } from '#src/orders/refunds.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderAs, orderWords } from '#test/doubles/order-shop.ts';
import { stripeDouble, stripeSignature } from '#test/doubles/stripe-double.ts';

const now = new Date('2026-11-27T12:00:00Z');
const SECRET = 'whsec_for_this_test';

onBothEngines('paying through Stripe', (open) => {
  let at: FreshDatabase;
  let stripe: Awaited<ReturnType<typeof stripeDouble>>;
  let provider: PaymentProvider;
  const words = orderWords();
  let made = 0;
  beforeAll(async () => {
    at = await open();
    stripe = await stripeDouble();
    provider = stripeProvider({ secretKey: 'sk_test_1', apiBase: stripe.url });
    await insertProduct(at.db, { slug: 'lamp', variants: [{ sku: 'LAMP', price: 4000, stock: 500 }] });
  });
  afterAll(async () => {
    await stripe.close();
    await at.close();
  });
  const placed = async () => {
    const done = await orderAs(at.db, words, `v${++made}`, [['LAMP', 1]], now, {
      details: { email: `v${made}@example.com` },
    });
    if (!done.ok) throw new Error(JSON.stringify(done));
    return done;
  };
  const pay = (orderId: string) =>
    payOrder(at.db, provider, { orderId, method: '', returnUrl: 'https://shop.example/order' }, now);
  const sessionOf = async (orderId: string) => {
    const { rows } = await sql<{ ref: string }>`select provider_ref as ref from payment_attempt
      where order_id = ${orderId} order by started_at desc limit 1`.execute(at.db);
    const session = stripe.sessions.get(rows[0]?.ref ?? '');
    if (!session) throw new Error('There is no session');
    return session;
  };

  it('sends the shopper to the page of Stripe, to the same one however often they press', async () => {
    const { orderId, total } = await placed();
    const first = await pay(orderId);
    expect(first).toMatchObject({ ok: true, state: 'open' });
    expect(await pay(orderId)).toEqual(first);
    expect(await sessionOf(orderId)).toMatchObject({ amount_total: total.minor, currency: 'usd' });
    Object.assign(await sessionOf(orderId), { status: 'complete', payment_status: 'paid' });
    expect(await checkPayment(at.db, provider, orderId, now)).toEqual({ ok: true, state: 'paid' });
    expect((await orderById(at.db, orderId))?.state).toBe('paid');
  });

  it('hears of a payment although the shopper never came back', async () => {
    const { orderId } = await placed();
    await pay(orderId);
    const session = Object.assign(await sessionOf(orderId), { status: 'complete', payment_status: 'paid' });
    const body = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'checkout.session.completed',
      data: { object: session },
    });
    const news = await readStripeEvent(body, stripeSignature(body, SECRET, new Date()), SECRET);
    expect(news).toMatchObject({ ok: true, answer: { state: 'paid' } });
    if (news.ok)
      for (let times = 0; times < 2; times++) await settleAttempt(at.db, news.attemptId, news.answer, now);
    expect((await orderById(at.db, orderId))?.state).toBe('paid');
    const forged = await readStripeEvent(body, stripeSignature(body, 'whsec_other', new Date()), SECRET);
    expect(forged).toEqual({ ok: false, refusal: 'not-from-stripe' });
  });

  it('gives back what was paid, once', async () => {
    const { orderId, total } = await placed();
    await pay(orderId);
    Object.assign(await sessionOf(orderId), { status: 'complete', payment_status: 'paid' });
    await checkPayment(at.db, provider, orderId, now);
    await cancelOrder(at.db, provider, orderId, 'by-shop', now);
    await Promise.all([1, 2].map(() => sendRefunds(at.db, provider, now, orderId)));
    expect([...stripe.refunds.values()]).toEqual([total.minor]);
  });

  it('closes the page of an order that is given up, and keeps one that was paid meanwhile', async () => {
    const [gone, kept] = [await placed(), await placed()];
    for (const { orderId } of [gone, kept]) await pay(orderId);
    Object.assign(await sessionOf(kept.orderId), { status: 'complete', payment_status: 'paid' });
    await expireOrders(at.db, provider, new Date(now.getTime() + 31 * 60_000));
    expect((await sessionOf(gone.orderId)).status).toBe('expired');
    expect((await orderById(at.db, gone.orderId))?.state).toBe('cancelled');
    expect((await orderById(at.db, kept.orderId))?.state).toBe('paid');
  });

  it('is what a shop with a key does; a demonstration takes no real money', () => {
    const live = { STRIPE_SECRET_KEY: 'sk_live_1' };
    expect(configuredPayment(at.db, live, { demonstration: false, currency: 'USD' })?.name).toBe('stripe');
    expect(configuredPayment(at.db, live, { demonstration: true, currency: 'USD' })?.name).toBe('test');
    expect(
      configuredPayment(at.db, { STRIPE_SECRET_KEY: 'sk_test_1' }, { demonstration: true, currency: 'USD' })
        ?.name,
    ).toBe('stripe');
    expect(configuredPayment(at.db, live, { demonstration: false, currency: 'KWD' })).toBeNull();
    expect(configuredPayment(at.db, {}, { demonstration: false, currency: 'USD' })).toBeNull();
  });
});
