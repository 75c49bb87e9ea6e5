import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { facetsOf } from '#src/search/facets/facets.ts';
import { execute } from '#src/search/list/execute.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { emptyQuery, type Filter } from '#src/query/search-query.ts';
import { takeSnapshot } from '#src/search/snapshot/snapshot.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock } from '../shop-rows.ts';

// Gift cards with an option "Price" and things with an attribute "brand": keys that the shop itself has.
onBothEngines('an attribute called as what every product has', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    const card = (title: string, prices: readonly number[]) => ({
      title,
      brand: 'Cedar',
      path: ['Cards'],
      attributes: [{ key: 'brand', label: 'Brand', kind: 'words' as const, values: ['Cedar'] }],
      variants: prices.map((price) => ({ options: { Price: `$${price / 100}` }, price })),
    });
    await stock(at.db, [card('One', [1000, 5000]), card('Two', [2000, 5000])]);
    // The second stands in another segment.
    await sql`insert into product (id, slug, source, source_key, title, brand, category_path, category_slugs, options, attributes, content_hash)
      overriding system value select 5000, 'three', source, 'three', 'Three', brand, category_path, category_slugs, options, attributes, 'x' from product where slug = 'two'`.execute(
      at.db,
    );
    await sql`insert into variant (product_id, sku, position, title, options, attributes, price_minor, currency)
      select 5000, v.sku || 'x', v.position, v.title, v.options, v.attributes, v.price_minor, v.currency
      from variant v join product p on p.id = v.product_id where p.slug = 'two'`.execute(at.db);
    await indexAttributes(at.db, [5000]);
  });
  afterAll(() => at?.close());

  const price: Filter = {
    kind: 'range',
    key: 'price',
    label: 'Price',
    min: 0,
    max: 9000,
    minInclusive: true,
    maxInclusive: true,
    unit: null,
  };
  const brand: Filter = { kind: 'any-of', key: 'brand', label: 'Brand', values: ['Cedar'], negated: false };
  it.each([
    ['price', price, [[], ['$10 1', '$20 2', '$50 3']]],
    ['brand', brand, [['Cedar 3'], ['cedar 3']]],
  ] as const)('is counted beside it, each product once: %s', async (key, filter, expected) => {
    const snapshot = await takeSnapshot(at.db);
    const query = { ...emptyQuery, filters: [filter] };
    const matches = await execute(snapshot, query, { page: 1, perPage: 10 });
    const own = facetsOf(snapshot, query, matches, 'USD')
      .filter((one) => one.key === key)
      .map((one) => one.values.map(({ value, count }) => `${value} ${count}`).sort());
    expect(own).toEqual(expected);
  });
});
