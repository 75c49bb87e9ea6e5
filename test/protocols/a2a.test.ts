import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { agentCard } from '#src/protocols/a2a/card.ts';
import { answerA2a } from '#src/protocols/a2a/endpoint.ts';
import { openRpcOfAgents } from '#src/protocols/discovery/openrpc.ts';
import { answerUcp } from '#src/protocols/ucp/answer-rest.ts';
import { counterOf } from '#src/protocols/ucp/counter.ts';
import type { Shop } from '#src/shop.ts';
import { teaShop } from '#test/agents/tea-shop.ts';
import { onBothEngines } from '#test/doubles/fresh-database.ts';
import { clientOf, SITE } from './mcp-client.ts';

interface Said {
  readonly role: string;
  readonly contextId?: string;
  readonly parts: readonly [
    { readonly text: string },
    { readonly data: { checkout: string; products: Product[] } }?,
  ];
}
interface Product {
  readonly slug: string;
  readonly price: string;
}
interface Answer {
  readonly id: unknown;
  readonly result?: { readonly message: Said };
  readonly error?: { readonly code: number; readonly message: string };
}

onBothEngines('the shop over Agent2Agent', (open) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await teaShop(open, { SITE_URL: SITE });
  });
  beforeEach(() => sql`truncate rate_limit`.execute(shop.db));
  afterAll(() => shop.close());

  const post = (body: unknown, at = shop, more: Record<string, string> = {}, client = clientOf()) =>
    answerA2a(
      at,
      new Request(agentCard(shop).supportedInterfaces[0]?.url ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'a2a-version': '1.0', ...more },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      client,
    );
  const call = async (method: string, params: unknown = {}, at = shop): Promise<Answer> =>
    (await (await post({ jsonrpc: '2.0', id: 1, method, params }, at)).json()) as Answer;
  const send = (text: string, contextId?: string, at = shop) =>
    call(
      'SendMessage',
      {
        message: {
          messageId: 'm1',
          role: 'ROLE_USER',
          parts: [{ text }],
          ...(contextId ? { contextId } : {}),
        },
      },
      at,
    );

  it('answers at the address of its card, in the version of its card, with what the rows say', async () => {
    const { result } = await send('teapots under $50');
    expect(result?.message.role).toBe('ROLE_AGENT');
    expect(result?.message.parts[1]?.data.products).toMatchObject([{ slug: 'brook-teapot', price: '$48' }]);
  });

  it('offers nothing that its card says it has not, and nothing that the protocol calls otherwise', async () => {
    const { capabilities } = agentCard(shop);
    expect(Object.values(capabilities).every((one) => one === false)).toBe(true);
    for (const [method, code] of [
      ['SendStreamingMessage', -32_004],
      ['CreateTaskPushNotificationConfig', -32_004],
      ['GetExtendedAgentCard', -32_004],
      ['GetTask', -32_001],
      ['message/send', -32_601],
    ] as const)
      expect([method, (await call(method)).error?.code]).toEqual([method, code]);
    const other = await post({ jsonrpc: '2.0', id: 1, method: 'SendMessage' }, shop, {
      'a2a-version': '0.3',
    });
    expect(((await other.json()) as Answer).error?.code).toBe(-32_009);
  });

  it('goes on with a conversation and its cart by the context, and leads to a checkout of a person', async () => {
    const first = await send('add the Hollow Teapot in Ink to my cart');
    const context = first.result?.message.contextId ?? '';
    const then = await send('what is in my cart?', context);
    expect(then.result?.message.parts[0].text).toMatch(/1 piece, \$64/);
    expect(then.result?.message.parts[1]?.data.checkout).toContain(`${SITE}/checkout/continue/`);
    expect((await send('what is in my cart?', `${context}x`)).error?.code).toBe(-32_602);
  });

  it('refuses what cannot be read, a foreign name, and agents that the merchant keeps out', async () => {
    expect((await post('{')).status).toBe(400);
    expect((await post([])).status).toBe(400);
    expect((await post('x'.repeat(40_000))).status).toBe(413);
    expect((await post({}, shop, {}, clientOf('elsewhere.example'))).status).toBe(403);
    const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ data: {} }] };
    expect((await call('SendMessage', { message })).error?.code).toBe(-32_005);
    expect((await call('SendMessage', { message: { parts: [] } })).error?.code).toBe(-32_602);
    const content = shop.content.current();
    const store = { ...content.store, agents: { search: 'nobody' } as const };
    const closed = { ...shop, content: { ...shop.content, current: () => ({ ...content, store }) } };
    expect((await send('teapots', undefined, closed)).error?.message).toMatch(/^agent_not_allowed/);
  });

  it('lists in its OpenRPC document the methods that answer at its address, by the parameters that they take', async () => {
    const { servers, methods } = openRpcOfAgents(shop);
    const rpc = async (method: string, params: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
      const headers = { 'content-type': 'application/json' };
      const request = new Request(servers[0]?.url ?? '', { method: 'POST', headers, body });
      const response = await answerUcp(
        counterOf(shop),
        request,
        { address: '192.0.2.7', origin: SITE },
        new Date(),
      );
      return (await response?.json()) as { result?: { structuredContent: object }; error?: { code: number } };
    };
    expect(methods.length).toBeGreaterThan(8);
    for (const { name, params } of methods) {
      expect(params.map((one) => one.name)).toContain('meta');
      expect([name, (await rpc(name, {})).error?.code === -32_601]).toEqual([name, false]);
    }
    expect((await rpc('no_such_method', {})).error?.code).toBe(-32_601);
    const found = await rpc('search_catalog', { meta: {}, catalog: { query: 'teapots' } });
    expect(JSON.stringify(found.result?.structuredContent)).toContain('hollow-teapot');
  });
});
