import type { APIRoute } from 'astro';

/** `ok` while the process answers at all, whatever its database does: for whoever would start it anew otherwise. */
export const GET: APIRoute = () =>
  new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
