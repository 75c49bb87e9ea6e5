import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { toolOf } from '../ucp/answer-json-rpc.ts';
import { OPERATIONS } from '../ucp/operations.ts';
import { baseOf, CURRENT } from '../ucp/releases.ts';

/** OpenRPC 1.3 of what the newest release of UCP answers over JSON-RPC; parameters by the schemas that read them. */
export function openRpcOfAgents({ environment: { SITE_URL: site }, content }: Shop) {
  const { store } = content.current();
  return {
    openrpc: '1.3.2',
    info: {
      title: `${store.name}: catalogue, carts, checkouts and orders`,
      version: CURRENT,
      description:
        'The Universal Commerce Protocol over JSON-RPC. A method is a tool, and may be called as one.',
    },
    servers: [{ name: store.name, url: absolute(site, `${baseOf(CURRENT)}/mcp`) }],
    methods: OPERATIONS.filter(({ since }) => since <= CURRENT)
      .map(toolOf)
      .map(({ name, description, inputSchema: { properties, required } }) => ({
        name,
        description,
        paramStructure: 'by-name',
        params: Object.entries(properties).map(([key, schema]) => ({
          name: key,
          required: required.includes(key),
          schema,
        })),
        result: {
          name: 'answer',
          schema: {
            type: 'object',
            required: ['structuredContent', 'content'],
            properties: { structuredContent: { type: 'object' }, content: { type: 'array' } },
          },
        },
      })),
  };
}
