import { sql } from 'kysely';
import type { APIRoute } from 'astro';
import { conversationHealth } from '#agents/shopping/run/warm-up.ts';
import { readySearch } from '#src/search/search.ts';
import { shop } from '#src/shop.ts';

/**
 * `ok` once the database answers and neither the first question nor the first turn of a conversation has anything to
 * wait for, for load balancers; then which model answers, for those who look.
 */
export const GET: APIRoute = async () => {
  const open = await shop();
  await sql`select 1`.execute(open.db);
  await readySearch(open.db);
  return new Response(`ok\nmodel: ${await conversationHealth(open, Date.now())}\n`, {
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
  });
};
