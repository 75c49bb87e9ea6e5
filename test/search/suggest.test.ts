import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { openSuggestions } from '#src/search/suggest/suggestion-cache.ts';
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
  });

  it('finds by words, misspelt too, what no name begins with', async () => {
    const labels = async (typed: string) => (await suggest(at.db, content, typed)).map((one) => one.label);
    expect((await labels('gel for a race under $5')).toSorted()).toEqual(['Night Gel', 'Quick Gel']);
    expect(await labels('herron trial')).toContain('Heron Trail');
    expect(await labels('xylophone')).toEqual([]);
    expect(await labels('xy')).toEqual([]);
  });

  it('writes the last word to its end where the words before it name no product', async () => {
    const labels = async (typed: string) => (await suggest(at.db, content, typed)).map((one) => one.label);
    const whole = await labels('caffeinated gels');
    expect(whole).toContain('Quick Gel');
    expect(await labels('caffeinated gel')).toEqual(whole);
    expect(await labels('waterproof sho')).toEqual(await labels('waterproof shoes'));
    expect((await labels('waterproof sho')).length).toBeGreaterThan(0);
  });

  it('leaves what was only begun as it is where names begin so', async () => {
    // "Heron" spelt to the end is near "hero"; it begins with it, and nothing else is offered.
    expect((await suggest(at.db, content, 'hero')).map((one) => one.label)).toEqual(['Heron Trail']);
  });

  it.each(['', ' ', '%', "'; --", '[a-z]', '\\', '😀', 'constructor'])(
    'offers nothing for %j',
    async (typed) => {
      expect(await suggest(at.db, content, typed)).toEqual([]);
    },
  );

  it('offers a large catalogue as it was read, with what changed since', async () => {
    const sources = openSuggestions(0);
    const other = await open();
    await stock(other.db, smallShop);
    const labels = async (typed: string) =>
      (await suggest(other.db, content, typed, sources)).map((one) => one.label);
    expect(await labels('heron')).toEqual(['Heron Trail']);
    const renamed = await other.db
      .updateTable('product')
      .set({ title: 'Egret Trail', updated_at: new Date(Date.now() + 1_000) })
      .where('slug', '=', 'heron-trail')
      .returning('id')
      .executeTakeFirstOrThrow();
    // Not announced yet: a name that no longer stands is not offered.
    expect(await labels('heron')).not.toContain('Heron Trail');
    await indexAttributes(other.db, [renamed.id]);
    expect(await labels('egret')).toEqual(['Egret Trail']);
    expect(await labels('heron')).not.toContain('Heron Trail');
    await other.close();
  });
});
