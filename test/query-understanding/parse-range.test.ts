import { expect, it } from 'vitest';
import type { Attribute } from '#src/catalog/product.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { freshPglite } from '#test/doubles/fresh-database.ts';
import { flag, number, stock, words } from '#test/search/shop-rows.ts';

it('measures what is named before a number, though something else is called by number and unit', async () => {
  const { db, close } = await freshPglite();
  const attributes: readonly Attribute[] = [
    number('data_network', 'data network', 3, 'g'),
    ...['GPRS', 'EDGE', 'UMTS'].map((value) => words('data_network', 'data network', value)),
    flag('3g', '3g', true),
    flag('3g', '3g', false),
  ];
  const phones = attributes.map((one, at) => ({
    title: `Phone ${at}`,
    path: ['Phones'],
    attributes: [one],
    variants: [{ price: 100 }],
  }));
  await stock(db, phones);
  const vocabulary = await readVocabulary(db);
  const filters = (text: string) => parseQuestion(vocabulary, text).filters;
  expect(filters('data network up to 3 G')).toMatchObject([{ kind: 'range', key: 'data_network', max: 3 }]);
  expect(filters('phone with 3G')).toMatchObject([
    { key: 'category' },
    { kind: 'flag', key: '3g', value: true },
  ]);
  await close();
});
