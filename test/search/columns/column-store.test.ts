import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importHouseFeed } from '#src/catalog/import/house-feed.ts';
import type { Counts, ScopedCounts } from '#src/search/facets/count-sql.ts';
import { countsInSql, countsInMemory } from '#src/search/facets/disjunctive-counts.ts';
import { filteredKeys } from '#src/search/query/filters.ts';
import type { AttributeKey } from '#src/search/attributes/attribute-keys.ts';
import { execute } from '#src/search/list/execute.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import type { Snapshot } from '#src/search/list/snapshot.ts';
import { nearMisses } from '#src/search/relax/near-misses.ts';
import { emptyQuery, type Filter, type SearchQuery } from '#src/search/query.ts';
import {
  readColumnStore,
  readyColumnStore,
  columnStoreOf,
  type ColumnStore,
} from '#src/search/columns/column-store.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { momentWith, smallShop, stock } from '../shop-rows.ts';

const RUNS = 60;
const PATIENCE_MS = 120_000; // rows are asked hundreds of times, perhaps on a busy machine
const cut = { page: 1, perPage: 500 } as const;

onBothEngines('the shelf', (open) => {
  let at: FreshDatabase;
  let rows: Snapshot;
  let keys: ReadonlyMap<string, AttributeKey>;
  let columns: ColumnStore;
  let filters: fc.Arbitrary<Filter>;

  beforeAll(async () => {
    at = await open();
    await importHouseFeed(at.db, 'content', true, { currency: 'USD', now: new Date() });
    await sql`update stock set on_hand = 0, backorder = false, tracked = true where variant_id % 5 = 0`.execute(
      at.db,
    );
    await sql`update variant set compare_at_minor = price_minor + 100 where id % 7 = 0`.execute(at.db);
    await sql`update product set rating_average = 3 + (id % 20) / 10.0 where id % 3 <> 0`.execute(at.db);
    await indexAttributes(at.db, 'all');
    rows = await momentWith(at.db, null);
    ({ keys } = rows);
    columns = await readColumnStore(at.db);
    filters = await anyLimit(at);
  });
  afterAll(() => at?.close());

  const anyNeed = (): fc.Arbitrary<SearchQuery> =>
    fc
      .record({
        filters: fc.array(filters, { maxLength: 4 }),
        sort: fc.constantFrom('best', 'price-low', 'price-high', 'rating', 'newest'),
        includeSoldOut: fc.boolean(),
      })
      .map((some) => ({ ...emptyQuery, ...some }));

  it(
    'counts every facet as the rows do, whatever the limits are',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyNeed(), async (query) => {
          const matches = await execute(rows, query, cut);
          const picked = filteredKeys(query);
          const byRows = await countsInSql(rows, query, matches, picked);
          const byShelf = countsInMemory(columns, query, keys, matches, picked);
          expect(comparable(byShelf, byRows)).toEqual(comparable(byRows, byRows));
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );

  it(
    'lists what the rows list, in the same order',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyNeed(), fc.integer({ min: 1, max: 4 }), async (query, page) => {
          const one = { page, perPage: 7 };
          const byRows = await execute(rows, query, one);
          const byShelf = await execute({ ...rows, columns }, query, one);
          expect([byShelf.total, byShelf.page]).toEqual([byRows.total, byRows.page]);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );

  it(
    'comes as near as the rows do where nothing fits',
    async () => {
      const bounds = fc.record({ least: fc.integer({ min: 30_000, max: 60_000 }), also: filters });
      await fc.assert(
        fc.asyncProperty(bounds, async ({ least, also }) => {
          const price = { kind: 'range', key: 'price', label: 'Price', unit: null } as const;
          const dear: Filter = { ...price, min: least, max: null, minInclusive: true, maxInclusive: true };
          const need = { ...emptyQuery, limits: [dear, also] };
          const [byRows, byShelf] = [
            await nearMisses(rows, need, 'en-US', 6, null),
            await nearMisses({ ...rows, columns }, need, 'en-US', 6, null),
          ];
          expect(byShelf.map((one) => one.product.id)).toEqual(byRows.map((one) => one.product.id));
        }),
        { numRuns: RUNS / 3 },
      );
    },
    PATIENCE_MS,
  );
});

onBothEngines('a shelf kept in memory', (open) => {
  let at: FreshDatabase;
  let clock = 0;
  const options = () => ({ from: 1, at: (clock += 1_000) });
  const view = { perPage: 10, page: 1 } as const;

  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
    await readyColumnStore(at.db, options());
  });
  afterAll(() => at?.close());

  const ids = async (key: string, value: string) => {
    const columns = await columnStoreOf(at.db, options());
    const limit = { kind: 'any-of', key, label: key, values: [value], negated: false } as const;
    return (await execute(await momentWith(at.db, columns), { ...emptyQuery, filters: [limit] }, view)).page;
  };

  it('lets go what sells out and takes back what is restocked', async () => {
    const [id] = await ids('brand', 'Birch');
    const stocked = (onHand: number) =>
      sql`
      update stock set on_hand = ${onHand}, updated_at = now()
      where variant_id in (select v.id from variant v where v.product_id = ${id})`.execute(at.db);
    const before = await ids('brand', 'Birch');
    await stocked(0);
    expect(await ids('brand', 'Birch')).toEqual(before.filter((one) => one !== id));
    await stocked(5);
    expect(await ids('brand', 'Birch')).toEqual(before);
  });

  it('takes up a changed product as soon as its facts are announced', async () => {
    const [id] = await ids('brand', 'Birch');
    await sql`update product set brand = 'Maple', updated_at = now() where id = ${id}`.execute(at.db);
    expect(await ids('brand', 'Maple')).toEqual([]);
    await indexAttributes(at.db, [id ?? 0]);
    expect(await ids('brand', 'Maple')).toEqual([id]);
    await sql`update product set status = 'archived', updated_at = now() where id = ${id}`.execute(at.db);
    await indexAttributes(at.db, [id ?? 0]);
    expect(await ids('brand', 'Maple')).toEqual([]);
  });

  it('keeps limits that were asked before right, however many variants come and go', async () => {
    const under: Filter = {
      kind: 'range',
      key: 'price',
      label: 'Price',
      min: null,
      max: 9_000,
      minInclusive: true,
      maxInclusive: true,
      unit: 'USD',
    };
    const of = (brand: string, negated: boolean): Filter => ({
      kind: 'any-of',
      key: 'brand',
      label: 'Brand',
      values: [brand],
      negated,
    });
    const needs: readonly SearchQuery[] = [[under], [of('Birch', false)], [of('Birch', true), under]].flatMap(
      (filters) =>
        [false, true].map((includeSoldOut) => ({ ...emptyQuery, limits: filters, includeSoldOut })),
    );
    const listed = async (columns: ColumnStore | null) => {
      const snapshot = await momentWith(at.db, columns);
      return Promise.all(needs.map((query) => execute(snapshot, query, { page: 1, perPage: 50 })));
    };
    await listed(await columnStoreOf(at.db, options()));
    const { rows } = await sql<{ id: number }>`
      select id from product where status = 'active' order by id`.execute(at.db);
    const [first, second] = rows.map((row) => row.id);
    const grow = (variants: number) =>
      sql`
      insert into variant (product_id, sku, position, title, price_minor, currency)
      select v.product_id, v.sku || '-' || n || '-' || ${variants}::int, 100 + n, v.title, v.price_minor + n * 100, v.currency
      from variant v, generate_series(1, ${variants}::int) n
      where v.id = (select min(id) from variant where product_id = ${first})`.execute(at.db);
    const steps = [
      () => grow(1),
      // More than there is room for.
      () => grow(300),
      () => sql`update product set brand = 'Birch' where id = ${second}`.execute(at.db),
      () => sql`delete from variant where product_id = ${first} and position > 150`.execute(at.db),
    ];
    for (const step of steps) {
      await step();
      await indexAttributes(at.db, [first ?? 0, second ?? 0]);
      const anew = await listed(await readColumnStore(at.db));
      expect(await listed(await columnStoreOf(at.db, options()))).toEqual(anew);
      expect((await listed(null)).map((one) => one.page)).toEqual(anew.map((one) => one.page));
    }
  });
});

/** What both ways must agree on; words of equal count may stand in either order. */
function comparable({ all, apart }: ScopedCounts, told: ScopedCounts) {
  const plain = (counts: Counts, key: string | null) => ({
    products: key === null ? counts.products : 0,
    price: key === null || key === 'price' ? counts.price : null,
    brand: (key === null && !told.apart.has('brand')) || key === 'brand' ? sortedByValue(counts.brand) : [],
    category:
      (key === null && !told.apart.has('category')) || key === 'category'
        ? sortedByValue(counts.category)
        : [],
    facts: counts.facts
      .filter((one) => key === one.key || (key === null && !told.apart.has(one.key)))
      .map((one) => ({ ...one, values: sortedByValue(one.values) })),
  });
  const whole = plain(all, null);
  return {
    all: told.apart.has('price') ? { ...whole, price: null } : whole,
    apart: [...told.apart.keys()].map((key) => {
      const counts = apart.get(key);
      return [key, counts ? plain(counts, key) : null];
    }),
  };
}

const sortedByValue = <One extends { readonly value: string }>(values: readonly One[]) =>
  values.toSorted((a, b) => (a.value.toLowerCase() < b.value.toLowerCase() ? -1 : 1));

/** Limits on everything that the demonstration shop states, with values that it states and some that it does not. */
async function anyLimit({ db }: FreshDatabase): Promise<fc.Arbitrary<Filter>> {
  const facts = await sql<{
    key: string;
    words: string[] | null;
    least: number | null;
    most: number | null;
    flags: number;
  }>`
    select key, array_agg(distinct word) filter (where word is not null) as words, min(number) as least,
      max(number) as most, count(flag)::int as flags from search_fact group by key`.execute(db);
  const slugs = await sql<{ slug: string }>`select slug from category`.execute(db);
  const brands = await sql<{ brand: string }>`
    select distinct brand from product where brand is not null`.execute(db);
  const anyOf = (key: string, values: readonly string[]) =>
    fc.record({
      kind: fc.constant('any-of' as const),
      key: fc.constant(key),
      label: fc.constant(key),
      values: fc.array(fc.constantFrom(...values, 'nowhere'), { minLength: 1, maxLength: 3 }),
      negated: fc.boolean(),
    });
  const range = (key: string, least: number, most: number, unit: string | null) =>
    fc.record({
      kind: fc.constant('range' as const),
      key: fc.constant(key),
      label: fc.constant(key),
      min: fc.option(fc.double({ min: least - 1, max: most + 1, noNaN: true })),
      max: fc.option(fc.double({ min: least - 1, max: most + 1, noNaN: true })),
      minInclusive: fc.boolean(),
      maxInclusive: fc.boolean(),
      unit: fc.constant(unit),
    });
  const flag = (key: string) =>
    fc.record({
      kind: fc.constant('flag' as const),
      key: fc.constant(key),
      label: fc.constant(key),
      value: fc.boolean(),
    });
  return fc.oneof<fc.Arbitrary<Filter>[]>(
    anyOf(
      'category',
      slugs.rows.map((row) => row.slug),
    ),
    anyOf(
      'brand',
      brands.rows.map((row) => row.brand),
    ),
    range('price', 0, 20_000, 'USD'),
    range('price', 0, 20_000, null),
    range('price', 0, 20_000, 'EUR'),
    range('rating', 3, 5, null),
    flag('on_sale'),
    ...facts.rows.flatMap(({ key, words, least, most, flags }) => [
      ...(words ? [anyOf(key, words)] : []),
      ...(least !== null && most !== null ? [range(key, least, most, null)] : []),
      ...(flags ? [flag(key)] : []),
    ]),
  );
}
