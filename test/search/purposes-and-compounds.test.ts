import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { unmatchedLead } from '#src/search/result.ts';
import { search } from '#src/search/search.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock } from './shop-rows.ts';

const made = (kind: string, minor: number, title: string) => ({
  title,
  path: [kind],
  attributes: [],
  variants: [{ price: minor }],
});

onBothEngines('what a thing is for, kinds that are excepted, and German words', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, [
      made('Tableware', 900, 'Enamel Bowl'),
      made('Tableware', 1_900, 'Stoneware Bowl'),
      made('Figures', 500, 'Hamster Figure'),
      made('Figures', 700, 'Hamster and Hamster Wheel'),
      made('Party lanterns', 300, 'Lantern Aurora'),
      made('Lanterns', 1_200, 'Lantern Boreal'),
      made('Lanterns', 1_500, 'Lantern Comet'),
      made('Scanner parts', 300, 'Scaler'),
      made('Scanner parts', 900, 'Flatbed Scanner'),
      made('Scanner parts', 950, 'Drum Scanner'),
      made('Vorrat', 400, 'KräuterTee mit Kräuter und Minze'),
      made('Vorrat', 450, 'Tee schwarz ohne Zucker'),
      made('Vorrat', 250, 'Zucker und Zimt'),
      made('Vorrat', 990, 'Eisen Kapseln mit Zink'),
      made('Vorrat', 790, 'SchilddrüsenGlück mit Selen'),
    ]);
  });
  afterAll(() => at?.close());

  const asked = async (question: string) => {
    const query = parseQuestion(await readVocabulary(at.db), question);
    return search(at.db, query, { page: 1, perPage: 20, currency: 'USD', locale: 'en-US' });
  };
  const titles = async (question: string) => (await asked(question)).hits.map((hit) => hit.product.title);
  const told = async (question: string) => {
    const { unmatched, total } = await asked(question);
    return unmatchedLead(unmatched, total > 0, 'en-US');
  };

  it('puts the thing before what else is of whom it is for', async () => {
    const found = await titles('bowl for hamsters');
    expect(found.slice(0, 2).toSorted()).toEqual(['Enamel Bowl', 'Stoneware Bowl']);
  });

  it('excepts a kind that is called so with another word, sorted by price, too', async () => {
    const { query, hits } = await asked('cheapest lantern except party');
    expect(hits[0]?.product.title).toBe('Lantern Boreal');
    const kept = query.filters.find((one) => one.kind === 'any-of' && one.key === 'category' && one.negated);
    expect(kept).toMatchObject({ values: ['party-lanterns'] });
    expect((await asked('lantern without party')).query.filters).not.toContainEqual(kept);
  });

  it('ranks by the likelier of two corrections, however rare the other is', async () => {
    const found = await titles('scaner');
    expect(found.slice(0, 2).toSorted()).toEqual(['Drum Scanner', 'Flatbed Scanner']);
  });

  it('finds short German words in their compounds, and denies with "ohne"', async () => {
    expect(await titles('tee')).toContain('KräuterTee mit Kräuter und Minze');
    const without = await titles('tee ohne zucker');
    expect(without).toContain('Tee schwarz ohne Zucker');
    expect(without).not.toContain('Zucker und Zimt');
  });

  it('finds what shares the beginning of a German word that no product holds', async () => {
    expect((await titles('eisentabletten'))[0]).toBe('Eisen Kapseln mit Zink');
    expect((await titles('etwas für die schilddrüse'))[0]).toBe('SchilddrüsenGlück mit Selen');
  });

  it('sorts by German words, and is silent on an inflection', async () => {
    expect((await asked('günstigster tee')).query.sort).toBe('price-low');
    expect(await told('schwarzer tee')).toBe('');
  });

  it('tells a missing word as it was written', async () => {
    expect(await told('lantern gemütlich')).toContain('gemütlich');
  });
});
