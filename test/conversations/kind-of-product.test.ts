import { afterAll, beforeAll, expect, it } from 'vitest';
import { productBySlug } from '#src/catalog/product-store.ts';
import { kindOfProduct } from '#src/conversations/kind-of-product.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  const made = (slug: string, title: string, category: readonly string[]) =>
    insertProduct(at.db, {
      slug,
      title,
      categoryPath: category,
      variants: [{ sku: slug, price: 1_000, stock: 1 }],
    });
  await made('oboe', 'Student Oboe', ['Wind', 'Oboes']);
  await made('grand-oboe', 'Grand Oboe', ['Wind', 'Oboes']);
  await made('flute', 'Silver Flute', ['Wind', 'Flutes']);
  await made('snare', 'Snare Drum', ['All']);
  await made('bass', 'Bass Drum', ['All']);
  for (const one of ['Reed', 'Stand', 'Mute', 'Strap']) await made(one.toLowerCase(), one, ['All']);
  await indexAttributes(at.db, 'all');
});
afterAll(() => at?.close());

const kindOf = async (slug: string) => {
  const product = await productBySlug(at.db, slug);
  return product && kindOfProduct(product, await readVocabulary(at.db));
};

it('is the innermost category that holds two', async () => {
  expect(await kindOf('oboe')).toEqual({ category: 'wind/oboes' });
  expect(await kindOf('flute')).toEqual({ category: 'wind' });
});

it('is the noun that names share, where the category holds most of the shop', async () => {
  expect(await kindOf('snare')).toEqual({ noun: 'drum' });
  expect(await kindOf('reed')).toEqual({ category: 'all' });
});
