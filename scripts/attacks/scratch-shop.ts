import { importHouseFeed } from '#src/catalog/import/house-feed.ts';
import { openContent } from '#src/editorial/content.ts';
import { editorialTextOf, passagesOf } from '#src/editorial/passages.ts';
import { environment, type Environment } from '#src/environment.ts';
import { indexCatalogue } from '#src/search/index-catalogue.ts';
import { indexFacts } from '#src/search/index-facts.ts';
import { indexPassages } from '#src/search/passages.ts';
import type { Shop } from '#src/shop.ts';
import { openScratchDatabase } from '../judged/scratch-database.ts';

/** The demonstration shop in a database of its own that is removed after, to be attacked and broken. */
export async function openScratchShop(): Promise<Shop> {
  const { db, engine, close } = await openScratchDatabase(undefined);
  const settings: Environment = { ...environment(), LLM_PROVIDER: 'house' };
  const content = openContent(settings.CONTENT_DIR);
  const { demonstration, currency } = content.current().store;
  await importHouseFeed(db, settings.CONTENT_DIR, demonstration, { currency, now: new Date() });
  await indexFacts(db, 'all');
  await indexCatalogue(db, (slug) => editorialTextOf(content.current(), slug), { embedder: null });
  await indexPassages(db, passagesOf(content.current()));
  return {
    environment: settings,
    db,
    engine,
    content,
    close: async () => {
      content.close();
      await close();
    },
  };
}
