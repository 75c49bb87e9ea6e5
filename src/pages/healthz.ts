import { sql } from 'kysely';
import type { APIRoute } from 'astro';
import { modelHealth } from '#agents/shopping/model-health.ts';
import { shop } from '#src/shop.ts';

/** `ok` as soon as the database answers, for load balancers; then which model answers, for those who look. */
export const GET: APIRoute = async () => {
  const { db, environment } = await shop();
  await sql`select 1`.execute(db);
  return new Response(`ok\nmodel: ${modelHealth(environment, Date.now())}\n`, {
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
  });
};
