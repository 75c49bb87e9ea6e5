import type { APIRoute } from 'astro';
import { robotsTxt } from '#src/feeds/robots.ts';
import { shop } from '#src/shop.ts';

export const GET: APIRoute = async () => {
  const { content, environment } = await shop();
  return new Response(robotsTxt(environment.SITE_URL, content.current().store.crawlers), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
