import { afterAll, beforeAll, expect, it } from 'vitest';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { reindexProducts } from '#src/search/index/index-catalogue.ts';
import { execute } from '#src/search/list/execute.ts';
import { emptyQuery, type Filter } from '#src/query/search-query.ts';
import { takeSnapshot } from '#src/search/snapshot/snapshot.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { search } from '#src/search/search.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { smallShop, stock } from '#test/search/shop-rows.ts';

onBothEngines('a change', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
  });
  afterAll(() => at?.close());

  const titles = async (question: string) => {
    const query = parseQuestion(await readVocabulary(at.db), question);
    const result = await search(at.db, query, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
    return result.hits.map((hit) => hit.product.title);
  };
  const productId = async (title: string) =>
    (await at.db.selectFrom('product').select('id').where('title', '=', title).executeTakeFirstOrThrow()).id;

  it('of a price is found by the next question, without any indexing', async () => {
    expect(await titles('gels under $1')).toEqual([]);
    await at.db
      .updateTable('variant')
      .set({ price_minor: 90 })
      .where('product_id', '=', await productId('Night Gel'))
      .execute();
    expect(await titles('gels under $1')).toEqual(['Night Gel']);
  });

  it('of a price before, or of a currency, is found by the next question', async () => {
    const change = (values: { compare_at_minor?: number | null; currency?: string }) =>
      productId('Night Gel').then((id) =>
        at.db.updateTable('variant').set(values).where('product_id', '=', id).execute(),
      );
    expect(await titles('gels on sale')).toEqual([]);
    await change({ compare_at_minor: 900 });
    expect(await titles('gels on sale')).toEqual(['Night Gel']);
    await change({ compare_at_minor: null });
    expect(await titles('gels on sale')).toEqual([]);
    expect(await titles('gels under $1')).toEqual(['Night Gel']);
    await change({ currency: 'EUR' });
    expect(await titles('gels under $1')).toEqual([]);
    await change({ currency: 'USD' });
  });

  it('that was counted before it was committed is found within half a second after', async ({ skip }) => {
    if (at.engine === 'pglite') skip('PGlite has one connection: nobody asks while another writes.');
    const query = { ...emptyQuery, text: '', includeSoldOut: false };
    const brand: Filter = { kind: 'any-of', key: 'brand', label: 'Brand', values: ['Alder'], negated: false };
    const total = async (now: number) =>
      (await execute(await takeSnapshot(at.db, now), { ...query, filters: [brand] }, { page: 1, perPage: 5 }))
        .total;
    const now = performance.now();
    expect(await total(now)).toBe(1);
    const id = await productId('Heron Trail');
    const variants = at.db.selectFrom('variant').select('id').where('product_id', '=', id);
    await at.db.transaction().execute(async (trx) => {
      await trx.updateTable('stock').set({ on_hand: 0 }).where('variant_id', 'in', variants).execute();
      expect(await total(now + 1_000)).toBe(1);
    });
    expect(await total(now + 1_600)).toBe(0);
    await at.db.updateTable('stock').set({ on_hand: 3 }).where('variant_id', 'in', variants).execute();
    expect(await total(now + 1_700)).toBe(1);
  });

  it('of stock is found by the next question, without any indexing', async () => {
    expect(await titles('waterproof trail shoes')).toEqual(['Tarn Guard']);
    const variants = at.db
      .selectFrom('variant')
      .select('id')
      .where('product_id', '=', await productId('Tarn Guard'));
    await at.db.updateTable('stock').set({ on_hand: 0 }).where('variant_id', 'in', variants).execute();
    expect(await titles('waterproof trail shoes')).toEqual([]);
    await at.db.updateTable('stock').set({ on_hand: 3 }).where('variant_id', 'in', variants).execute();
    expect(await titles('waterproof trail shoes')).toEqual(['Tarn Guard']);
  });

  it('of a word is found by the next question, once its product is indexed again', async () => {
    const id = await productId('Flare Racer');
    expect(await titles('zephyr')).toEqual([]);
    await at.db
      .updateTable('product')
      .set({ title: 'Zephyr Racer', content_hash: 'y' })
      .where('id', '=', id)
      .execute();
    await reindexProducts(at.db, () => '', [id]);
    await indexAttributes(at.db, [id]);
    expect(await titles('zephyr')).toEqual(['Zephyr Racer']);
    expect(await titles('flare')).toEqual([]);
  });
});
