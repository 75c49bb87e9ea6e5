import type { APIRoute } from 'astro';
import { serverCard } from '#src/protocols/discovery/server-card.ts';
import { shop } from '#src/shop.ts';

/** The card of the MCP endpoint, where its protocol recommends it to stand. */
export const GET: APIRoute = async () =>
  new Response(JSON.stringify(serverCard(await shop())), {
    headers: {
      'content-type': 'application/mcp-server-card+json',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    },
  });
