import type { APIRoute } from 'astro';
import { acpDiscovery } from '#src/protocols/acp/discovery.ts';
import { counterOf } from '#src/protocols/ucp/counter.ts';
import { shop } from '#src/shop.ts';

/** Where agents order over the Agentic Commerce Protocol. */
export const GET: APIRoute = async () =>
  Response.json(acpDiscovery(counterOf(await shop())), {
    headers: { 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' },
  });
