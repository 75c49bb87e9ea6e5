import { sql } from 'kysely';
import type { APIRoute } from 'astro';
import { modelHealth } from '#agents/shopping/model/health.ts';
import { warmConversation } from '#agents/shopping/run/warm-up.ts';
import { shop } from '#src/shop.ts';

/** `ok` once the database answers and the first turn of a conversation has nothing to wait for, for load balancers; then which model answers, for those who look. */
export const GET: APIRoute = async () => {
  const open = await shop();
  await sql`select 1`.execute(open.db);
  await warmConversation(open);
  return new Response(`ok\nmodel: ${modelHealth(open.environment, Date.now())}\n`, {
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
  });
};
