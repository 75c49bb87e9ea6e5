import type { APIRoute } from 'astro';
import { shop } from '#src/shop.ts';

/** The key by which IndexNow knows that the shop itself sends its changes; absent without one. */
export const GET: APIRoute = async () => {
  const key = (await shop()).environment.INDEXNOW_KEY;
  return key
    ? new Response(key, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
    : new Response('No key is set.\n', { status: 404 });
};
