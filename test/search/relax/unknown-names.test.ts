import { afterAll, beforeAll, expect, it } from 'vitest';
import { unmatchedLead } from '#src/search/result.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { search } from '#src/search/search.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { smallShop, stock } from '../shop-rows.ts';

onBothEngines('a name that no product mentions', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
  });
  afterAll(() => at?.close());

  const told = async (question: string) => {
    const query = parseQuestion(await readVocabulary(at.db), question);
    const result = await search(at.db, query, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
    return unmatchedLead(result.unmatched, result.total > 0, 'en-US');
  };

  it.each([
    ['Do you have Nike shoes?', 'Nike'],
    ['nike waterproof trail shoes', 'nike'],
    ['gels by Under Armour', 'Under Armour'],
    ['gels from adidas', 'adidas'],
    ['keto gels', 'keto'],
  ])('is told: %s', async (question, name) => {
    expect(await told(question)).toBe(`No product here mentions “${name}”. These are the closest.`);
  });

  it('is told where nothing else was asked', async () => {
    expect(await told('constructor')).toBe('No product here mentions “constructor”.');
  });

  it.each([
    'Heron shoes',
    'waterproof shoes',
    'trial shoes',
    'waterprof shoes',
    'stylish shoes',
    'birthday shoes for my wife',
    'shoes from last summer',
    'gels by friday',
    "my neighbour's shoes",
    'do you have any good shoes?',
  ])('is no such word: %s', async (question) => {
    expect(await told(question)).toBe('');
  });
});
