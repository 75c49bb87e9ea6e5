import { changesOf } from '#src/database/changes.ts';
import type { Database } from '#src/database/database.ts';
import type { Content, ContentStore } from '#src/editorial/content.ts';
import { configuredEmbedder } from '#src/embeddings/configured.ts';
import { editorialTextOf, passagesOf } from '#src/editorial/passages.ts';
import type { ShowStep } from '#src/log/step.ts';
import { indexAttributes } from './attributes/index-attributes.ts';
import { indexCatalogue, indexSettings, reindexProducts } from './index/index-catalogue.ts';
import { indexPassages } from './passages/index-passages.ts';

/**
 * Brings everything that search answers from up to date with the rows and the words: attributes before the words of
 * products, passages last. What has not changed costs a look. Answers the count of the catalogue's changes that all of
 * it holds; null where somebody was changing it, or indexing it, meanwhile.
 */
export async function indexShop(db: Database, content: ContentStore, step: ShowStep): Promise<number | null> {
  await step('Indexing the facts', (progress) => indexAttributes(db, 'all', progress));
  const { catalogue, isSettled } = await changesOf(db); // before a row is read, so that what changes meanwhile counts
  const index = await step('Indexing the words', (progress) =>
    indexCatalogue(db, (slug) => editorialTextOf(content.current(), slug), {
      wordsHash: (slug) => content.current().productWords(slug)?.hash ?? '',
      progress,
    }),
  );
  await step('Indexing the guides', () =>
    indexPassages(db, content.current().version, () => passagesOf(content.current())),
  );
  return isSettled && index.rebuilt !== 'busy' ? catalogue : null;
}

/** What decides, besides rows and words, what an index made now would hold; as `search_index.settings` has it. */
export const settingsOfIndex = (): string => indexSettings(configuredEmbedder());

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
