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

it('takes a sum of a story for no limit beside one, and a unit for the one attribute that is stated in it', async () => {
  const { db, close } = await freshPglite();
  const lamps = [200, 400, 900].map((hours, at) => ({
    title: `Lamp ${at}`,
    path: ['Lamps'],
    attributes: [
      number('reach', 'Reach', hours, 'km'),
      ...['Height', 'Width', 'Depth', 'Cord'].map((label) =>
        number(label.toLowerCase(), label, 30 + at, 'cm'),
      ),
    ],
    variants: [{ price: 2_000 + at }],
  }));
  await stock(db, lamps);
  const vocabulary = await readVocabulary(db);
  const limits = (text: string, key: string) =>
    parseQuestion(vocabulary, text).filters.filter((one) => one.key === key);
  expect(limits('160 bucks in the bin, I want lamps that cost no more than 140', 'price')).toMatchObject([
    { min: null, max: 14_000 },
  ]);
  expect(limits('lamp, my money is until 150 dollar', 'price')).toMatchObject([{ min: null, max: 15_000 }]);
  expect(limits('no clue about the size. 40 dollars tops', 'price')).toMatchObject([{ max: 4_000 }]);
  expect(limits('lamps, not over 80 each', 'price')).toMatchObject([{ max: 8_000 }]);
  expect(limits('a lamp, i have 450 not a cent more', 'price')).toMatchObject([{ min: null, max: 45_000 }]);
  expect(limits('a lamp, not spending more than 40', 'price')).toMatchObject([{ min: null, max: 4_000 }]);
  expect(limits('lamps that carry at least 300 km', 'reach')).toMatchObject([{ min: 300, unit: 'km' }]);
  await close();
});

it('finds a terabyte that is stated as 1000 or as 1024 gigabytes, and takes the plus of a model for no bound', async () => {
  const { db, close } = await freshPglite();
  await stock(
    db,
    [512, 1000, 1024, 2000].map((size) => ({
      title: `Drive ${size}`,
      path: ['Drives'],
      attributes: [number('storage', 'Storage', size, 'GB')],
      variants: [{ price: 900 + size }],
    })),
  );
  const vocabulary = await readVocabulary(db);
  const storage = (text: string) => {
    const found = parseQuestion(vocabulary, text).filters.find(({ key }) => key === 'storage');
    return [512, 1000, 1024, 2000].filter(
      (size) =>
        found?.kind === 'range' && size >= (found.min ?? -Infinity) && size <= (found.max ?? Infinity),
    );
  };
  expect(storage('drive with 1tb storage')).toEqual([1000, 1024]);
  expect(storage('drive with at least 1 TB storage')).toEqual([1000, 1024, 2000]);
  const prices = (text: string) =>
    parseQuestion(vocabulary, text).filters.filter(({ key }) => key === 'price');
  expect(prices('clear case for drive 14 plus')).toEqual([]);
  expect(prices('drive $14 plus')).toMatchObject([{ min: 1400 }]);
  await close();
});
