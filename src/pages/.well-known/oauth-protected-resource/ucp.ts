import type { APIRoute } from 'astro';
import { protectedResource, sendMetadata } from '#src/protocols/oauth/metadata.ts';
import { shop } from '#src/shop.ts';

/** Who makes tokens for /ucp (RFC 9728). */
export const GET: APIRoute = async () =>
  sendMetadata(protectedResource((await shop()).environment.SITE_URL, '/ucp'));
