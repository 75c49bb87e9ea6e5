import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import { answerProfile } from '#src/protocols/ucp/answer-profile.ts';
import { leafOf } from '#src/protocols/ucp/answer-rest.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { ask, flowerShop, SITE } from './flower-shop.ts';
import { faults, hasSchemas } from './judge.ts';

const LATER = ['2026-04-08', '2026-08-25'] as const;

onBothEngines('the catalogue over UCP', (open) => {
  let at: FreshDatabase;
  let counter: Counter;
  beforeAll(async () => {
    at = await open();
    counter = await flowerShop(at.db);
  });
  afterAll(() => at.close());

  const find = (body: unknown) => ask(counter, '2026-08-25', ['POST', '/catalog/search'], body);

  it('finds what words and limits name, with prices in minor units and what can be had', async () => {
    const { status, body } = await find({ query: 'vase', filters: { price: { max: 2_500 } } });
    expect(status).toBe(200);
    expect(body.products.map((one: { id: string }) => one.id)).toEqual(['tall-vase']);
    expect(body.products[0].variants[0]).toMatchObject({
      id: 'VASE-S',
      price: { amount: 2_000, currency: 'USD' },
      availability: { available: true, status: 'in_stock' },
    });
  });

  it('leaves a limit on prices of another currency out and says so', async () => {
    const { body } = await find({
      query: 'vase',
      context: { currency: 'EUR' },
      filters: { price: { max: 1 } },
    });
    expect(body.products.length).toBeGreaterThan(0);
    expect(body.messages).toContainEqual(
      expect.objectContaining({ type: 'warning', code: 'price_filter_ignored' }),
    );
  });

  it('pages by a cursor that fits its own limit only', async () => {
    const first = await find({ pagination: { limit: 1 } });
    if (first.body.pagination.has_next_page)
      expect((await find({ pagination: { limit: 1, cursor: first.body.pagination.cursor } })).status).toBe(
        200,
      );
    expect((await find({ pagination: { limit: 2, cursor: 'bm8' } })).status).toBe(400);
  });

  it('looks up variants and products by id, each told by which, and names what is not there', async () => {
    const { body } = await ask(counter, '2026-04-08', ['POST', '/catalog/lookup'], {
      ids: ['VASE-L', 'tall-vase', 'nothing'],
    });
    expect(body.products).toHaveLength(1);
    expect(body.products[0].variants.flatMap((one: { inputs: unknown }) => one.inputs)).toEqual(
      expect.arrayContaining([
        { id: 'VASE-L', match: 'exact' },
        { id: 'tall-vase', match: 'featured' },
      ]),
    );
    expect(body.messages).toEqual([expect.objectContaining({ code: 'not_found' })]);
  });

  it('answers one product with the variant that is chosen and what else can be chosen', async () => {
    const { body } = await ask(counter, '2026-08-25', ['POST', '/catalog/product'], {
      id: 'tall-vase',
      selected: [{ name: 'Size', label: 'Large' }],
    });
    expect(body.product.variants[0]).toMatchObject({ id: 'VASE-L', list_price: { amount: 4_000 } });
    expect(body.product.options[0].values).toContainEqual({ label: 'Small', available: true, exists: true });
  });

  it('refuses a release that is not spoken on every call, by the status that each release has for it', async () => {
    const headers = { 'ucp-agent': 'profile="..."; version="2099-01-01"' };
    const late = await ask(counter, '2026-08-25', ['POST', '/catalog/search'], { query: 'vase' }, headers);
    expect([late.status, late.body.code]).toEqual([422, 'version_unsupported']);
    const early = await ask(counter, '2026-01-11', ['GET', '/orders/none'], undefined, headers);
    expect(early.status).toBe(400);
  });

  it('refuses what is unreadable, of another type or too long, and tells other methods', async () => {
    expect((await ask(counter, '2026-08-25', ['POST', '/catalog/search'], '{"query":')).status).toBe(400);
    expect((await find({ query: 7 })).status).toBe(400);
    expect((await ask(counter, '2026-08-25', ['GET', '/catalog/search'])).status).toBe(405);
    expect((await find({ query: 'x'.repeat(400_000) })).status).toBe(413);
  });

  it('answers a tool call in plain JSON without a session, after a list of tools', async () => {
    const call = (method: string, params: object) =>
      ask(counter, '2026-08-25', ['POST', '/mcp'], { jsonrpc: '2.0', id: 1, method, params });
    const { body: listed } = await call('tools/list', {});
    expect(listed.result.tools.map((one: { name: string }) => one.name)).toContain('search_catalog');
    const meta = { 'ucp-agent': { profile: 'not an address' } };
    const { body } = await call('tools/call', {
      name: 'search_catalog',
      arguments: { meta, catalog: { query: 'vase' } },
    });
    expect(body.result.structuredContent.products[0].id).toBe('tall-vase');
    expect((await call('tools/call', { name: 'no_such_tool', arguments: {} })).body.error.code).toBe(-32601);
    const batch = await ask(
      counter,
      '2026-08-25',
      ['POST', '/mcp'],
      [{ jsonrpc: '2.0', id: 1, method: 'ping' }],
    );
    expect(batch.status).toBe(400);
  });

  it('publishes a profile for a minute and longer, and a leaf for each release that speaks of itself alone', async () => {
    const root = await answerProfile(counter, null);
    expect(Number(/max-age=(\d+)/.exec(root.headers.get('cache-control') ?? '')?.[1])).toBeGreaterThanOrEqual(
      60,
    );
    const { ucp, keys } = (await root.json()) as {
      ucp: Record<string, object>;
      keys: { kid: string; d?: string }[];
    };
    expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256' });
    expect(keys[0]?.d).toBeUndefined();
    expect(ucp['supported_versions']).toMatchObject({
      '2026-04-08': `${SITE}/ucp/2026-04-08/.well-known/ucp`,
    });
    const leaf = (await (await answerProfile(counter, '2026-04-08')).json()) as { ucp: object };
    expect(leaf.ucp).toMatchObject({ version: '2026-04-08' });
    expect(leaf.ucp).not.toHaveProperty('supported_versions');
    const addresses = ['', '/', '/.well-known/ucp', '/orders', 'x'].map((path) =>
      leafOf(`/ucp/2026-04-08${path}`),
    );
    expect(addresses).toEqual(['2026-04-08', '2026-04-08', '2026-04-08', null, null]);
    expect(leafOf('/ucp/2025-01-01')).toBeNull();
  });

  it.skipIf(!hasSchemas)(
    'keeps to the schemas of two releases (../shared/schemas has to be there)',
    async () => {
      for (const release of LATER) {
        const { body: found } = await ask(counter, release, ['POST', '/catalog/search'], { query: 'vase' });
        expect(faults(release, 'shopping/catalog_search.json#/$defs/search_response', found)).toEqual([]);
        const { body: looked } = await ask(counter, release, ['POST', '/catalog/lookup'], {
          ids: ['VASE-L', 'no'],
        });
        expect(faults(release, 'shopping/catalog_lookup.json#/$defs/lookup_response', looked)).toEqual([]);
        const { body: one } = await ask(counter, release, ['POST', '/catalog/product'], { id: 'tall-vase' });
        expect(faults(release, 'shopping/catalog_lookup.json#/$defs/get_product_response', one)).toEqual([]);
        const profile = (await (await answerProfile(counter, release)).json()) as { ucp: object };
        expect(faults(release, 'ucp.json#/$defs/business_schema', profile.ucp)).toEqual([]);
        if (release !== '2026-04-08')
          expect(faults(release, 'profile.json#/$defs/business_schema', profile)).toEqual([]);
      }
    },
  );
});
