import type { APIRoute } from 'astro';
import { suggest } from '#src/search/suggest.ts';
import { shop } from '#src/shop.ts';

const LONGEST = 100;

/** Suggestions for what has been typed so far, as a JSON list. */
export const GET: APIRoute = async ({ url }) => {
  const { db, content } = await shop();
  const prefix = (url.searchParams.get('q') ?? '').slice(0, LONGEST);
  return Response.json(await suggest(db, content.current(), prefix), {
    headers: { 'cache-control': 'max-age=60' },
  });
};
