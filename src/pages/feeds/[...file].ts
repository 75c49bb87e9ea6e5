import type { APIRoute } from 'astro';
import { acpMetadata } from '#src/feeds/acp-feed.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { feedFile, feedIndex } from '#src/feeds/feed-files.ts';
import { feedShop } from '#src/feeds/feed-products.ts';
import { feedState } from '#src/feeds/feed-shards.ts';
import { gzipStream, textStream } from '#src/http/stream.ts';
import { shop } from '#src/shop.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };

/** The product feeds, each written while it is sent; one tag for as long as no fact or word changes. */
export const GET: APIRoute = async ({ params }) => {
  const { db, content, environment } = await shop();
  const words = content.current();
  const site = environment.SITE_URL;
  const now = new Date();
  const file = params['file'] ?? '';
  if (file === 'index.json' || file === 'acp/metadata.json') {
    const state = await feedState(db, words, site);
    const told =
      file === 'index.json'
        ? await feedIndex(db, site, state)
        : acpMetadata(feedShop(site, words, now), state);
    return new Response(JSON.stringify(told, null, 2), { headers: json });
  }
  const feed = await feedFile(db, words, site, file, now);
  if (!feed) return new Response('No such feed; /feeds/index.json lists them.\n', { status: 404 });
  // Bundles begin and end with days of the shop, which change no fact.
  const day = words.bundles.length > 0 ? shopDay(words.store, now) : '';
  const { mark, changed } = await feedState(db, words, site);
  const headers = {
    'content-type': feed.type,
    etag: `"${mark}-${day}-${file}"`,
    ...(changed ? { 'last-modified': changed.toUTCString() } : {}),
  };
  return new Response(feed.packed ? gzipStream(feed.pieces) : textStream(feed.pieces), { headers });
};
