import { afterAll, beforeAll, expect, it } from 'vitest';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { pared } from '#src/conversations/pared.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Filter } from '#src/query/search-query.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  const made = (title: string, description: string, isHanging = false) =>
    insertProduct(at.db, {
      slug: title.toLowerCase().replaceAll(' ', '-'),
      title,
      description,
      categoryPath: ['Shades and Lamps'],
      attributes: [{ key: 'hanging', label: 'Hanging', kind: 'flag', value: isHanging }],
      variants: [{ sku: title, price: 1_000, stock: 1 }],
    });
  await made('Reed Lamp', 'A warm light for a porch.', true);
  await made('Brass Lamp', 'A cold light for a porch.', true);
  await made('Iron Lamp', 'For a cellar.');
  await made('Reed Shade', 'A warm light for a porch.', true);
  await indexAttributes(at.db, 'all');
});
afterAll(() => at?.close());

async function kept(text: string, preferences: readonly Filter[] = []) {
  const products = await productsBySlug(at.db, ['reed-lamp', 'brass-lamp', 'iron-lamp', 'reed-shade']);
  const { keys } = await readVocabulary(at.db);
  const hits = products.map((product) => ({ product }));
  return pared(hits, { text, preferences, keys, locale: 'en-US' }).map(({ product }) => product.title);
}

it('leaves out what is not called what the first is called', async () => {
  expect(await kept('lamps')).toEqual(['Reed Lamp', 'Brass Lamp', 'Iron Lamp']);
});

it('leaves out what does not hold a word that the first speaks of, or bears in its name', async () => {
  expect(await kept('lamp for the porch')).toEqual(['Reed Lamp', 'Brass Lamp']);
  expect(await kept('reed')).toEqual(['Reed Lamp', 'Reed Shade']);
});

it('leaves out what lacks what was preferred and the first has', async () => {
  const hanging = { kind: 'flag', key: 'hanging', label: 'Hanging', value: true } as const;
  expect(await kept('', [hanging])).toEqual(['Reed Lamp', 'Brass Lamp', 'Reed Shade']);
  expect(await kept('', [{ ...hanging, value: false }])).toHaveLength(4);
});
