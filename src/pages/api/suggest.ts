import type { APIRoute } from 'astro';
import { askerOf } from '#src/customers/asker.ts';
import { mayLook, WAIT_S } from '#src/http/local-limits.ts';
import { problem } from '#src/http/problem.ts';
import { shownSuggestions } from '#src/page-data/shown-suggestions.ts';
import { suggest } from '#src/search/suggest.ts';
import { shop } from '#src/shop.ts';

const LONGEST = 100;

/** Suggestions for what has been typed so far, as a JSON list; products with picture and price. */
export const GET: APIRoute = async ({ url, locals }) => {
  const { db, content } = await shop();
  if (!mayLook('suggestions', await askerOf(db, locals), performance.now()))
    return problem(
      429,
      'A moment, please',
      `There were many searches from here at once. Wait ${WAIT_S} seconds.`,
      {
        'retry-after': String(WAIT_S),
      },
    );
  const prefix = (url.searchParams.get('q') ?? '').slice(0, LONGEST);
  const words = content.current();
  const found = await suggest(db, words, prefix);
  return Response.json(await shownSuggestions(db, words.store.locale, found), {
    headers: { 'cache-control': 'max-age=60' },
  });
};
