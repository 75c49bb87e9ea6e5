import { afterAll, beforeAll, expect, it } from 'vitest';
import { codedProducts, namedBeside } from '#agents/shopping/understand/coded-products.ts';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

let at: FreshDatabase;
let vocabulary: Vocabulary;
beforeAll(async () => {
  at = await freshPglite();
  const titles = ['Bolt Kettle KT-88QW01B White', 'Bolt Toaster TS40RX2 Black', 'Bolt Kettle 1500ml Steel'];
  for (const [place, title] of titles.entries())
    await insertProduct(at.db, {
      slug: `ware-${place}`,
      title,
      categoryPath: ['Kitchen'],
      variants: [{ sku: `S${place}`, price: 1_000, stock: 1 }],
    });
  await indexAttributes(at.db, 'all');
  vocabulary = await readVocabulary(at.db);
});
afterAll(() => at?.close());

it.each([
  ['is the TS40RX2 still there?', ['Bolt Toaster TS40RX2 Black']],
  ['one kt-88qw01b into the cart', ['Bolt Kettle KT-88QW01B White']],
  ['a kettle of 1500ml', []],
  ['order SH0000X', []],
])('finds what %j names by its code', async (text, titles) => {
  expect((await codedProducts(at.db, vocabulary, text)).map(({ title }) => title)).toEqual(titles);
});

it('takes no piece of a code for another name', async () => {
  const [toaster, kettle] = await productsBySlug(at.db, ['ware-1', 'ware-0']);
  if (!toaster || !kettle) throw new Error('the wares are gone');
  expect(namedBeside(kettle, 'the TS40RX2', [toaster])).toBe(true);
  expect(namedBeside(toaster, 'the TS40RX2', [toaster])).toBe(false);
});
