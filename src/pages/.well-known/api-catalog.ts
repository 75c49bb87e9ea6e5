import type { APIRoute } from 'astro';
import { apiCatalog } from '#src/protocols/discovery/ai-catalog.ts';
import { shop } from '#src/shop.ts';

/** Where the shop's programming interfaces are described (RFC 9727). */
export const GET: APIRoute = async () =>
  new Response(JSON.stringify(apiCatalog((await shop()).environment.SITE_URL)), {
    headers: { 'content-type': 'application/linkset+json', 'cache-control': 'public, max-age=300' },
  });
