import type { APIRoute } from 'astro';
import { categories } from '#src/catalog/category-store.ts';
import { llmsTxt } from '#src/feeds/llms.ts';
import { shop } from '#src/shop.ts';

export const GET: APIRoute = async () => {
  const { db, content, environment } = await shop();
  return new Response(llmsTxt(environment.SITE_URL, content.current(), await categories(db)), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
};
