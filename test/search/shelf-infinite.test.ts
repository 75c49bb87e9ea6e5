import { afterAll, beforeAll, expect, it } from 'vitest';
import { factKeys } from '#src/search/fact-keys.ts';
import { hasKept } from '#src/search/shelf-allowed.ts';
import { understand } from '#src/search/question.ts';
import { readShelf } from '#src/search/shelf.ts';
import { readVocabulary } from '#src/search/vocabulary.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { smallShop, stock } from './shop-rows.ts';

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
