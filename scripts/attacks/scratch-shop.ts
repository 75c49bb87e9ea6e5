import { testProvider } from '#src/orders/payment/test-provider.ts';
import { openContent } from '#src/editorial/content.ts';
import { environment } from '#src/environment.ts';
import { prepareShop } from '#src/prepare-shop.ts';
import type { Shop } from '#src/shop.ts';
import { openScratchDatabase } from '../judged/scratch-database.ts';
import { showStep } from '../progress.ts';

/** The demonstration shop in a database of its own that is removed after, to be attacked and broken. */
export async function openScratchShop(): Promise<Shop> {
  const { db, engine, close } = await openScratchDatabase(undefined);
  const settings = environment();
  const content = openContent(settings.CONTENT_DIR);
  const shop: Shop = {
    visitorKey: 'never shown',
    environment: { ...settings, LLM_PROVIDER: 'offline' },
    db,
    engine,
    content,
    payment: () => testProvider(db),
    close: async () => {
      content.close();
      await close();
    },
  };
  await prepareShop(shop, showStep);
  return shop;
}
