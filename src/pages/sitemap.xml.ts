import type { APIRoute } from 'astro';
import { sitemapIndex } from '#src/feeds/sitemap.ts';
import { shop } from '#src/shop.ts';

export const GET: APIRoute = async () => {
  const { db, content, environment } = await shop();
  return new Response(await sitemapIndex(db, content.current(), environment.SITE_URL, new Date()), {
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  });
};
