import type { APIRoute } from 'astro';
import { pagesSitemap, productsSitemap } from '#src/feeds/sitemap.ts';
import { shop } from '#src/shop.ts';

export const GET: APIRoute = async ({ params }) => {
  const { db, content, environment } = await shop();
  const shard = /^products-(\d{1,6})$/.exec(params['file'] ?? '')?.[1];
  const xml =
    params['file'] === 'pages'
      ? await pagesSitemap(db, content.current(), environment.SITE_URL, new Date())
      : shard && (await productsSitemap(db, content.current(), environment.SITE_URL, Number(shard)));
  if (!xml) return new Response('No such sitemap', { status: 404 });
  return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
};
