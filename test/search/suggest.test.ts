import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { suggest } from '#src/search/suggest.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { smallShop, stock } from './shop-rows.ts';

const content = {
  faqs: [{ slug: 'trail-or-road', words: { question: 'Do I need trail shoes?' } }],
} as unknown as Content;

onBothEngines('suggest', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
  });
  afterAll(() => at?.close());

  it('offers kinds, products and questions whose words begin as typed', async () => {
    const all = await suggest(at.db, content, 'trai');
    expect(all.map((one) => [one.kind, one.label, one.href])).toEqual([
      ['category', 'Trail running shoes', '/c/shoes/trail-running-shoes'],
      ['product', 'Heron Trail', '/p/heron-trail'],
      ['question', 'Do I need trail shoes?', '/faq#trail-or-road'],
    ]);
  });

  it('asks every typed word', async () => {
    expect((await suggest(at.db, content, 'heron tr')).map((one) => one.label)).toEqual(['Heron Trail']);
    expect(await suggest(at.db, content, 'heron gel')).toEqual([]);
  });

  it.each(['', ' ', '%', "'; --", '[a-z]', '\\', '😀', 'constructor'])(
    'offers nothing for %j',
    async (typed) => {
      expect(await suggest(at.db, content, typed)).toEqual([]);
    },
  );
});
