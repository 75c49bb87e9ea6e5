import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { number, stock, words } from '#test/search/shop-rows.ts';

let boots: FreshDatabase;
let shelves: FreshDatabase;
let ofBoots: Vocabulary;
let ofShelves: Vocabulary;
beforeAll(async () => {
  boots = await freshPglite();
  await stock(
    boots.db,
    ['Black', 'Silver', 'White'].map((colour, at) => ({
      title: `Boot ${at}`,
      path: ['Boots'],
      variants: [
        {
          options: { Colour: colour, Width: at ? 'Wide' : 'Regular' },
          attributes: [words('color', 'Colour', colour), words('width', 'Width', at ? 'Wide' : 'Regular')],
          price: 9000 + at,
        },
      ],
    })),
  );
  shelves = await freshPglite();
  await stock(
    shelves.db,
    [600, 900, 1200, 1500].map((width) => ({
      title: `Shelf ${width}`,
      path: ['Shelves'],
      attributes: [
        number('width', 'Width', width, 'mm'),
        number('bracket_width', 'Bracket width', 20, 'mm'),
        words('color', 'Colour', width > 900 ? 'Black' : 'Oak'),
      ],
      variants: [{ price: 9000 + width }],
    })),
  );
  ofBoots = await readVocabulary(boots.db);
  ofShelves = await readVocabulary(shelves.db);
});
afterAll(async () => {
  await boots?.close();
  await shelves?.close();
});

const ranges = (vocabulary: Vocabulary, text: string) =>
  parseQuestion(vocabulary, text).filters.flatMap((one) =>
    one.kind === 'range' ? [`${one.key} ${one.min ?? ''}..${one.max ?? ''}`] : [],
  );

it.each([
  ['under 100 in black', 'price ..10000'],
  ['boots below 90 in wide', 'price ..9000'],
  ['less than 120 in a wide fit', 'price ..12000'],
  ['boots under 500 in silver', 'price ..50000'],
  ['boots for my wife, not more 90', 'price ..9000'],
  ['under 100 waterproof boots', 'price ..10000'],
  ['boots 80-120', 'price 8000..12000'],
  ['boots under 100 rupees', 'price ..10000'],
  ['boots under 500k', 'price ..50000000'],
  ['boots less than 1.4 million', 'price ..140000000'],
  ['boots below 2 lakh', 'price ..20000000'],
  ['boots between 20k and 30k', 'price 2000000..3000000'],
  ['boots under Rs 100', 'price ..10000'],
  ['boots for less than 120 dollars', 'price ..12000'],
])('reads a price out of "%s"', (text, expected) => {
  expect(ranges(ofBoots, text)).toEqual([expected]);
});

it.each([
  'boots that last under 100 washes',
  'part 129-1048',
  '1/4-20 nuts',
  '3/4 boots',
  '2 in 1 boots',
  '9 in black',
  'boots for a 5k',
])('reads no price out of "%s"', (text) => {
  expect(ranges(ofBoots, text)).toEqual([]);
});

it.each([
  ['shelf under 40 in wide', 'width ..1016'],
  ['shelf under 40" wide', 'width ..1016'],
  ['width under 40 in', 'width ..1016'],
  ['shelf under 40 inch width', 'width ..1016'],
  ['47 1/4 in wide shelf', 'width 1194..1206'],
])('reads inches out of "%s"', (text, expected) => {
  const said = ranges(ofShelves, text);
  expect(said.map((one) => one.replace(/\d+\.\d+/g, (exact) => String(Math.round(Number(exact)))))).toEqual([
    expected,
  ]);
});

it('takes a thing for no measure because a measure is called after it', () => {
  expect(ranges(ofShelves, 'bracket under 15')).toEqual(ranges(ofShelves, 'under $15'));
  expect(ranges(ofShelves, 'bracket under 15 mm')).not.toEqual(ranges(ofShelves, 'under $15'));
});

it('reads a price in every name of the currency of the shop', () => {
  const ofRupees = { ...ofBoots, currency: 'INR' };
  for (const money of ['100 rupees', '₹100', 'rs. 100', '100 INR'])
    expect(parseQuestion(ofRupees, `boots under ${money}`).filters, money).toContainEqual(
      expect.objectContaining({ key: 'price', unit: 'INR', max: 10000 }),
    );
});

it('reads no width out of a choice that things come in', async () => {
  const both = await freshPglite();
  await stock(both.db, [
    {
      title: 'Mat',
      path: ['Mats'],
      attributes: [number('width', 'Width', 60, 'cm')],
      variants: [{ price: 9003 }],
    },
    {
      title: 'Boot',
      path: ['Boots'],
      variants: ['Regular', 'Wide'].map((width, at) => ({
        options: { Fit: width },
        attributes: [words('fit', 'Fit', width)],
        price: 9000 + at,
      })),
    },
  ]);
  const vocabulary = await readVocabulary(both.db);
  await both.close();
  expect(ranges(vocabulary, 'boots men 10 wide')).toEqual([]);
  expect(ranges(vocabulary, 'mats 60 cm wide')).toHaveLength(1);
});
