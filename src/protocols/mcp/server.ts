import { McpServer } from '@modelcontextprotocol/server';
import { shopTools } from '#agents/shopping/run/shop-tools.ts';
import type { Content } from '#src/editorial/content.ts';
import type * as fixtures from './fixtures/sessions.ts';
import { askTool, checkoutLinkTool } from './ask-tool.ts';
import { call, type Caller } from './call.ts';
import { offeredTools } from './offered-tools.ts';
import { CARDS_TYPE, CARDS_URI, UI_EXTENSION } from './product-cards.ts';
import { mountPrompts } from './prompts.ts';
import { mountResources } from './resources.ts';
import { wireSchema } from './wire-schema.ts';

const SERVER_VERSION = '1.0.0';
const LIST_MS = 5 * 60_000; // what a tool says of itself changes with the catalogue
const publicFor = (ttlMs: number) => ({ ttlMs, cacheScope: 'public' as const });

/** What the conformance suite needs beside the shop: there only while it is tested. */
export type Fixtures = typeof fixtures;

/** A server for one request, of either revision: the tools of the shop's conversation, its pages, and ways to begin. */
export function serverFor(caller: Caller, testing: Fixtures | null): () => Promise<McpServer> {
  return async () => {
    const { shop } = caller;
    const content = shop.content.current();
    const server = new McpServer(implementation(content, shop.environment.SITE_URL), {
      capabilities: {
        tools: {},
        resources: {},
        prompts: {},
        completions: {},
        extensions: { [UI_EXTENSION]: { mimeTypes: [CARDS_TYPE] } },
        ...testing?.testOptions.capabilities,
      },
      ...(testing ? { requestState: testing.testOptions.requestState } : {}),
      instructions: instructions(content),
      cacheHints: {
        'tools/list': publicFor(LIST_MS),
        'prompts/list': publicFor(LIST_MS),
        'resources/list': publicFor(LIST_MS),
        'resources/templates/list': publicFor(LIST_MS),
        'server/discover': publicFor(LIST_MS),
      },
    });
    const tools = offeredTools(await shopTools(shop));
    for (const tool of [...tools, askTool, checkoutLinkTool])
      server.registerTool(
        tool.name,
        {
          description: tool.description,
          annotations: { ...tool.annotations },
          inputSchema: wireSchema(tool.input, 'input'),
          outputSchema: wireSchema(tool.output, 'output'),
          ...(tool === checkoutLinkTool ? {} : { _meta: { ui: { resourceUri: CARDS_URI } } }),
        },
        (args) => call(caller, tool, args),
      );
    mountResources(server, shop);
    mountPrompts(server);
    testing?.mountFixtures(server);
    return server;
  };
}

/** Who the server is. */
export const implementation = ({ store }: Content, site: string) => ({
  name: new URL(site).hostname,
  title: store.name,
  version: SERVER_VERSION,
  websiteUrl: site,
  description: store.description,
});

const instructions = ({ store }: Content): string =>
  [
    `${store.name}: ${store.description}`,
    `Prices are in ${store.currency}, ${store.legal.taxIncluded ? 'tax included' : 'before sales tax'}. Say only what a tool answered; what is not in an answer is not stated.`,
    'Begin with search_products or ask_shop. change_cart answers with a “session”: give it with the next calls about the cart. To buy, hand the shopper the address of checkout_link: they see the cart, agree and pay in their own browser.',
    'my_points, my_offers, due_soon and order_status tell of an account once its owner has linked it (OAuth; /.well-known/oauth-protected-resource/mcp).',
    'Pages of the shop are resources under their own addresses, as Markdown.',
  ].join('\n');
