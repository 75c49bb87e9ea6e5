import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { search } from '#src/search/search.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock } from '../shop-rows.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  const made = (title: string) => ({ title, path: ['Garden'], variants: [{ price: 1_000 }] });
  await stock(at.db, [
    made('Oak Bench'),
    made('Folding Bench'),
    made('Oak Planter'),
    made('Oak Trellis'),
    made('Bench Cushion'),
    made('Iron Planter'),
  ]);
  await indexCatalogue(at.db, () => '', { embedder: null, force: true });
});
afterAll(() => at?.close());

const titles = async (question: string, ofKind: boolean) => {
  const query = parseQuestion(await readVocabulary(at.db), question);
  const view = { page: 1, perPage: 10, currency: 'USD', locale: 'en-US', ofKind };
  const { hits, total } = await search(at.db, query, view);
  expect(total).toBe(hits.length);
  return hits.map(({ product }) => product.title).toSorted();
};

it('leaves out what is of another kind than the one that is named', async () => {
  expect(await titles('oak bench', true)).toEqual(['Folding Bench', 'Oak Bench']);
  expect(await titles('bench oak outdoors', true)).toEqual(['Folding Bench', 'Oak Bench']);
  expect(await titles('oak bench', false)).toContain('Oak Trellis');
});

it('shows the only one of its kind alone', async () => {
  expect(await titles('oak trellis', true)).toEqual(['Oak Trellis']);
});

it('leaves nothing out where no kind is named', async () => {
  expect(await titles('oak', true)).toEqual(['Oak Bench', 'Oak Planter', 'Oak Trellis']);
});
