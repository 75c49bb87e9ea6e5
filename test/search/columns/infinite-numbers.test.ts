import { afterAll, beforeAll, expect, it } from 'vitest';
import { attributeKeys } from '#src/query-understanding/attribute-keys.ts';
import { fieldQuery } from '#src/search/filter/field-query.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readColumnStore, type ColumnStore } from '#src/search/columns/column-store.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { smallShop, stock } from '../shop-rows.ts';

onBothEngines('a bound without end', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
  });
  afterAll(() => at?.close());

  it('is not remembered as no bound', async () => {
    const keys = await attributeKeys(at.db);
    const columns = await readColumnStore(at.db);
    const hasMatches = ({ engine }: ColumnStore, query: SearchQuery) =>
      !engine.matching(fieldQuery(query, keys)).isEmpty();
    const text = `drop at least 1${'0'.repeat(306)} m, drop at most 9 mm`;
    const endless = parseQuestion(await readVocabulary(at.db), text);
    expect(hasMatches(columns, endless)).toBe(false);
    const plain = parseQuestion(await readVocabulary(at.db), 'drop at most 9 mm');
    expect(hasMatches(await readColumnStore(at.db), plain)).toBe(true);
    expect(hasMatches(columns, plain)).toBe(true);
  });
});
