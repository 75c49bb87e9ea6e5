import { afterAll, beforeAll, expect, it } from 'vitest';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { reindexProducts } from '#src/search/index/index-catalogue.ts';
import { parseQuestion } from '#src/search/understand/parse-question.ts';
import { search } from '#src/search/search.ts';
import { readVocabulary } from '#src/search/vocabulary/read-vocabulary.ts';
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
