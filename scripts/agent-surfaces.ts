import { readGraph, nodesOf, said } from '#src/aeo/graph.ts';
import { eachVariant, type Surface } from '#src/aeo/surface.ts';
import { toldOf } from '#src/aeo/surfaces/json-ld.ts';
import { markdownTwin } from '#src/aeo/surfaces/markdown-twin.ts';
import type { Client } from '#src/http/client.ts';
import { answerMcp } from '#src/protocols/mcp/endpoint.ts';
import { policiesOf, resultsOf } from '#src/protocols/nlweb/results.ts';
import type { Shop } from '#src/shop.ts';

type Door = (shop: Shop, request: Request, client: Client) => Promise<Response>;

/** A program at a place of its own for each product, so that how often an address may ask holds no proof up. */
async function post(shop: Shop, door: Door, path: string, from: string, body: object): Promise<string> {
  const site = new URL(shop.environment.SITE_URL);
  const request = new Request(new URL(path, site), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify(body),
  });
  const client = {
    address: from,
    scheme: 'http',
    host: site.host,
    isSecure: false,
    isProxied: false,
  } as const;
  const response = await door(shop, request, client);
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
  return response.text();
}

/** A product's page as an agent reads it: a resource of the Model Context Protocol. */
export const mcpResource = (shop: Shop, door: Door = answerMcp): Surface => ({
  ...markdownTwin,
  name: 'MCP',
  read: (shelves, product) =>
    markdownTwin.read(
      {
        ...shelves,
        read: async () => {
          const uri = new URL(`/p/${product.slug}`, shop.environment.SITE_URL).href;
          const asked = { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri } };
          const events = await post(shop, door, '/mcp', product.slug, asked);
          const { result } = JSON.parse(/^data: (.*)$/m.exec(events)?.[1] ?? events) as {
            result?: { contents: readonly { text: string }[] };
          };
          return new TextEncoder().encode(result?.contents[0]?.text ?? '');
        },
      },
      product,
    ),
});

/** A product as an answer of NLWeb tells it, with what that refers to; what is sold out no list would hold. */
export const nlwebResult = (shop: Shop, results: typeof resultsOf = resultsOf): Surface => ({
  name: 'NLWeb',
  facts: () => [
    'price',
    'price before',
    'member price',
    'currency',
    'availability',
    'return window',
    'shipping',
    'rating',
    'sku',
    'gtin',
    'mpn',
  ],
  async read({ content }, product) {
    const [result = {}] = await results(shop, [
      { slug: product.slug, sku: product.variants[0].sku, breaks: [] },
    ]);
    const { hasVariant = [] } = result as { readonly hasVariant?: readonly object[] };
    const graph = readGraph([JSON.stringify({ '@graph': [result, ...hasVariant, ...policiesOf(shop)] })]);
    return eachVariant(product, (variant) => {
      const node = nodesOf(graph, 'Product').find((one) => said(one, 'sku') === variant.sku);
      return node ? toldOf(graph, node, content.store.country) : null;
    });
  },
});
