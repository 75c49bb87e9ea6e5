import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#src/database/database.ts';
import type { Passage } from '#src/editorial/passages.ts';
import { findPassages } from '#src/search/find-passages.ts';
import { indexPassages } from '#src/search/passages/index-passages.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { shelve } from './rank/rank-shelf.ts';

const passage = (kind: Passage['kind'], slug: string, title: string, text: string): Passage => ({
  kind,
  slug,
  href: `/${kind}/${slug}`,
  title,
  text,
});

const shopWords = [
  passage(
    'faq',
    'returns',
    'Can I send shoes back?',
    'Unworn shoes can be returned within 60 days. The refund takes five days.',
  ),
  passage(
    'faq',
    'delivery',
    'How long does delivery take?',
    'Orders leave the next working day and arrive in three to five days.',
  ),
  passage(
    'guide',
    'first-marathon',
    'Your first marathon: Fuel',
    'Take 60 g of carbohydrate an hour from the first half hour on.',
  ),
  passage('product', 'merlin-race', 'Care', 'Wash by hand and dry away from heat.'),
  passage('product', 'gyr-xc', 'Care', 'Brush the mud off and rinse with cold water.'),
];

onBothEngines('passages', (open) => {
  let opened: FreshDatabase;
  let db: Database;
  let merlin: number;
  const slugs = async (text: string, productId?: number) =>
    (await findPassages(db, text, { most: 3, productId })).map((one) => one.slug);

  beforeAll(async () => {
    opened = await open();
    db = opened.db;
    [merlin = 0] = await shelve(db, [{ title: 'Merlin Race' }, { title: 'Gyr XC' }]);
    await indexPassages(db, 'first', () => shopWords);
  });
  afterAll(() => opened.close());

  it('finds the passage that answers, in other words too', async () => {
    expect((await slugs('how long does delivery take'))[0]).toBe('delivery');
    expect((await slugs('how long is shipping'))[0]).toBe('delivery');
    expect((await slugs('get a refund for shoes'))[0]).toBe('returns');
    expect((await slugs('delivrey'))[0]).toBe('delivery');
  });

  it('is silent about what the shop does not say', async () => {
    for (const text of [
      'do you sell cryptocurrency',
      'who won the world cup in 1998',
      'is the merlin bulletproof',
      '',
    ]) {
      expect(await slugs(text), text).toEqual([]);
    }
  });

  it('keeps to the product that is asked about', async () => {
    expect(await slugs('how do I wash the Merlin Race', merlin)).toEqual(['merlin-race']);
    expect(await slugs('rinse off mud with cold water', merlin)).toEqual([]);
  });

  it('scores between 0 and 1', async () => {
    const [best] = await findPassages(db, 'delivery', { most: 1 });
    expect(best?.score).toBeGreaterThan(0.5);
    expect(best?.score).toBeLessThanOrEqual(1);
  });

  it('follows the content: a changed passage is found by its new words only', async () => {
    await indexPassages(db, 'second', () => [
      ...shopWords.slice(1),
      passage('faq', 'returns', 'Sending back', 'Use the kangaroo form.'),
    ]);
    expect(await slugs('kangaroo form')).toEqual(['returns']);
    expect(await slugs('unworn')).toEqual([]);
    await indexPassages(db, 'first', () => shopWords);
  });

  it('makes no passage of a content whose passages it holds', async () => {
    let made = 0;
    const words = () => {
      made++;
      return shopWords;
    };
    await indexPassages(db, 'third', words);
    await indexPassages(db, 'third', words);
    expect(made).toBe(1);
    expect((await slugs('how long does delivery take'))[0]).toBe('delivery');
  });

  it.each([`'; drop table search_passage; --`, '%_\\', '__proto__ constructor', '👟', 'a'.repeat(20_000)])(
    'takes %s',
    async (text) => {
      expect(Array.isArray(await slugs(text.slice(0, 20_000)))).toBe(true);
    },
  );
});
