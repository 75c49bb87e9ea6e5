import { shopDay } from '#src/editorial/time-zone.ts';
import type { APIRoute } from 'astro';
import { feedState } from '#src/feeds/feed-shards.ts';
import { llmsFull } from '#src/feeds/llms.ts';
import { textStream } from '#src/http/stream.ts';
import { shop } from '#src/shop.ts';

export const GET: APIRoute = async () => {
  const { db, content, environment } = await shop();
  const words = content.current();
  const site = environment.SITE_URL;
  const now = new Date();
  const { mark } = await feedState(db, words, site);
  return new Response(textStream(llmsFull({ db, content: words, site, now })), {
    // The delivery days in it move with the calendar.
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      etag: `"${mark}-${shopDay(words.store, now)}"`,
    },
  });
};
