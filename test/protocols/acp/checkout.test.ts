import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeKey } from '#src/back-office/key.ts';
import { delegatedToken } from '#src/protocols/acp/delegated-payment.ts';
import { acpDiscovery } from '#src/protocols/acp/discovery.ts';
import { answerAcp } from '#src/protocols/acp/endpoint.ts';
import { completeSchema, createSchema, delegateSchema, updateSchema } from '#src/protocols/acp/schema.ts';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { quoteNow } from '#test/doubles/order-shop.ts';
import { flowerShop, SITE, totalOf } from '../ucp/flower-shop.ts';
import { examples, faults, hasSchemas } from './judge.ts';

const TO = {
  name: 'Ann Example',
  email: 'ann@example.com',
  address: {
    name: 'Ann Example',
    line_one: '1 Road',
    city: 'Boulder',
    state: 'CO',
    postal_code: '80302',
    country: 'US',
  },
};
const CART = { line_items: [{ id: 'VASE-L', quantity: 2 }], currency: 'usd', capabilities: {} };
const READY = { ...CART, fulfillment_details: TO };
const HANDLER = 'mock_payment_handler';

interface Told {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test looks into is said by the test
  readonly body: any;
}

onBothEngines('a checkout over ACP', (open) => {
  let at: FreshDatabase;
  let counter: Counter;
  let token: string;
  let nth = 0;
  beforeAll(async () => {
    at = await open();
    counter = await flowerShop(at.db);
    token = await keyOf('agent:buy');
  });
  beforeEach(() => sql`truncate rate_limit`.execute(at.db));
  afterAll(() => at.close());

  const keyOf = async (right: 'agent:buy' | 'orders:read') =>
    (await makeKey(at.db, { name: 'An agent', rights: [right], expiresAt: null }, new Date())).token;

  async function ask(
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string | null>> = {},
    method = 'POST',
  ): Promise<Told> {
    const said = {
      authorization: `Bearer ${token}`,
      'api-version': '2026-04-17',
      'content-type': 'application/json',
      'idempotency-key': `key-${nth++}`,
      ...headers,
    };
    const request = new Request(`${SITE}/acp${path}`, {
      method,
      headers: Object.entries(said).filter((one): one is [string, string] => one[1] !== null),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const answer = await answerAcp(counter, request, { address: '192.0.2.9' }, new Date());
    const text = await answer.text();
    return { status: answer.status, text, headers: answer.headers, body: JSON.parse(text) };
  }
  const create = (body: unknown = READY) => ask('/checkout_sessions', body);
  const allowanceOf = (id: string, more = {}) => ({
    reason: 'one_time',
    max_amount: 50_000,
    currency: 'usd',
    checkout_session_id: id,
    merchant_id: new URL(SITE).host,
    expires_at: new Date(Date.now() + 600_000).toISOString(),
    ...more,
  });
  const card = (number = '4242424242424242', more = {}) => ({
    type: 'card',
    card_number_type: 'fpan',
    number,
    display_card_funding_type: 'credit',
    metadata: {},
    ...more,
  });
  const delegate = (id: string, { number, ...allowance }: { number?: string; [key: string]: unknown } = {}) =>
    ask('/agentic_commerce/delegate_payment', {
      payment_method: card(number),
      allowance: allowanceOf(id, allowance),
      risk_signals: [],
      metadata: { campaign: 'q4' },
    });
  const payWith = (credential: string, more = {}) => ({
    payment_data: {
      handler_id: HANDLER,
      instrument: { type: 'card', credential: { type: 'spt', token: credential } },
    },
    ...more,
  });
  const complete = (id: string, credential: string, headers = {}) =>
    ask(`/checkout_sessions/${id}/complete`, payWith(credential), headers);

  it('is bought by a scripted agent from end to end, by a payment that was delegated for it', async () => {
    const found = acpDiscovery(counter);
    expect(found.api_base_url).toBe(`${SITE}/acp`);
    const { status, body } = await create(CART);
    expect([status, body.status]).toEqual([201, 'not_ready_for_payment']);
    const addressed = await ask(`/checkout_sessions/${body.id}`, { fulfillment_details: TO });
    expect(addressed.body.status).toBe('ready_for_payment');
    const [slow, fast] = addressed.body.fulfillment_options;
    expect(addressed.body.selected_fulfillment_options[0].option_id).toBe(slow.id);
    const chosen = await ask(`/checkout_sessions/${body.id}`, {
      selected_fulfillment_options: [
        { type: 'shipping', option_id: (fast ?? slow).id, item_ids: ['VASE-L'] },
      ],
    });
    const due = totalOf(chosen.body);
    const paid = await delegate(body.id, { max_amount: due });
    expect(paid.status).toBe(201);
    const done = await complete(body.id, paid.body.id);
    expect(done.body).toMatchObject({ status: 'completed', order: { checkout_session_id: body.id } });
    expect(totalOf(done.body)).toBe(due);
    const { rows } = await sql`select state, total_minor::int as total, email, address ->> 'line1' as street
      from customer_order where id = ${done.body.order.id}`.execute(at.db);
    expect(rows).toEqual([{ state: 'paid', total: due, email: 'ann@example.com', street: '1 Road' }]);
    expect((await ask(`/checkout_sessions/${body.id}`, undefined, {}, 'GET')).body.status).toBe('completed');
    expect((await ask(`/checkout_sessions/${body.id}/cancel`)).status).toBe(405);
  });

  it('costs what the same cart costs on the page, and its entries come to its total', async () => {
    const { body } = await create({ ...READY, discounts: { codes: ['tenoff', 'nonsense'] } });
    const { rows } = await sql<{ visitor_id: string }>`
      select visitor_id from agent_session where id = ${body.id}`.execute(at.db);
    const visitor = rows[0]?.visitor_id ?? '';
    const details = {
      email: TO.email,
      name: TO.name,
      line1: '1 Road',
      line2: '',
      city: 'Boulder',
      region: 'CO',
      postcode: '80302',
      country: 'US',
      service: 'Slow',
    };
    await sql`update cart set details = ${JSON.stringify(details)}::jsonb where visitor_id = ${visitor}`.execute(
      at.db,
    );
    const quote = await quoteNow(at.db, counter.content, visitor, new Date());
    expect(totalOf(body)).toBe(quote.total.minor);
    expect(totalOf(body, 'subtotal')).toBe(
      (totalOf(body, 'items_base_amount') ?? 0) - (totalOf(body, 'items_discount') ?? 0),
    );
    const parts = ['subtotal', 'fulfillment', 'tax'].map((type) => totalOf(body, type) ?? 0);
    expect(parts.reduce((sum, one) => sum + one)).toBe(totalOf(body));
    expect(body.discounts.applied).toMatchObject([{ code: 'TENOFF', amount: 700, automatic: false }]);
    expect(body.messages).toContainEqual(
      expect.objectContaining({ type: 'warning', param: '$.discounts.codes[1]' }),
    );
  });

  it('is paid by a token for that checkout alone, in its time, and for no more than was allowed', async () => {
    const { body } = await create();
    const { body: other } = await create();
    const due = totalOf(body) ?? 0;
    const low = await delegate(body.id, { max_amount: due - 1 });
    const short = await complete(body.id, low.body.id);
    expect(short.body.messages).toContainEqual(expect.objectContaining({ code: 'payment_declined' }));
    expect(short.body.order).toBeUndefined();
    const theirs = await delegate(other.id);
    expect((await complete(body.id, theirs.body.id)).status).toBe(400);
    expect((await complete(body.id, 'vt_made.up')).status).toBe(400);
    expect((await complete(body.id, `${theirs.body.id.slice(0, -1)}_`)).status).toBe(400);
    const until = new Date(Date.now() - 1_000);
    const over = { checkoutId: body.id, most: { minor: due, currency: 'USD' }, until, pays: true };
    expect((await complete(body.id, await delegatedToken(at.db, over))).status).toBe(400);
    const declined = await delegate(body.id, { number: '4000000000000002' });
    const tried = await complete(body.id, declined.body.id);
    expect(tried.body).toMatchObject({
      status: 'ready_for_payment',
      messages: [{ code: 'payment_declined' }],
    });
    for (const allowance of [
      { merchant_id: 'another.example' },
      { checkout_session_id: 'chk_none' },
      { expires_at: '2020-01-01T00:00:00Z' },
    ])
      expect((await delegate(body.id, allowance)).status).toBe(422);
    const good = await delegate(body.id, { max_amount: due });
    expect((await complete(body.id, good.body.id)).body.status).toBe('completed');
    expect((await complete(body.id, good.body.id)).status).toBe(409);
  });

  it('keeps no number of a card', async () => {
    const { body } = await create();
    await delegate(body.id);
    const { rows } = await sql`select 1 from back_office_request where body like '%4242%'
      union all select 1 from agent_session where asked::text like '%4242%'`.execute(at.db);
    expect(rows).toEqual([]);
  });

  it('answers the same bytes to the same key, and refuses it for another body', async () => {
    const key = { 'idempotency-key': 'same', 'request-id': 'req-1' };
    const first = await ask('/checkout_sessions', READY, key);
    expect(first.headers.get('request-id')).toBe('req-1');
    const again = await ask('/checkout_sessions', READY, key);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await ask('/checkout_sessions', CART, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_conflict']);
    const paid = await delegate(first.body.id);
    const order = { 'idempotency-key': 'order' };
    const [one, two] = await Promise.all([1, 2].map(() => complete(first.body.id, paid.body.id, order)));
    const statuses = [one?.status, two?.status].toSorted();
    expect(statuses[0]).toBe(200);
    expect([200, 409]).toContain(statuses[1]);
    const { rows } =
      await sql`select 1 from customer_order o join agent_session s on s.visitor_id = o.visitor_id
      where s.id = ${first.body.id}`.execute(at.db);
    expect(rows).toHaveLength(1);
  });

  it('refuses who has no key for it, speaks another release or is off by an hour', async () => {
    const other = await keyOf('orders:read');
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const cases: readonly (readonly [Record<string, string | null>, number, string])[] = [
      [{ authorization: null }, 401, 'unauthorized'],
      [{ authorization: 'Bearer office_00000000000000000000' }, 401, 'unauthorized'],
      [{ authorization: `Bearer ${other}` }, 403, 'forbidden'],
      [{ 'api-version': null }, 400, 'missing_api_version'],
      [{ 'api-version': '2025-09-29' }, 400, 'unsupported_api_version'],
      [{ 'idempotency-key': null }, 400, 'idempotency_key_required'],
      [{ timestamp: hourAgo }, 400, 'invalid_timestamp'],
      [{ timestamp: 'noon' }, 400, 'invalid_timestamp'],
      [{ 'content-type': 'text/plain' }, 415, 'invalid'],
    ];
    for (const [headers, status, code] of cases) {
      const told = await ask('/checkout_sessions', READY, headers);
      expect([told.status, told.body.code]).toEqual([status, code]);
      if (hasSchemas) expect(faults('agentic_checkout', 'Error', told.body)).toEqual([]);
    }
    expect((await ask('/checkout_sessions', READY, { timestamp: new Date().toISOString() })).status).toBe(
      201,
    );
    expect((await ask('/checkout_sessions', '{')).status).toBe(400);
    expect((await ask('/checkout_sessions', { ...READY, currency: 'eur' })).body.code).toBe(
      'unsupported_currency',
    );
    expect((await ask('/checkout_sessions', { ...READY, line_items: [] })).body.param).toBe('$.line_items');
    expect((await ask('/nothing', {})).status).toBe(404);
    expect((await ask('/checkout_sessions', undefined, {}, 'GET')).status).toBe(405);
  });

  it('opens as the page for agents shows it', async () => {
    const page = readFileSync('docs/for-agents.md', 'utf8');
    const [, said = ''] = /\$SHOP\/acp\/checkout_sessions".*?-d '(.*?)'\n```/s.exec(page) ?? [];
    const told = await ask('/checkout_sessions', said.replaceAll(`'"$SKU"'`, 'VASE-L'));
    expect([told.status, told.body.line_items[0].quantity]).toEqual([201, 1]);
  });

  it('is told to the agent that opened it alone', async () => {
    const { body } = await create();
    const own = token;
    token = await keyOf('agent:buy');
    expect((await ask(`/checkout_sessions/${body.id}`, undefined, {}, 'GET')).status).toBe(404);
    expect((await delegate(body.id)).status).toBe(422);
    token = own;
  });

  it.skipIf(!hasSchemas)('keeps to the protocol’s schemas (../shared/schemas has to be there)', async () => {
    const session = (data: unknown, what = 'CheckoutSession') =>
      expect(faults('agentic_checkout', what, data)).toEqual([]);
    const { body } = await create({ ...READY, discounts: { codes: ['tenoff', 'no-such'] } });
    session(body);
    session((await create({ ...CART, line_items: [{ id: 'VASE-S', quantity: 99 }] })).body);
    session((await ask(`/checkout_sessions/${body.id}`, { line_items: [{ id: 'VASE-S' }] })).body);
    session((await complete(body.id, 'fail_token')).body);
    session((await complete(body.id, 'escalate_token')).body);
    const unknown = await create({ ...CART, line_items: [{ id: 'nothing' }] });
    expect(unknown.status).toBe(400);
    session(unknown.body, 'Error');
    const { body: bought } = await create();
    const paid = await delegate(bought.id);
    expect(faults('delegate_payment', 'DelegatePaymentResponse', paid.body)).toEqual([]);
    session((await complete(bought.id, paid.body.id)).body, 'CheckoutSessionWithOrder');
    session((await ask(`/checkout_sessions/${(await create()).body.id}/cancel`)).body);
    session(acpDiscovery(counter), 'DiscoveryResponse');
  });

  it.skipIf(!hasSchemas)('reads the protocol’s own examples (../shared/schemas has to be there)', () => {
    const said = Object.entries(examples('agentic_checkout')).filter(([name]) => /request/.test(name));
    const schemas = { create: createSchema, update: updateSchema, complete: completeSchema };
    for (const [name, body] of said) {
      const schema = Object.entries(schemas).find(([verb]) => name.startsWith(verb))?.[1];
      if (schema) expect([name, schema.safeParse(body).error]).toEqual([name, undefined]);
    }
    const delegated = Object.entries(examples('delegate_payment')).filter(([name]) => /request/.test(name));
    expect(delegated).not.toEqual([]);
    for (const [, body] of delegated) expect(delegateSchema.safeParse(body).error).toBeUndefined();
  });
});
