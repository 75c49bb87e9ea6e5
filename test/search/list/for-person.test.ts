import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { search } from '#src/search/search.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, words } from '../shop-rows.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  const made = (title: string, ...ages: string[]) => ({
    title,
    path: ['Pottery'],
    attributes: ages.length ? [words('age_group', 'Age group', ...ages)] : [],
    variants: [{ price: 2_000 }],
  });
  await stock(at.db, [
    made("Women's Apron"),
    made('Serving Bowl'),
    made("Men's Apron"),
    made('Painting Set', 'Kids'),
    made("Children's Apron"),
    ...['Jug', 'Plate', 'Dish', 'Vase'].map((one) => made(one)),
  ]);
});
afterAll(() => at?.close());

const titles = async (question: string) => {
  const query = parseQuestion(await readVocabulary(at.db), question);
  const { hits } = await search(at.db, query, { page: 1, perPage: 24, currency: 'USD', locale: 'en-US' });
  return hits.map(({ product }) => product.title);
};

it('lists everything for a person, what is for such people first and what is for others last', async () => {
  const found = await titles('gift for dad');
  expect(found).toHaveLength(9);
  expect(found[0]).toBe("Men's Apron");
  expect(found.slice(-2).toSorted()).toEqual(["Children's Apron", "Women's Apron"]);
});

it('knows what is for children by names and by what is stated', async () => {
  expect((await titles('something for my daughter')).slice(0, 2).toSorted()).toEqual([
    "Children's Apron",
    'Painting Set',
  ]);
});

it('orders what was asked for by whom it suits', async () => {
  expect((await titles('apron for my wife'))[0]).toBe("Women's Apron");
});

it('fills a page for a present that no word finds', async () => {
  expect(await titles('birthday present')).toHaveLength(9);
  expect(await titles('present ribbon')).toHaveLength(0);
});

it('takes the age of a child for whom it is for, and no number of anything', async () => {
  for (const question of ['apron for my 9 year old', 'apron for a 6-year-old', 'apron for 8 year olds'])
    expect((await titles(question))[0]).toBe("Children's Apron");
  const { text, recipient } = parseQuestion(await readVocabulary(at.db), 'bowl for a 30 year old');
  expect({ text, recipient }).toEqual({ text: 'bowl for a 30 year old', recipient: null });
});
