import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedProducts } from '#src/conversations/named-products.ts';
import type { Database } from '#src/database/database.ts';
import { freshPglite } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await freshPglite());
  const titles = [
    'Marsh',
    'Marsh Trail',
    'Hawk One GPS Watch',
    'Hawk Two GPS Watch',
    'Hawk Atlas GPS Watch',
    'Half 45 Gel',
    'Big Red Can',
    'Wren 5x5 Frame',
    'Minute Mints',
    'flit.',
    'CLINK! Cellar',
    'Orrin Lime Plaster (Fine) 25 kg Sack',
    'Bayle Lime Plaster',
  ];
  for (const title of titles)
    await insertProduct(db, {
      slug: title.toLowerCase().replaceAll(' ', '-'),
      title,
      categoryPath: ['Things'],
      variants: [{ sku: title.replaceAll(' ', ''), price: 1_000, stock: 1 }],
    });
});
afterAll(() => close());

const named = async (text: string) =>
  (
    await namedProducts(db, text, {
      ordinary: new Set(['half', 'one', 'two', 'lime', 'plaster', 'orrin', 'bayle']),
      makers: new Set(['orrin', 'bayle']),
    })
  ).map(({ title }) => title);

describe('the products that words name', () => {
  it.each([
    ['is the Marsh good for flat feet?', ['Marsh']],
    ['is the marsh trail waterproof?', ['Marsh Trail']],
    ['which is better, the Marsh or the Marsh Trail?', ['Marsh', 'Marsh Trail']],
    ['compare Hawk One and Hawk Two', ['Hawk One GPS Watch', 'Hawk Two GPS Watch']],
    ['compare hawk two and hawk one gps watch', ['Hawk Two GPS Watch', 'Hawk One GPS Watch']],
    ['a half 45 gel please', ['Half 45 Gel']],
    ['I have been clicking for 20 minutes', []],
    ['compare the big red can and the wren 5X5 frame', ['Big Red Can', 'Wren 5x5 Frame']],
    ['shoes for a half marathon', []],
    ['add the big red can', ['Big Red Can']],
    ['something big for the garden', []],
    ['what is flit. about?', ['flit.']],
    ['put flit and clink! cellar side by side', ['flit.', 'CLINK! Cellar']],
    [
      'compare Orrin Lime Plaster with Bayle Lime Plaster',
      ['Orrin Lime Plaster (Fine) 25 kg Sack', 'Bayle Lime Plaster'],
    ],
    ['lime plaster', []],
    ['', []],
  ])('%j names %j', async (text, titles) => {
    expect(await named(text)).toEqual(titles);
  });

  it('are all of a first name that several share and nothing tells apart', async () => {
    expect((await named('tell me about the hawk')).toSorted()).toEqual([
      'Hawk Atlas GPS Watch',
      'Hawk One GPS Watch',
      'Hawk Two GPS Watch',
    ]);
  });
});
