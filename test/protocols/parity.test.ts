import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mcpResource, nlwebResult } from '#scripts/agent-surfaces.ts';
import { proveParity } from '#src/aeo/parity.ts';
import type { Surface } from '#src/aeo/surface.ts';
import { answerMcp } from '#src/protocols/mcp/endpoint.ts';
import { answerNlweb } from '#src/protocols/nlweb/endpoint.ts';
import { resultsOf } from '#src/protocols/nlweb/results.ts';
import type { Shop } from '#src/shop.ts';
import { teaShop } from '#test/agents/tea-shop.ts';
import { SITE } from './mcp-client.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await teaShop(undefined, { SITE_URL: SITE });
});
afterAll(() => shop.close());

const prove = (surface: Surface) =>
  proveParity(
    shop.db,
    { db: shop.db, content: shop.content.current(), read: () => Promise.reject(new Error('no page')) },
    [surface],
  );

/** The same door, with what it answers changed on the way. */
const changed =
  (door: typeof answerMcp, change: (text: string) => string): typeof answerMcp =>
  async (...asked) => {
    const response = await door(...asked);
    return new Response(change(await response.text()), response);
  };

/** Results of NLWeb with one text written for another. */
const written =
  (was: string, is: string): typeof resultsOf =>
  async (...asked) =>
    JSON.parse(JSON.stringify(await resultsOf(...asked)).replaceAll(was, is)) as Awaited<
      ReturnType<typeof resultsOf>
    >;

describe('what agents are told', () => {
  it.each([
    ['MCP', () => mcpResource(shop)],
    ['NLWeb', () => nlwebResult(shop)],
  ])('over %s is what the rows say', async (_name, surface) => {
    const { differences, comparisons } = await prove(surface());
    expect(differences).toEqual([]);
    expect(comparisons).toBeGreaterThan(60);
  });

  it.each([
    [
      'MCP',
      'price',
      () =>
        mcpResource(
          shop,
          changed(answerMcp, (text) => text.replaceAll('$64', '$63')),
        ),
    ],
    [
      'MCP',
      'stock words',
      () =>
        mcpResource(
          shop,
          changed(answerMcp, (text) => text.replaceAll(/In stock/g, 'Sold out')),
        ),
    ],
    ['NLWeb', 'price', () => nlwebResult(shop, written('64.00', '63.00'))],
    ['NLWeb', 'availability', () => nlwebResult(shop, written('InStock', 'OutOfStock'))],
  ])('over %s is found where its %s is planted wrong', async (name, fact, surface) => {
    const { differences } = await prove(surface());
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.filter((one) => one.surface !== name)).toEqual([]);
    expect(differences.map((one) => one.fact)).toContain(fact);
    expect(differences.filter(({ told }) => told.startsWith('it cannot be read'))).toEqual([]);
  });

  it('refers to nothing that is not in the answer', async () => {
    const response = await answerNlweb(
      shop,
      new Request(`${SITE}/ask?query=teapots`, { headers: { accept: 'application/json' } }),
      { address: '192.0.2.1', scheme: 'https', host: 'tea.example', isSecure: true, isProxied: false },
    );
    const text = await response.text();
    const ids = new Set([...text.matchAll(/"@type":"[^"]+","@id":"([^"]+)"/g)].map(([, id]) => id));
    const referred = [...text.matchAll(/\{"@id":"([^"]+)"\}/g)].map(([, id]) => id);
    expect(referred.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBeGreaterThan(3);
  });
});
