import type { APIRoute } from 'astro';
import { openApiOfAgents } from '#src/protocols/discovery/openapi.ts';
import { shop } from '#src/shop.ts';

/** What programs may ask in plain words, for anybody to read. */
export const GET: APIRoute = async () =>
  new Response(JSON.stringify(openApiOfAgents(await shop())), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
