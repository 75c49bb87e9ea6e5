import type { APIRoute } from 'astro';
import { categories } from '#src/catalog/category-store.ts';
import { cachedUseCases } from '#src/page-data/cached-use-cases.ts';
import { llmsTxt } from '#src/feeds/llms.ts';
import { shop } from '#src/shop.ts';

export const GET: APIRoute = async () => {
  const { db, content, environment } = await shop();
  const words = content.current();
  const [shelves, uses] = await Promise.all([categories(db), cachedUseCases(db, words)]);
  return new Response(llmsTxt(environment.SITE_URL, words, shelves, [...uses.values()]), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
};
