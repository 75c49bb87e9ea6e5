import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendOrderMails } from '#src/automations/order-mail.ts';
import { productBySku } from '#src/catalog/product-store.ts';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { openContent } from '#src/editorial/content.ts';
import { openTicket } from '#src/handoff/open-ticket.ts';
import { complaintsOf, ticketById } from '#src/handoff/ticket-store.ts';
import { offerLines } from '#src/loyalty/offer-lines.ts';
import { pointsOf } from '#src/loyalty/points-of.ts';
import { joinProgram } from '#src/loyalty/program.ts';
import { formatMoney, money } from '#src/money/money.ts';
import { cancelOrder } from '#src/orders/cancel-order.ts';
import { entriesOf } from '#src/orders/money-ledger.ts';
import { orderCounts } from '#src/orders/order-store.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { attemptsOf, lastDecline } from '#src/orders/payment/attempts.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { openRefunds, sendRefunds } from '#src/orders/refunds.ts';
import { erase } from '#src/personal-data/erase.ts';
import { mailFrame } from '#test/doubles/mail-frame.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderAs, orderWords } from '#test/doubles/order-shop.ts';

const now = new Date('2026-11-27T12:00:00Z');
const returnUrl = 'http://localhost/order/x';
const store = openContent('content');
const content = store.current();
afterAll(() => store.close());

onBothEngines('what the team and the customer read of an order', (open) => {
  let at: FreshDatabase;
  let bank: ReturnType<typeof testProvider>;
  let made = 0;
  const folder = mkdtempSync(join(tmpdir(), 'order-desk-'));
  beforeAll(async () => {
    at = await open();
    bank = testProvider(at.db);
    await insertProduct(at.db, { slug: 'lamp', variants: [{ sku: 'LAMP', price: 4000, stock: 500 }] });
  });
  afterAll(async () => {
    await at.close();
    rmSync(folder, { recursive: true });
  });

  const placed = async (email: string) => {
    const visitorId = `visitor-${++made}`;
    const done = await orderAs(at.db, orderWords(), visitorId, [['LAMP', 1]], now, { details: { email } });
    if (!done.ok) throw new Error(JSON.stringify(done));
    return { ...done, visitorId };
  };
  const mails = {
    shopName: 'Small shop',
    site: 'https://shop.example',
    locale: 'en-US',
    mail: { ...mailFrame, OUTBOX_DIR: folder, from: { name: 'Small shop', address: 'hello@shop.example' } },
  };
  const pay = (orderId: string, method: string) =>
    payOrder(at.db, bank, { orderId, method, returnUrl, withinMs: 50_000 }, now);

  it('says why a card was declined, and what was tried', async () => {
    const { orderId } = await placed('ann@example.com');
    expect(await lastDecline(at.db, orderId)).toBeNull();
    await pay(orderId, 'declined');
    expect(await lastDecline(at.db, orderId)).toEqual(expect.any(String));
    expect(await attemptsOf(at.db, orderId)).toEqual([{ provider: 'test', state: 'declined', error: null }]);
  });

  it('counts what waits, lists the money that goes back, and tells the customer when it has', async () => {
    const { orderId, total } = await placed('bob@example.com');
    await pay(orderId, 'good');
    expect(await orderCounts(at.db)).toEqual({ paid: 1, returns: 0, stuck: 0 });
    await cancelOrder(at.db, bank, orderId, 'by-customer', now);
    expect(await openRefunds(at.db, orderId)).toEqual([
      { id: expect.any(String), minor: total.minor, tries: 0, error: null },
    ]);
    await sendRefunds(at.db, bank, now, orderId);
    expect(
      (await entriesOf(at.db, orderId)).map(({ kind, minor, currency }) => [kind, minor, currency]),
    ).toEqual([
      ['order', total.minor, 'USD'],
      ['payment', -total.minor, 'USD'],
      ['cancel', -total.minor, 'USD'],
      ['refund', total.minor, 'USD'],
    ]);
    await sendOrderMails(at.db, mails, now);
    const { rows } = await sql<{ body: string }>`select body from mail_outbox order by written_at`.execute(
      at.db,
    );
    expect(rows.map(({ body }) => body)).toContainEqual(
      expect.stringContaining(`We have sent ${formatMoney(total, 'en-US')} back`),
    );
  });

  it('keeps an account until its orders are settled', async () => {
    const { orderId, number } = await placed('cat@example.com');
    const customerId = await customerForEmail(at.db, 'cat@example.com');
    await sql`update customer_order set customer_id = ${customerId} where id = ${orderId}`.execute(at.db);
    expect(await erase(at.db, { OUTBOX_DIR: 'var/none' }, { customerId }, now)).toEqual({
      ok: false,
      refusal: 'orders-open',
      orders: [number],
    });
  });

  it('stands in a ticket, whose complaints are counted', async () => {
    const { orderId, number, visitorId } = await placed('dan@example.com');
    const customerId = await customerForEmail(at.db, 'dan@example.com');
    await sql`update customer_order set customer_id = ${customerId} where id = ${orderId}`.execute(at.db);
    const opening = { rule: 'order-problem', words: 'It came torn', visitorId, customerId };
    const { id } = await openTicket(at.db, content, opening, now);
    expect(await ticketById(at.db, id)).toMatchObject({
      orders: [{ number, state: 'awaiting-payment', total: expect.stringContaining('$') }],
    });
    expect(await complaintsOf(at.db, visitorId, ['order-problem'], now)).toBe(1);
    expect(await complaintsOf(at.db, visitorId, ['another'], now)).toBe(0);
  });

  it('says what a member’s points came from', async () => {
    const { orderId, number } = await placed('eve@example.com');
    const customerId = await customerForEmail(at.db, 'eve@example.com');
    await joinProgram(at.db, content, customerId, now);
    await sql`insert into points_entry (customer_id, kind, points, order_id, at, note)
      values (${customerId}, 'earn', 40, ${orderId}, ${now}, '40 x 1')`.execute(at.db);
    expect(await pointsOf(at.db, content, customerId, now)).toMatchObject({
      balance: 40,
      worth: money(80, 'USD'),
      entries: [{ kind: 'earn', points: 40, orderNumber: number, at: now, expiresAt: null, note: '40 x 1' }],
    });
  });

  it('never sells below what a piece cost', async () => {
    await sql`insert into variant_cost (sku, cost_minor, currency) values ('LAMP', 3500, 'USD')`.execute(
      at.db,
    );
    const lamp = await productBySku(at.db, 'LAMP');
    if (!lamp) throw new Error('no lamp');
    const floor = { percentOfCost: 110 };
    const program = content.program && {
      ...content.program,
      words: { ...content.program.words, floor },
    };
    const [line] = await offerLines(at.db, { program }, [{ ...lamp, quantity: 1 }]);
    expect(line?.floor).toEqual(money(3850, 'USD'));
  });
});
