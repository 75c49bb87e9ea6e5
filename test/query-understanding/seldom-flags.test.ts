import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { flag, stock, words } from '#test/search/shop-rows.ts';

let at: FreshDatabase;
let vocabulary: Vocabulary;
beforeAll(async () => {
  at = await freshPglite();
  await stock(
    at.db,
    Array.from({ length: 60 }, (_, place) => ({
      title: `Lamp ${place}`,
      path: ['Lamps'],
      attributes: place ? [] : [flag('magnetic', 'Magnetic', false), words('made_for', 'Made for', 'shelf')],
      variants: [{ price: 1_000 }],
    })),
  );
  vocabulary = await readVocabulary(at.db);
});
afterAll(() => at?.close());

it('keeps a denied yes or no a limit, however few state it', () => {
  expect(parseQuestion(vocabulary, 'lamps without magnetic').filters).toContainEqual(
    expect.objectContaining({ kind: 'flag', key: 'magnetic', value: false }),
  );
});

it('leaves a denied value that hardly any state to the names of things', () => {
  const { filters, text } = parseQuestion(vocabulary, 'lamps not shelf');
  expect(filters.filter(({ key }) => key === 'made_for')).toEqual([]);
  expect(text).toContain('not shelf');
});
