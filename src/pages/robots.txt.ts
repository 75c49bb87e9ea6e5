import type { APIRoute } from 'astro';
import { shop } from '#src/shop.ts';

export const GET: APIRoute = async () => {
  const { environment } = await shop();
  const lines = [
    'User-agent: *',
    'Disallow: /api/',
    'Disallow: /cart',
    'Disallow: /ask',
    'Disallow: /search',
    '',
    `Sitemap: ${new URL('/sitemap.xml', environment.SITE_URL).href}`,
    '',
  ];
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
