import { sql } from 'kysely';
import type { APIRoute } from 'astro';
import { shop } from '#src/shop.ts';

/** `ok` as soon as the database answers; for load balancers. */
export const GET: APIRoute = async () => {
  const { db } = await shop();
  await sql`select 1`.execute(db);
  return new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
};
