import { Ajv2020 } from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiCatalog, apiCatalog } from '#src/protocols/discovery/ai-catalog.ts';
import { openApiOfAgents } from '#src/protocols/discovery/openapi.ts';
import { serverCard } from '#src/protocols/discovery/server-card.ts';
import { answerNlweb } from '#src/protocols/nlweb/endpoint.ts';
import { whoAnswer } from '#src/protocols/nlweb/who.ts';
import type { Shop } from '#src/shop.ts';
import { teaShop } from '#test/agents/tea-shop.ts';
import { clientOf, rpc, SITE } from './mcp-client.ts';

const SCHEMAS = process.env['SHARED_SCHEMAS'] ?? '../shared/schemas';
const hasSchemas = existsSync(`${SCHEMAS}/ard/ai-catalog.schema.json`);
const ajv = new Ajv2020({ strict: false, validateFormats: false });

let shop: Shop;
beforeAll(async () => {
  shop = await teaShop(undefined, { SITE_URL: SITE });
});
afterAll(() => shop.close());

describe('what says where agents may ask', () => {
  it('names the server as it names itself, with the revisions that it answers', async () => {
    const card = serverCard(shop);
    const { result } = await rpc(shop, 'server/discover');
    expect(result?.['supportedVersions']).toEqual(['2026-07-28']);
    const old = await rpc(
      shop,
      'initialize',
      { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a', version: '1' } },
      '2025-11-25',
    );
    expect(old.result).toMatchObject({
      protocolVersion: '2025-11-25',
      serverInfo: { name: card.name.replace('/shop', ''), version: card.version },
    });
    expect(card.remotes[0]).toMatchObject({
      url: `${SITE}/mcp`,
      supportedProtocolVersions: ['2026-07-28', '2025-11-25'],
    });
  });

  it('describes questions by a document that their answers keep to', async () => {
    const document = openApiOfAgents(shop) as unknown as {
      paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
      components: { schemas: Record<string, object> };
    };
    const check = (schema: string) => ajv.compile(document.components.schemas[schema] ?? {});
    const ask = (body: unknown, method = 'POST', path = '/ask') =>
      answerNlweb(
        shop,
        new Request(`${SITE}${path}`, {
          method,
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
        }),
        clientOf(),
      );
    const asked = [
      await ask({ query: { text: 'teapots' } }),
      await ask({ query: { text: 'teapots' }, prefer: { response_format: 'conv_search' } }),
      await ask(null, 'GET', '/ask?query=teapots&mode=summarize'),
    ];
    for (const response of asked) {
      expect(response.status).toBe(200);
      expect(check('Answer')(await response.json())).toBe(true);
    }
    const none = await ask({});
    expect([none.status, check('Failure')(await none.json())]).toEqual([400, true]);
    expect(check('Who')(JSON.parse(JSON.stringify(whoAnswer(shop))))).toBe(true);
    const { post } = document.paths['/ask'] ?? {};
    expect(Object.keys(post?.responses ?? {})).toEqual(expect.arrayContaining(['200', '400', '403', '429']));
  });

  it('lists the same doors in both catalogues, under the shop’s own name', () => {
    const urls = aiCatalog(shop).entries.map(({ url }) => url);
    const hrefs = apiCatalog(SITE).linkset.flatMap((one) => one['service-desc'].map(({ href }) => href));
    expect(hrefs).toEqual(expect.arrayContaining(urls));
    for (const url of [...urls, ...hrefs]) expect(new URL(url).origin).toBe(SITE);
  });

  it.skipIf(!hasSchemas)(
    `keeps to the schemas of catalogue and card${hasSchemas ? '' : ` (skipped: ${SCHEMAS} is not here)`}`,
    () => {
      const schema = (path: string) =>
        JSON.parse(readFileSync(`${SCHEMAS}/${path}`, 'utf8')) as { $defs: object };
      const catalogue = ajv.compile(schema('ard/ai-catalog.schema.json'));
      expect(catalogue(aiCatalog(shop)), JSON.stringify(catalogue.errors)).toBe(true);
      const { $defs } = schema('mcp-server-card/schema.json');
      const card = ajv.compile({ $defs, $ref: '#/$defs/ServerCard' });
      expect(card(serverCard(shop)), JSON.stringify(card.errors)).toBe(true);
    },
  );
});
