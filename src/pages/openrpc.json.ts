import type { APIRoute } from 'astro';
import { openRpcOfAgents } from '#src/protocols/discovery/openrpc.ts';
import { shop } from '#src/shop.ts';

/** What agents may call over JSON-RPC, for anybody to read. */
export const GET: APIRoute = async () =>
  Response.json(openRpcOfAgents(await shop()), { headers: { 'cache-control': 'public, max-age=300' } });
