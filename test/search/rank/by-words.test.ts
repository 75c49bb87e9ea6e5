import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyQuery } from '#src/query/search-query.ts';
import { rank } from '#src/search/rank/rank.ts';
import { search } from '#src/search/search.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, type ProductRow } from '../shop-rows.ts';

const made = (title: string, price: number, brand?: string): ProductRow => ({
  title,
  path: ['Kitchen'],
  ...(brand ? { brand } : {}),
  variants: [{ price }],
});

onBothEngines('what a question names', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, [
      made('Kettle Cosy with kettle handle hole', 300),
      made('Descaler Powder for kettle and coffee kettle', 200),
      made('Kettle Stand', 400),
      made('Corro Kettle 1.7 l brushed steel', 4_000, 'Corro'),
      made('Steel gooseneck Kettle for pour-over with thermometer', 6_000),
      made('Aluma Kettle/Teapot black', 5_000, 'Aluma'),
      made('Garden Gnome Statue', 3_000),
      made('Tall Gnome Statue', 3_500),
      made(
        'Resin Turtle Statue Lifelike Looking Small Tortoise Figure Outdoor Home Decor Garden Supplies',
        900,
      ),
      made('Statue Stand', 100),
    ]);
  });
  afterAll(() => at?.close());

  const titles = async (ids: readonly number[]) => {
    const rows = await at.db.selectFrom('product').select(['id', 'title']).where('id', 'in', ids).execute();
    return ids.map((id) => rows.find((row) => row.id === id)?.title);
  };

  it('stands before what goes with it', async () => {
    const { ranked } = await rank(at.db, 'kettle', { embedder: null });
    const first = await titles(ranked.slice(0, 3).map((one) => one.productId));
    expect(first.toSorted()).toEqual([
      'Aluma Kettle/Teapot black',
      'Corro Kettle 1.7 l brushed steel',
      'Steel gooseneck Kettle for pour-over with thermometer',
    ]);
  });

  it('is all that a list by price holds', async () => {
    const view = { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' };
    const { hits } = await search(at.db, { ...emptyQuery, text: 'kettle', sort: 'price-low' }, view);
    expect(hits.map((hit) => hit.product.title)).toEqual([
      'Corro Kettle 1.7 l brushed steel',
      'Aluma Kettle/Teapot black',
      'Steel gooseneck Kettle for pour-over with thermometer',
    ]);
  });

  it('is read early in a name that does not end with what the thing is', async () => {
    const view = { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' };
    const { hits } = await search(at.db, { ...emptyQuery, text: 'statue', sort: 'price-low' }, view);
    expect(hits.map((hit) => hit.product.title.slice(0, 19))).toEqual([
      'Resin Turtle Statue',
      'Garden Gnome Statue',
      'Tall Gnome Statue',
    ]);
  });

  it('may be the thing that goes with another', async () => {
    const { ranked } = await rank(at.db, 'kettle stand', { embedder: null });
    expect(await titles([ranked[0]?.productId ?? 0])).toEqual(['Kettle Stand']);
  });
});
