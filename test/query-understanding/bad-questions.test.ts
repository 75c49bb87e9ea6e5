import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromQueryString } from '#src/query/query-string.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { search } from '#src/search/search.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { smallShop, stock } from '#test/search/shop-rows.ts';

onBothEngines('a bad question', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
  });
  afterAll(() => at?.close());

  const view = { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' } as const;
  const ask = async (question: string) =>
    search(at.db, parseQuestion(await readVocabulary(at.db), question), view);

  it.each(['', '   ', '\n\t', '?!…', '.*+?^${}()|[]\\', '%_%'])(
    'that asks nothing (%j) lists the whole shop',
    async (question) => {
      const result = await ask(question);
      expect(result.total).toBe(smallShop.length);
      expect(result.query.filters).toEqual([]);
    },
  );

  it.each([
    ['one letter', 'x'],
    ['stop words', 'the of and'],
    ['emoji', '😀👟'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__ toString hasOwnProperty'],
    ['a NUL', 'zzz\u0000zzz'],
    ['half a surrogate pair', '\ud83d'],
    ['a script that the shop does not write', 'ポケット обувь'],
    ['digits without end', '9'.repeat(400)],
  ])('of %s sets no limit and finds nothing that it did not name', async (_, question) => {
    const result = await ask(question);
    expect(result.query.filters).toEqual([]);
    expect(result.hits).toEqual([]);
    expect(result.total).toBe(0);
  });

  it('of SQL changes nothing', async () => {
    await ask("'; drop table product; --");
    await ask('gels under $5\'; delete from variant; --" or 1=1');
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from product`.execute(at.db);
    expect(rows[0]?.n).toBe(smallShop.length);
  });

  it('of mixed scripts finds by the words it shares with the shop', async () => {
    const result = await ask('спорт gel ジェル');
    expect(result.hits.map((hit) => hit.product.title).sort()).toEqual(['Night Gel', 'Quick Gel']);
  });

  it('of 20 KB is read from its beginning and sets few limits', async () => {
    const long = await ask(`waterproof trail shoes under $200, ${'lorem ipsum dolor '.repeat(900)}`);
    expect(long.hits.map((hit) => hit.product.title)).toEqual(['Tarn Guard']);
    expect(long.query.filters.length).toBeLessThanOrEqual(20);
    expect(long.query.text.length).toBeLessThanOrEqual(2_000);
  });

  it('that contradicts itself is told so, with the nearest instead', async () => {
    const result = await ask('gels under 2 over 5');
    expect(result.hits).toEqual([]);
    expect(result.nearMisses.length).toBeGreaterThan(0);
    for (const near of result.nearMisses) {
      expect(near.violations.map((one) => one.filter.key)).toContain('price');
    }
  });

  it('with a limit that no product keeps is answered with the nearest and what it breaks', async () => {
    const result = await ask('trail shoes with drop under 2 mm');
    expect(result.hits).toEqual([]);
    const [nearest] = result.nearMisses;
    expect(nearest?.product.title).toBe('Heron Trail');
    expect(nearest?.violations.map((one) => [one.filter.key, one.actual])).toEqual([['drop', '4 mm']]);
  });

  it.each(['wingspan=..3m', 'constructor=yes', '__proto__=a', 'material=wood', 'price=5..1', 'brand=%25'])(
    'in the address (%s) finds nothing rather than everything',
    async (query) => {
      const result = await search(at.db, fromQueryString(new URLSearchParams(query), 'USD'), view);
      expect(result.hits).toEqual([]);
      expect(result.query.filters).toHaveLength(1);
    },
  );

  it('for a page behind the last is empty and keeps the total', async () => {
    const query = fromQueryString(new URLSearchParams('category=nutrition/gels'), 'USD');
    const result = await search(at.db, query, { ...view, page: 1_000 });
    expect([result.total, result.hits.length]).toEqual([2, 0]);
  });
});
