import type { Database } from '#src/database/database.ts';
import type { Content, ContentStore } from '#src/editorial/content.ts';
import { editorialTextOf, passagesOf } from '#src/editorial/passages.ts';
import type { ShowStep } from '#src/log/step.ts';
import { indexAttributes } from './attributes/index-attributes.ts';
import { indexCatalogue, reindexProducts } from './index/index-catalogue.ts';
import { indexPassages } from './passages/index-passages.ts';

/**
 * Brings everything that search answers from up to date with the rows and the words: attributes before the words of
 * products, passages last. What has not changed costs a look.
 */
export async function indexShop(db: Database, content: ContentStore, step: ShowStep): Promise<void> {
  await step('Indexing the facts', (progress) => indexAttributes(db, 'all', progress));
  await step('Indexing the words', (progress) =>
    indexCatalogue(db, (slug) => editorialTextOf(content.current(), slug), {
      wordsHash: (slug) => content.current().productWords(slug)?.hash ?? '',
      progress,
    }),
  );
  await step('Indexing the guides', () =>
    indexPassages(db, content.current().version, () => passagesOf(content.current())),
  );
}

/** Takes up words that were edited: those of the products of these slugs, and every passage. */
export async function reindexWords(db: Database, content: Content, slugs: readonly string[]): Promise<void> {
  if (slugs.length) {
    const rows = await db.selectFrom('product').select('id').where('slug', 'in', slugs).execute();
    await reindexProducts(
      db,
      (slug) => editorialTextOf(content, slug),
      rows.map((row) => row.id),
    );
  }
  await indexPassages(db, content.version, () => passagesOf(content));
}
