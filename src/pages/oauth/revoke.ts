import type { APIRoute } from 'astro';
import { answerRevoke } from '#src/protocols/oauth/token-endpoint.ts';
import { shop } from '#src/shop.ts';

/** Where programs give a token back. */
export const POST: APIRoute = async ({ request, locals }) =>
  answerRevoke((await shop()).db, request, locals.client.address, new Date());
