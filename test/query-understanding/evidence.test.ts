import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterText } from '#src/query/filter-text.ts';
import { emptyQuery, type SearchQuery } from '#src/query/search-query.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { flag, number, stock, words, type ProductRow } from '#test/search/shop-rows.ts';

const titled = (title: string, more: Partial<ProductRow> = {}): ProductRow => ({
  title,
  path: [],
  variants: [{ price: 2_000 }],
  ...more,
});
const coloured = (title: string, ...colours: readonly string[]): ProductRow => ({
  title,
  path: [],
  variants: colours.map((color) => ({ price: 2_000, options: { Color: color } })),
});

/** Lamps state colours, shirts seldom do; keyboards come with hubs, and hubs are sold. */
const SHOP: readonly ProductRow[] = [
  coloured('Desk lamp', 'Blue', 'Coffee'),
  coloured('Floor lamp', 'Blue', 'Black'),
  coloured('Wall lamp', 'White', 'Silver'),
  coloured('Bracelet', 'Blue', 'Gold'),
  ...['Ocean', 'Linen', 'Denim', 'Flannel'].map((name) => titled(`${name} blue shirt`)),
  coloured('Poplin shirt', 'Blue', 'Red'),
  ...['Rioja', 'Barolo', 'Merlot'].map((name) => titled(`${name} red wine`)),
  ...['Ruby', 'Pear'].map((name) =>
    titled(`${name} keyboard`, { attributes: [flag('usb_hub', 'usb hub', true)] }),
  ),
  ...['Four port', 'Slim'].map((name) => titled(`${name} usb hub`)),
  ...['Drip', 'Filter'].map((name) => titled(`${name} coffee maker`)),
  titled('Espresso coffee maker', {
    attributes: [words('material', 'material', 'steel'), number('cups', 'cups', 4, null)],
  }),
  titled('Rubber boot', { path: ['Boots'] }),
  titled('Winter boot', { path: ['Boots'] }),
  titled('Garden boot', { path: ['Outdoor'] }),
  titled('Waxed boot', { path: ['Outdoor'] }),
  ...['Oak', 'Pine'].map((name) => titled(`${name} armchair`, { path: ['Armchairs'] })),
  titled('Linen armchair cushion', { path: ['Soft things'] }),
  ...['Bread', 'Cake'].map((name) => titled(`${name} knife`, { path: ['Dining'] })),
  titled('Alba trainer', { brand: 'Alba' }),
  ...['Low', 'High', 'Mid'].map((name) => titled(`Nova alba ${name} trainer`, { brand: 'Nova alba' })),
  titled('Walnut dining table', { path: ['Tables'] }),
  titled('Round side table', { path: ['Tables', 'Side tables'] }),
  titled('Square side table', { path: ['Tables', 'Side tables'] }),
  titled('Folding side table', { path: ['Outdoor'] }),
];

let at: FreshDatabase;
let vocabulary: Vocabulary;
beforeAll(async () => {
  at = await freshPglite();
  await stock(at.db, SHOP);
  vocabulary = await readVocabulary(at.db);
});
afterAll(() => at.close());

const shown = (query: SearchQuery) => ({
  text: query.text,
  limits: query.filters.map((one) => filterText(one, 'en-US')),
  preferences: query.preferences.map((one) => filterText(one, 'en-US')),
});
const read = (question: string, about: SearchQuery | null = null) =>
  shown(parseQuestion(vocabulary, question, about));

describe('what a question names', () => {
  it('is a limit where most products of the kind state it', () => {
    expect(read('blue lamp')).toEqual({ text: 'lamp', limits: ['Blue'], preferences: [] });
  });

  it('is a preference, and stays in the words, where few do', () => {
    expect(read('blue shirt')).toEqual({ text: 'blue shirt', limits: [], preferences: ['Blue'] });
  });

  it.each(['only blue shirts', 'shirts, blue only', 'shirts, they must be blue', 'shirts, color blue'])(
    'is a limit where it is demanded: %s',
    (question) => {
      expect(read(question)).toMatchObject({ limits: ['Blue'], preferences: [] });
    },
  );

  it('is a limit where it is denied', () => {
    expect(read('shirt, not blue')).toMatchObject({ limits: ['Not blue'], preferences: [] });
  });

  it('is a preference among things that the catalogue does not know', () => {
    expect(read('blue kayak')).toEqual({ text: 'blue kayak', limits: [], preferences: ['Blue'] });
  });

  it('is no fact of other things where it is a thing that is sold', () => {
    expect(read('usb hub')).toEqual({ text: 'usb hub', limits: [], preferences: [] });
    expect(read('keyboard with usb hub')).toMatchObject({ text: 'keyboard', limits: ['usb hub'] });
  });

  it('is no colour where the colour’s name belongs to the word behind it', () => {
    expect(read('coffee maker')).toEqual({ text: 'coffee maker', limits: [], preferences: [] });
    expect(read('coffee lamp')).toMatchObject({ text: 'lamp', limits: ['Coffee'] });
    expect(read('chocolate lamp')).toMatchObject({ text: 'chocolate lamp', limits: [] });
  });

  it('is told by what was asked for before, where the question has no noun', () => {
    const lamps = { ...emptyQuery, text: 'lamp' };
    const shirts = { ...emptyQuery, text: 'shirt' };
    expect(read('the blue ones', lamps)).toMatchObject({ limits: ['Blue'] });
    expect(read('the blue ones', shirts)).toMatchObject({ preferences: ['Blue'] });
  });

  it('is a category only where the things that its noun calls stand in it', () => {
    expect(read('warm boots for the garden')).toMatchObject({ limits: [], preferences: ['Boots'] });
    expect(read('boots')).toMatchObject({ limits: ['Boots'] });
    expect(read('oak armchairs')).toMatchObject({ limits: ['Armchairs'] });
  });

  it('is a maker only where what its name stands in is its own', () => {
    expect(read('nova alba trainer')).toMatchObject({ limits: ['Nova alba'] });
    expect(read('alba trainer')).toMatchObject({ text: 'alba trainer', limits: [], preferences: [] });
  });

  it('is a category by its whole name, where that was said', () => {
    expect(read('a sturdy side table')).toMatchObject({ limits: [], preferences: ['Side tables'] });
  });

  it('is no category where it only says which kind of another thing is meant', () => {
    expect(read('armchair cushion')).toMatchObject({ text: 'armchair cushion', limits: [], preferences: [] });
    expect(read('walnut dining table')).toMatchObject({ text: 'walnut dining table', limits: [] });
    expect(read('everything for dining')).toMatchObject({ limits: [], preferences: [] });
  });
});

it('lets a maker’s name that is all that was said order what they make', async () => {
  const shop = await freshPglite();
  await stock(
    shop.db,
    ['Low', 'High'].map((name) => titled(`Nova ${name} trainer`, { brand: 'Nova' })),
  );
  const named = shown(parseQuestion(await readVocabulary(shop.db), 'nova'));
  expect(named).toEqual({ text: 'nova', limits: ['Nova'], preferences: [] });
  await shop.close();
});
