import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import { visitorOfPath } from '#src/protocols/agent-session.ts';
import { noteHandedOver } from '#src/protocols/ucp/session.ts';
import { continueCart } from '#src/carts/continue-cart.ts';
import { cartOf } from '#src/carts/cart-store.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { quoteNow } from '#test/doubles/order-shop.ts';
import { ask, BUYER, flowerShop, HOME, pay, SHIPPED, totalOf } from './flower-shop.ts';
import { faults, hasSchemas } from './judge.ts';

const NEW = '2026-08-25';
const LINES = [{ item: { id: 'VASE-L' }, quantity: 2 }];
const READY = { line_items: LINES, buyer: BUYER, fulfillment: SHIPPED() };

onBothEngines('a checkout over UCP', (open) => {
  let at: FreshDatabase;
  let counter: Counter;
  beforeAll(async () => {
    at = await open();
    counter = await flowerShop(at.db);
  });
  beforeEach(() => sql`truncate rate_limit`.execute(at.db));
  afterAll(() => at.close());

  const create = (body: unknown, headers = {}) =>
    ask(counter, NEW, ['POST', '/checkout-sessions'], body, headers);
  const complete = (id: string, token: string, headers = {}) =>
    ask(counter, NEW, ['POST', `/checkout-sessions/${id}/complete`], pay(token), headers);

  it('costs what the same cart costs on the page, with its offers on the lines they are taken off', async () => {
    const { status, body } = await create({ ...READY, discounts: { codes: ['tenoff'] } });
    expect(status).toBe(201);
    const { rows } = await sql<{ visitor_id: string }>`
      select visitor_id from agent_session where id = ${body.id}`.execute(at.db);
    const visitor = rows[0]?.visitor_id ?? '';
    await sql`update cart set details = ${JSON.stringify({ ...home(), service: 'Slow' })}::jsonb
      where visitor_id = ${visitor}`.execute(at.db);
    const quote = await quoteNow(at.db, counter.content, visitor, new Date());
    expect(totalOf(body)).toBe(quote.total.minor);
    expect(body.discounts.applied).toEqual([
      expect.objectContaining({
        code: 'TENOFF',
        amount: 700,
        allocations: [{ path: '$.line_items[0]', amount: 700 }],
      }),
    ]);
    const sum = body.totals.reduce(
      (all: number, one: { type: string; amount: number }) => all + (one.type === 'total' ? 0 : one.amount),
      0,
    );
    expect(sum).toBe(totalOf(body));
    expect(body.status).toBe('ready_for_complete');
  });

  it('orders once, takes the pieces, and answers the same bytes to the same key', async () => {
    const { body } = await create(READY);
    const first = await complete(body.id, 'success_token', { 'idempotency-key': `order ${body.id}` });
    expect(first.body).toMatchObject({ status: 'completed', order: { id: expect.any(String) } });
    const again = await complete(body.id, 'success_token', { 'idempotency-key': `order ${body.id}` });
    expect(again.text).toBe(first.text);
    const other = await complete(body.id, 'fail_token', { 'idempotency-key': `order ${body.id}` });
    expect(other.status).toBe(409);
    const { body: order } = await ask(counter, NEW, ['GET', `/orders/${first.body.order.id}`]);
    expect(order).toMatchObject({
      checkout_id: body.id,
      fulfillment: { expectations: [{ destination: { street_address: '1 Road' } }] },
    });
    expect(totalOf(order)).toBe(totalOf(first.body));
  });

  it('is a checkout again where the bank declines, and can be paid in another way', async () => {
    const { body } = await create(READY);
    const declined = await complete(body.id, 'fail_token');
    expect(declined.status).toBe(200);
    expect(declined.body.messages).toContainEqual(
      expect.objectContaining({ code: 'payment_failed', severity: 'recoverable' }),
    );
    expect(totalOf(declined.body)).toBe(totalOf(body));
    expect((await complete(body.id, 'success_token')).body.status).toBe('completed');
    const { rows } = await sql<{ paid: number }>`
      select count(*)::int as paid from customer_order where state = 'paid'
        and visitor_id = (select visitor_id from agent_session where id = ${body.id})`.execute(at.db);
    expect(rows).toEqual([{ paid: 1 }]);
  });

  it('orders nothing at another price than the agent was told', async () => {
    const { body } = await create(READY);
    await sql`update variant set price_minor = 3600 where sku = 'VASE-L'`.execute(at.db);
    const done = await complete(body.id, 'success_token');
    await sql`update variant set price_minor = 3500 where sku = 'VASE-L'`.execute(at.db);
    expect(done.body.status).toBe('incomplete');
    expect(done.body.messages[0].content).toContain('costs $36 each now');
  });

  it('says what is missing, and completes nothing without an address and a way of delivery', async () => {
    const { body } = await create({ line_items: LINES });
    expect(body.status).toBe('incomplete');
    const early = await ask(
      counter,
      '2026-01-11',
      ['POST', `/checkout-sessions/${body.id}/complete`],
      pay('success_token'),
    );
    expect(early.status).toBe(400);
    expect(early.body.detail).toBe('Fulfillment address and option must be selected.');
  });

  it('takes what there is of too many and says so; the first release takes all or nothing', async () => {
    const line_items = [
      { item: { id: 'VASE-S' }, quantity: 9 },
      { item: { id: 'GONE' }, quantity: 1 },
    ];
    const { body } = await create({ line_items });
    expect(body.line_items).toEqual([expect.objectContaining({ quantity: 5 })]);
    expect(body.messages.map((one: { code: string }) => one.code)).toEqual(
      expect.arrayContaining(['quantity_adjusted', 'out_of_stock']),
    );
    const none = await create({ line_items: [{ item: { id: 'GONE' }, quantity: 1 }] });
    expect(none.body).toMatchObject({ ucp: { status: 'error' }, messages: [{ code: 'out_of_stock' }] });
    const early = await ask(counter, '2026-01-11', ['POST', '/checkout-sessions'], { line_items });
    expect(early.status).toBe(400);
    expect(early.body.detail).toContain('Insufficient stock');
  });

  it('loses no edit: another version than the one that was seen is refused', async () => {
    const { body, headers } = await create({ line_items: LINES });
    const put = (quantity: number, ifMatch: string) =>
      ask(
        counter,
        NEW,
        ['PUT', `/checkout-sessions/${body.id}`],
        { line_items: [{ item: { id: 'VASE-L' }, quantity }] },
        { 'if-match': ifMatch },
      );
    const seen = headers.get('etag') ?? '';
    expect((await put(3, seen)).body.line_items[0].quantity).toBe(3);
    expect((await put(4, seen)).status).toBe(412);
  });

  it('cannot be changed once it is cancelled or over', async () => {
    const { body } = await create({ line_items: LINES });
    const cancel = () => ask(counter, '2026-01-11', ['POST', `/checkout-sessions/${body.id}/cancel`]);
    expect((await cancel()).body.status).toBe('canceled');
    expect((await cancel()).status).toBe(409);
    const { body: other } = await create({ line_items: LINES });
    await sql`update agent_session set expires_at = now() - interval '1 minute' where id = ${other.id}`.execute(
      at.db,
    );
    expect((await ask(counter, NEW, ['GET', `/checkout-sessions/${other.id}`])).body.status).toBe('canceled');
    expect((await complete(other.id, 'success_token')).body.messages[0].code).toBe('expired');
  });

  it('goes on in a person’s own cart, without the address, and the agent is told of nothing in it', async () => {
    const { body } = await create(READY);
    expect((await complete(body.id, 'escalate_token')).body).toMatchObject({
      status: 'requires_escalation',
      continue_url: expect.stringContaining('/checkout/continue/'),
    });
    const now = new Date();
    const token = new URL(body.continue_url).pathname.split('/').at(-1) ?? '';
    const from = await visitorOfPath(at.db, token, now);
    const left = await cartOf(at.db, from ?? '');
    expect(await continueCart(at.db, left, 'person', 'en-US')).toEqual([]);
    await noteHandedOver(at.db, from ?? '', 'person', now);
    const cart = await cartOf(at.db, 'person');
    expect([cart.lines.map(({ variant, quantity }) => [variant.sku, quantity]), cart.details]).toEqual([
      [['VASE-L', 2]],
      null,
    ]);
    const put = await ask(counter, NEW, ['PUT', `/checkout-sessions/${body.id}`], { line_items: LINES });
    expect(put.body.messages[0].code).toBe('handed_over');
  });

  it('is made of a cart once, with what lies in it', async () => {
    const { body: cart } = await ask(counter, NEW, ['POST', '/carts'], { line_items: LINES, buyer: BUYER });
    const { body: one } = await create({ cart_id: cart.id, line_items: [] });
    const { body: two } = await create({ cart_id: cart.id, line_items: [] });
    expect([one.line_items[0].quantity, one.buyer.email, two.id]).toEqual([2, 'ann@example.com', one.id]);
  });

  it.skipIf(!hasSchemas)(
    'keeps to the schemas of two releases (../shared/schemas has to be there)',
    async () => {
      for (const release of ['2026-04-08', '2026-08-25'] as const) {
        const { body: cart } = await ask(counter, release, ['POST', '/carts'], {
          line_items: LINES,
          discounts: { codes: ['TENOFF', 'NO'] },
        });
        expect(faults(release, 'shopping/cart.json', cart)).toEqual([]);
        const { body: made } = await ask(counter, release, ['POST', '/checkout-sessions'], READY);
        const base = 'shopping/';
        for (const name of [
          'checkout.json',
          'discount.json#/$defs/dev.ucp.shopping.checkout',
          'fulfillment.json#/$defs/dev.ucp.shopping.checkout',
        ])
          expect(faults(release, base + name, made)).toEqual([]);
        const { body: done } = await ask(
          counter,
          release,
          ['POST', `/checkout-sessions/${made.id}/complete`],
          pay('success_token'),
        );
        expect(faults(release, 'shopping/checkout.json', done)).toEqual([]);
        const { body: order } = await ask(counter, release, ['GET', `/orders/${done.order.id}`]);
        expect(faults(release, 'shopping/order.json', order)).toEqual([]);
        const { body: none } = await ask(counter, release, ['GET', '/orders/none']);
        const error =
          release === '2026-04-08'
            ? 'shopping/types/error_response.json'
            : 'common/types/error_response.json';
        expect(faults(release, error, none)).toEqual([]);
      }
    },
  );
});

const home = () => ({
  email: BUYER.email,
  name: `${BUYER.first_name} ${BUYER.last_name}`,
  line1: HOME.street_address,
  city: HOME.address_locality,
  region: HOME.address_region,
  postcode: HOME.postal_code,
  country: HOME.address_country,
});
