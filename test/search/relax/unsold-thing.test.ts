import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { leadOf, unmatchedLead } from '#src/search/result.ts';
import { search } from '#src/search/search.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock } from '../shop-rows.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  const made = (title: string, price = 4_000) => ({ title, path: ['Workshop'], variants: [{ price }] });
  await stock(at.db, [
    made('Ash Bench Lamp'),
    made('Bench Lamp, brass'),
    made('Folding Saw'),
    made('Pruning Saw', 900),
    made('Oak Stool'),
    made('Red Oak Stool', 12_000),
    made('Red Tin', 500),
    made('Screw Driver Set'),
    made('Steel Ladder'),
    made('Alu Ladder'),
    made('Ladder Rubber', 400),
  ]);
});
afterAll(() => at?.close());

const asked = async (question: string) =>
  search(at.db, parseQuestion(await readVocabulary(at.db), question), {
    page: 1,
    perPage: 10,
    currency: 'USD',
    locale: 'en-US',
  });
const told = async (question: string) => {
  const { unmatched, total } = await asked(question);
  return unmatchedLead(unmatched, total > 0, 'en-US');
};

it('says that only other things have the word in their names', async () => {
  expect(await told('bench')).toBe(
    'Only other things here have “bench” in their names. These are the closest.',
  );
  expect(await told('bench lamp')).toBe('');
});

it('says that nothing called so mentions which kind is asked for', async () => {
  expect(await told('looking for a brass saw')).toBe(
    'No product here called “saw” mentions “brass”. These are the closest.',
  );
  expect(await told('folding saw')).toBe('');
});

it('finds a thing that names write as two words', async () => {
  expect(await told('screwdriver')).toBe('');
});

it('lists nothing by its price alone where no product mentions the thing', async () => {
  const { total, nearMisses } = await asked('treadmill under $500');
  expect(total).toBe(0);
  expect(nearMisses).toEqual([]);
});

it('takes what merely shares a word for no answer, and says which limit has to go', async () => {
  const answer = await asked('red oak stool under $10');
  expect(answer.total).toBe(0);
  expect(answer.nearMisses[0]?.product.title).toBe('Red Oak Stool');
  const without = await asked('red oak stool');
  expect(answer.givesWay.map(({ total }) => total)).toEqual([without.total]);
  expect(leadOf(answer, 'in the shop', 'en-US')).toContain(
    `Without “Under $10” ${without.total} products fit.`,
  );
});

it('takes what goes with the thing for no answer where the things cost more', async () => {
  const answer = await asked('ladder under $10');
  expect(answer.total).toBe(0);
  expect(answer.nearMisses[0]?.product.title).toMatch(/Ladder$/);
  expect((await asked('rubber under $10')).total).toBe(1);
});
