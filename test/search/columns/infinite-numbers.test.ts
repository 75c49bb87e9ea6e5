import { afterAll, beforeAll, expect, it } from 'vitest';
import { factKeys } from '#src/search/attributes/attribute-keys.ts';
import { hasKept } from '#src/search/filter/allowed-in-memory.ts';
import { understand } from '#src/search/understand/parse-question.ts';
import { readShelf } from '#src/search/columns/column-store.ts';
import { readVocabulary } from '#src/search/understand/vocabulary.ts';
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
    const keys = await factKeys(at.db);
    const shelf = await readShelf(at.db);
    const text = `drop at least 1${'0'.repeat(306)} m, drop at most 9 mm`;
    const endless = understand(await readVocabulary(at.db), text);
    expect(hasKept(shelf, { ...endless, text: '' }, keys)).toBe(false);
    const plain = understand(await readVocabulary(at.db), 'drop at most 9 mm');
    expect(hasKept(await readShelf(at.db), plain, keys)).toBe(true);
    expect(hasKept(shelf, plain, keys)).toBe(true);
  });
});
