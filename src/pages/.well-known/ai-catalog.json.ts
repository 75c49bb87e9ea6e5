import type { APIRoute } from 'astro';
import { aiCatalog } from '#src/protocols/discovery/ai-catalog.ts';
import { shop } from '#src/shop.ts';

/** The doors for agents, one by one. */
export const GET: APIRoute = async () =>
  Response.json(aiCatalog(await shop()), {
    headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
  });
