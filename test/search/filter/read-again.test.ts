import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { unmatchedLead } from '#src/search/result.ts';
import { search } from '#src/search/search.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, words } from '../shop-rows.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  const colours = ['Turquoise', 'Turquoise', 'Black'];
  await stock(
    at.db,
    [8000, 10000, 15000, 20000, 25000, 30000].map((price, n) => ({
      title: `Garden lantern ${n}`,
      path: ['Lanterns'],
      variants: [
        {
          options: { Colour: colours[n % 3] ?? '' },
          attributes: [words('color', 'Colour', colours[n % 3] ?? '')],
          price,
        },
      ],
    })),
  );
});
afterAll(() => at?.close());

const ask = async (question: string) =>
  search(at.db, parseQuestion(await readVocabulary(at.db), question), {
    page: 1,
    perPage: 10,
    currency: 'USD',
    locale: 'en-US',
  });
const said = async (question: string) => {
  const { unmatched, total } = await ask(question);
  return unmatchedLead(unmatched, total > 0, 'en-US');
};

it('reads a comparison that is misspelt', async () => {
  const { query, hits } = await ask('lanterns undr 110');
  expect(query.filters.some(({ key }) => key === 'price')).toBe(true);
  expect(hits.map(({ variant }) => variant.price.minor).toSorted()).toEqual([10000, 8000]);
});

it('reads words again that it has spelt right', async () => {
  const { query, correctedText } = await ask('turqoise lanterns');
  const read = [...query.filters, ...query.preferences];
  expect(correctedText).toContain('turquoise');
  expect(read.map(({ key }) => key).some((key) => /^colou?r$/.test(key))).toBe(true);
});

it('says which words neither limit nor rank', async () => {
  expect(await said('garden lantern flurb')).toBe('No product here mentions “flurb”. These are the closest.');
  expect(await said('garden lantern that lasts under 100 flurbs')).toContain('“under 100” was not used.');
  expect(await said('garden lantern')).toBe('');
  expect(await said('do you have a lantern for me please')).toBe('');
});
