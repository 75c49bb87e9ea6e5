import type { APIRoute } from 'astro';
import { shopLook } from '#src/page-data/shop-look.ts';
import { shop } from '#src/shop.ts';

/** The style sheet of the shop's look and the files that it names: logo, icon, fonts. */
export const GET: APIRoute = async ({ params, url }) => {
  const { content, environment } = await shop();
  const { files } = await shopLook(environment.CONTENT_DIR, content.current());
  const file = files.get(params['file'] ?? '');
  if (!file) return new Response('No such file', { status: 404, headers: { 'cache-control': 'no-store' } });
  const headers = {
    'content-type': file.type,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cache-control':
      url.searchParams.get('v') === file.mark ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    etag: `"${file.mark}"`,
  };
  return new Response(file.body, { headers });
};
