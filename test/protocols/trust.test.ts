import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentRules } from '#src/editorial/agents-schema.ts';
import { answerMcp } from '#src/protocols/mcp/endpoint.ts';
import { answerNlweb } from '#src/protocols/nlweb/endpoint.ts';
import type { Shop } from '#src/shop.ts';
import { teaShop } from '#test/agents/tea-shop.ts';
import { onBothEngines } from '#test/doubles/fresh-database.ts';
import { answerOf, clientOf, rpc, SITE, type RpcAnswer, type ToolAnswer } from './mcp-client.ts';

const KEYS = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const SEARCH = { name: 'search_products', arguments: { query: 'teapots' } };
const ADD = {
  name: 'change_cart',
  arguments: { slug: 'hollow-teapot', action: 'add', options: 'Ink' },
};

onBothEngines('what a merchant lets agents do at /mcp and /ask', (open) => {
  let shop: Shop;
  let host: Server;
  let profile: string;
  beforeAll(async () => {
    shop = await teaShop(open, { SITE_URL: SITE, WEBHOOK_HOSTS: 'any' });
    const jwk = { kid: 'one', ...KEYS.publicKey.export({ format: 'jwk' }) };
    host = createServer((_, response) =>
      response.end(JSON.stringify({ ucp: { version: '2026-08-25' }, keys: [jwk] })),
    );
    await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
    profile = `http://127.0.0.1:${(host.address() as AddressInfo).port}/profile`;
  });
  beforeEach(() => sql`truncate rate_limit`.execute(shop.db));
  afterAll(async () => {
    host.close();
    await shop.close();
  });

  const ruled = (agents: AgentRules): Shop => {
    const content = shop.content.current();
    const store = { ...content.store, agents };
    return { ...shop, content: { ...shop.content, current: () => ({ ...content, store }) } };
  };
  /** A signed request; `over` is the body that is signed, where another one is sent. */
  const signed = (path: string, body: string, over = body, key = KEYS.privateKey): Request => {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'ucp-agent': `profile="${profile}"`,
      'content-digest': `sha-256=:${createHash('sha256').update(over).digest('base64')}:`,
    };
    const values = { '@method': 'POST', '@authority': new URL(SITE).host, '@path': path, ...headers };
    const input = `(${Object.keys(values)
      .map((name) => `"${name}"`)
      .join(' ')});created=${Math.floor(Date.now() / 1000)};keyid="one"`;
    const lines = Object.entries(values).map(([name, value]) => `"${name}": ${value}`);
    const base = [...lines, `"@signature-params": ${input}`].join('\n');
    const signature = sign('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' });
    return new Request(SITE + path, {
      method: 'POST',
      body,
      headers: {
        ...headers,
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
        'signature-input': `sig1=${input}`,
        signature: `sig1=:${signature.toString('base64')}:`,
      },
    });
  };
  const message = (params: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  const tool = ({ result }: RpcAnswer): ToolAnswer => result as unknown as ToolAnswer;
  const call = async (at: Shop, params: object) => tool(await rpc(at, 'tools/call', params));
  const callSigned = async (at: Shop, params: object) =>
    answerOf(await answerMcp(at, signed('/mcp', message(params)), clientOf()));
  const question = JSON.stringify({ query: { text: 'teapots' } });
  const plainAsk = (at: Shop) =>
    answerNlweb(
      at,
      new Request(`${SITE}/ask`, {
        method: 'POST',
        body: question,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      }),
      clientOf(),
    );
  const said = ({ content: [first] }: ToolAnswer) => first?.text ?? '';

  describe('who may search', () => {
    it.each([
      ['everyone', true, true],
      ['signed', false, true],
      ['listed', false, false],
      ['nobody', false, false],
    ] as const)('%s: unsigned %s, signed %s', async (search, open_, proven) => {
      const at = ruled({ search });
      const plain = await call(at, SEARCH);
      expect([plain.isError !== true, (await plainAsk(at)).status]).toEqual([open_, open_ ? 200 : 403]);
      if (!open_) expect(said(plain)).toMatch(/^agent_not_allowed/);
      const own = tool(await callSigned(at, SEARCH));
      const asked = await answerNlweb(at, signed('/ask', question), clientOf());
      expect([own.isError !== true, asked.status]).toEqual([proven, proven ? 200 : 403]);
    });

    it('is told by the list for those who sign, whatever stands above', async () => {
      const lets = ruled({ search: 'listed', listed: [{ profile }] });
      expect(tool(await callSigned(lets, SEARCH)).isError).not.toBe(true);
      expect((await call(lets, SEARCH)).isError).toBe(true);
      const not = ruled({ listed: [{ profile, search: false }] });
      expect(said(tool(await callSigned(not, SEARCH)))).toMatch(/^agent_not_allowed/);
      expect((await call(not, SEARCH)).isError).not.toBe(true);
    });

    it('says what there is to whoever may not use it', async () => {
      const { status, result } = await rpc(ruled({ search: 'nobody' }), 'tools/list');
      expect([status, (result?.['tools'] as unknown[]).length > 10]).toEqual([200, true]);
    });
  });

  it('refuses a signature that does not hold, before anything is done', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    for (const request of [
      () => signed('/mcp', message(SEARCH), message(ADD)),
      () => signed('/mcp', message(SEARCH), message(SEARCH), other),
    ])
      expect([400, 401]).toContain((await answerMcp(shop, request(), clientOf())).status);
    const asked = await answerNlweb(shop, signed('/ask', question, question, other), clientOf());
    expect([asked.status, ((await asked.json()) as { error: { code: string } }).error.code]).toEqual([
      401,
      'signature_invalid',
    ]);
  });

  it('keeps an agent to so many carts, by a tool and by words, and lets it go on with those it has', async () => {
    const at = ruled({ openCarts: 2 });
    const first = await call(at, ADD);
    expect((await call(at, ADD)).isError).not.toBe(true);
    const third = await call(at, ADD);
    expect([third.isError, said(third)]).toEqual([true, expect.stringMatching(/^too_many_carts/)]);
    const words = { question: 'add the Hollow Teapot in Ink to my cart' };
    expect(said(await call(at, { name: 'ask_shop', arguments: words }))).toMatch(/^too_many_carts/);
    const { session } = first.structuredContent;
    const again = await call(at, { ...ADD, arguments: { ...ADD.arguments, session } });
    expect(again.isError).not.toBe(true);
    expect((await call(at, SEARCH)).isError).not.toBe(true);
    const another = await answerOf(
      await answerMcp(at, signed('/mcp', message(ADD)), clientOf('tea.example', '192.0.2.7')),
    );
    expect(tool(another).isError).not.toBe(true); // who signs has carts of its own
  });

  it('counts what an agent signs wherever it asks from, and who does not sign by its address', async () => {
    const most = 1_200; // of the share `agents`, http/limits.ts
    await callSigned(shop, SEARCH);
    await sql`update rate_limit set tries = ${most} where key like 'agents-signed:%'`.execute(shop.db);
    const from = (address: string) => clientOf('tea.example', address);
    const refused = await answerMcp(shop, signed('/mcp', message(SEARCH)), from('198.51.100.9'));
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await plainAsk(shop)).status).toBe(200);
    await sql`update rate_limit set tries = ${most} where key like 'agents%'`.execute(shop.db);
    expect((await plainAsk(shop)).status).toBe(429);
    expect((await rpc(shop, 'tools/call', SEARCH)).status).toBe(429);
    expect((await rpc(shop, 'tools/call', SEARCH, '2026-07-28', from('203.0.113.4'))).status).toBe(200);
  });

  it('orders nothing for an agent: above a limit or below it the link leads a person to the checkout', async () => {
    for (const rules of [{ buy: 'nobody' }, { mostAnOrder: '1.00 USD' }, { mostADay: '1.00 USD' }] as const) {
      const at = ruled(rules);
      const { session } = (await call(at, ADD)).structuredContent;
      const link = await call(at, { name: 'checkout_link', arguments: { session } });
      expect(String(link.structuredContent['url'])).toContain('/checkout/continue/');
      const words = { question: 'order it now and pay for it', session };
      await call(at, { name: 'ask_shop', arguments: words });
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from customer_order`.execute(shop.db);
    expect(rows).toEqual([{ n: 0 }]);
  });
});
