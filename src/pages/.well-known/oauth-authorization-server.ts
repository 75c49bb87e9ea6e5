import type { APIRoute } from 'astro';
import { authorizationServer, sendMetadata } from '#src/protocols/oauth/metadata.ts';
import { shop } from '#src/shop.ts';

/** How a program is linked with an account (RFC 8414). */
export const GET: APIRoute = async () =>
  sendMetadata(authorizationServer((await shop()).environment.SITE_URL));
