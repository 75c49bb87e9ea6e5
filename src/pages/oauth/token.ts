import type { APIRoute } from 'astro';
import { answerToken } from '#src/protocols/oauth/token-endpoint.ts';
import { shop } from '#src/shop.ts';

/** Where programs fetch tokens for an account that was linked with them. */
export const POST: APIRoute = async ({ request, locals }) => {
  const { db, environment } = await shop();
  return answerToken({ db, site: environment.SITE_URL }, request, locals.client.address, new Date());
};
