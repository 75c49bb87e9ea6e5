import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { neighbours } from '#src/catalog/neighbours.ts';
import { catalogueShape } from '#src/conversations/catalogue-shape.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

onBothEngines('the shape of a catalogue', (open) => {
  let at: FreshDatabase;
  const insert = (slug: string, categoryPath: readonly string[], prices: readonly number[], stock = 5) =>
    insertProduct(at.db, {
      slug,
      title: slug,
      categoryPath: [...categoryPath],
      variants: prices.map((price, n) => ({ sku: `${slug}-${n}`, price, stock })),
    });
  beforeAll(async () => {
    at = await open();
    await insert('tarn', ['Shoes', 'Trail'], [9_000, 9_500]);
    await insert('gull', ['Shoes'], [6_000]);
    await insert('gone', ['Shoes'], [100], 0);
    await insert('gel', ['Food'], [200]);
  });
  afterAll(() => at.close());

  const read = async () => {
    const { all, categories } = await catalogueShape(at.db, 'USD');
    return [all, ...categories].map((one) => [
      one.slug,
      one.products,
      `${one.least.slug} ${one.least.minor}`,
      `${one.most.slug} ${one.most.minor}`,
    ]);
  };

  it('tells each category with what can be bought in it for least and most', async () => {
    expect(await read()).toEqual([
      ['', 3, 'gel 200', 'tarn 9500'],
      ['shoes', 2, 'gull 6000', 'tarn 9500'],
      ['food', 1, 'gel 200', 'gel 200'],
      ['shoes/trail', 1, 'tarn 9000', 'tarn 9500'],
    ]);
  });

  it('tells a price, a stock and a product that changed at the next question', async () => {
    await read();
    await sql`update variant set price_minor = 250 where sku = 'gel-0'`.execute(at.db);
    expect((await read())[0]).toEqual(['', 3, 'gel 250', 'tarn 9500']);
    await sql`update stock set on_hand = 1 where variant_id = (select id from variant where sku = 'gone-0')`.execute(
      at.db,
    );
    expect((await read())[0]).toEqual(['', 4, 'gone 100', 'tarn 9500']);
    await insert('oats', ['Food'], [50]);
    expect((await read())[0]).toEqual(['', 5, 'oats 50', 'tarn 9500']);
  });

  it('finds the neighbours of a shelf that can be bought', async () => {
    const found = await neighbours(at.db, 'shoes', 10);
    expect(found.map(({ from }) => from).toSorted((a, b) => a - b)).toEqual([100, 6_000]);
    expect(await neighbours(at.db, 'nothing', 10)).toEqual([]);
  });
});
