import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openContent } from '#src/editorial/content.ts';
import { editorialTextOf, passagesOf } from '#src/editorial/passages.ts';
import { readEnvironment } from '#src/environment.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { indexPassages } from '#src/search/passages/index-passages.ts';
import type { Shop } from '#src/shop.ts';
import type { FreshDatabase } from './fresh-database.ts';

/** A shop over what a database sells, with these words (texts by their path in content), indexed and ready to be asked. */
export async function wordedShop(
  { db, engine, close }: FreshDatabase,
  words: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'worded-shop-'));
  for (const [path, text] of Object.entries(words)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const content = openContent(folder);
  await indexAttributes(db, 'all');
  await indexCatalogue(db, (slug) => editorialTextOf(content.current(), slug), { embedder: null });
  await indexPassages(db, content.current().version, () => passagesOf(content.current()));
  return {
    visitorKey: 'never shown',
    db,
    content,
    engine,
    payment: () => testProvider(db),
    environment: readEnvironment({ CONTENT_DIR: folder, ...variables }),
    close: async () => {
      content.close();
      await close();
    },
  };
}
