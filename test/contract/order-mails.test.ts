import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendOrderMails } from '#src/automations/order-mail.ts';
import { tendOrders } from '#src/automations/tend-orders.ts';
import { orderById } from '#src/orders/order-store.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { mailFrame } from '#test/doubles/mail-frame.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderAs, orderWords } from '#test/doubles/order-shop.ts';

const now = new Date('2026-11-27T12:00:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

onBothEngines('mail about orders', (open) => {
  let at: FreshDatabase;
  let folder: string;
  const words = orderWords();
  beforeAll(async () => {
    at = await open();
    folder = await mkdtemp(join(tmpdir(), 'order-mails-'));
    await insertProduct(at.db, { slug: 'lamp', variants: [{ sku: 'LAMP', price: 4000, stock: 500 }] });
  });
  afterAll(async () => {
    await at.close();
    await rm(folder, { recursive: true });
  });
  const settings = (more: { SMTP_URL?: string } = {}) => ({
    shopName: 'Small shop',
    site: 'https://shop.example',
    locale: 'en-US',
    mail: {
      ...mailFrame,
      OUTBOX_DIR: folder,
      from: { name: 'Small shop', address: 'hello@shop.example' },
      ...more,
    },
  });
  const placed = async (who: string) => {
    const done = await orderAs(at.db, words, who, [['LAMP', 1]], now, {
      details: { email: `${who}@example.com` },
    });
    if (!done.ok) throw new Error(JSON.stringify(done));
    return done;
  };

  it('is sent once, by whoever of several processes comes first, with a link that opens the order', async () => {
    const { orderId, number } = await placed('ann');
    const bank = testProvider(at.db);
    await payOrder(at.db, bank, { orderId, method: 'good', returnUrl: 'http://x/' }, now);
    const sent = await Promise.all([1, 2, 3].map(() => sendOrderMails(at.db, settings(), now)));
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
    const [file = ''] = await readdir(folder);
    const text = (await readFile(join(folder, file), 'utf8')).replace(/=\r?\n/g, '');
    expect(text).toContain(`https://shop.example/order/${number}?key=3D`);
    expect(text).toContain('1 =C3=97 Lamp: $40');
    expect(await sendOrderMails(at.db, settings(), minutesLater(10))).toBe(0);
  });

  it('is tried again where the mail server was away', async () => {
    const { orderId } = await placed('bob');
    await payOrder(at.db, testProvider(at.db), { orderId, method: 'good', returnUrl: 'http://x/' }, now);
    expect(await sendOrderMails(at.db, settings({ SMTP_URL: 'smtp://127.0.0.1:1' }), now)).toBe(0);
    expect(await sendOrderMails(at.db, settings(), now)).toBe(0);
    expect(await sendOrderMails(at.db, settings(), minutesLater(6))).toBe(1);
  });

  it('comes with everything else that is done every minute', async () => {
    const bank = testProvider(at.db);
    const [late, unpaid] = [await placed('cat'), await placed('dan')];
    await payOrder(
      at.db,
      bank,
      { orderId: late.orderId, method: 'late', returnUrl: 'http://x/', withinMs: 50 },
      now,
    );
    const charged = () =>
      sql`select 1 from test_payment t join payment_attempt a on a.id = t.attempt_id
        where a.order_id = ${late.orderId}`.execute(at.db);
    await expect.poll(async () => (await charged()).rows.length).toBe(1);
    await tendOrders(at.db, bank, settings(), minutesLater(1));
    expect((await orderById(at.db, late.orderId))?.state).toBe('paid');
    expect((await orderById(at.db, unpaid.orderId))?.state).toBe('awaiting-payment');
    await tendOrders(at.db, bank, settings(), minutesLater(31));
    expect((await orderById(at.db, unpaid.orderId))?.state).toBe('cancelled');
  });
});
