import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importContentFeed } from '#src/catalog/import/content-feed.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { readColumnStore } from '#src/search/columns/column-store.ts';
import { fieldQuery } from '#src/search/filter/field-query.ts';
import { facetCounts } from '#src/search/facets/facet-counts.ts';
import { execute } from '#src/search/list/execute.ts';
import { emptyQuery, type Filter, type SearchQuery } from '#src/query/search-query.ts';
import { takeSnapshot, type Snapshot } from '#src/search/snapshot/snapshot.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { everyVariant, plainCounts, plainMatches, plainOrder, type PlainVariant } from '../plain-search.ts';
import { smallShop, stock } from '../shop-rows.ts';

const RUNS = 100;

onBothEngines('the column store', (open) => {
  let at: FreshDatabase;
  let snapshot: Snapshot;
  let all: readonly PlainVariant[];
  let createdAt: ReadonlyMap<number, number>;
  let filters: fc.Arbitrary<Filter>;

  beforeAll(async () => {
    at = await open();
    await importContentFeed(at.db, 'content', true, { currency: 'USD', now: new Date() });
    await sql`update stock set on_hand = 0, backorder = false, tracked = true where variant_id % 5 = 0`.execute(
      at.db,
    );
    await sql`update variant set compare_at_minor = price_minor + 100 where id % 7 = 0`.execute(at.db);
    await sql`update product set rating_average = 3 + (id % 20) / 10.0, rating_count = id % 4 where id % 3 <> 0`.execute(
      at.db,
    );
    await indexAttributes(at.db, 'all');
    snapshot = await takeSnapshot(at.db);
    all = await everyVariant(at.db, snapshot.keys);
    const rows = await at.db.selectFrom('product').select(['id', 'created_at']).execute();
    createdAt = new Map(rows.map((row) => [row.id, row.created_at.getTime()]));
    filters = await anyFilter(at);
  });
  afterAll(() => at?.close());

  const anyQuery = (): fc.Arbitrary<SearchQuery> =>
    fc
      .record({
        filters: fc.array(filters, { maxLength: 4 }),
        sort: fc.constantFrom('best', 'price-low', 'price-high', 'rating', 'newest'),
        includeSoldOut: fc.boolean(),
      })
      .map((some) => ({ ...emptyQuery, ...some }));

  it('counts every facet as the products themselves do, whatever the filters are', () => {
    fc.assert(
      fc.property(anyQuery(), fc.boolean(), (query, isListed) => {
        const { columns, keys } = snapshot;
        const matches = plainMatches(all, query, keys);
        const ids = new Set(matches.map(({ product }) => product.id));
        const counts = facetCounts(columns, query, keys, null, isListed ? [...ids] : null);
        expect(counts.products).toBe(ids.size);
        const { least, most } = plainCounts(matches, 'price');
        expect(counts.price).toEqual({ least, most });
        const byValue = (some: readonly { readonly value: string; readonly count: number }[]) =>
          new Map(some.map((one) => [one.value.toLowerCase(), one.count]));
        expect(byValue(counts.brand)).toEqual(plainCounts(matches, 'brand').values);
        expect(byValue(counts.category)).toEqual(plainCounts(matches, 'category').values);
        for (const fact of counts.facts) {
          const plain = plainCounts(matches, fact.key);
          const flags = [
            ...(fact.flags.yes ? [['yes', fact.flags.yes] as const] : []),
            ...(fact.flags.no ? [['no', fact.flags.no] as const] : []),
          ];
          expect([fact.key, new Map([...byValue(fact.values), ...flags])]).toEqual([fact.key, plain.values]);
          expect([fact.least, fact.most]).toEqual([plain.least, plain.most]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('lists what satisfies the filters, in order', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuery(), fc.integer({ min: 1, max: 4 }), async (query, page) => {
        const matches = plainMatches(all, query, snapshot.keys);
        const ordered = plainOrder(matches, query.sort, createdAt);
        const found = await execute(snapshot, query, { page, perPage: 7 });
        expect([found.total, found.page]).toEqual([ordered.length, ordered.slice((page - 1) * 7, page * 7)]);
      }),
      { numRuns: RUNS },
    );
  });

  it('finds the products whose price lies nearest to a bound', () => {
    fc.assert(
      fc.property(anyQuery(), fc.integer({ min: 0, max: 60_000 }), (query, bound) => {
        const { columns, keys } = snapshot;
        const far = new Map<number, number>();
        for (const { product, variant } of plainMatches(all, query, keys)) {
          const distance = Math.abs(variant.price.minor - bound);
          far.set(product.id, Math.min(far.get(product.id) ?? Infinity, distance));
        }
        const nearest = [...far].sort(([a, x], [b, y]) => x - y || a - b).map(([id]) => id);
        const cut = { most: 6, among: null };
        const distance = (price: number) => Math.abs(price - bound);
        expect(columns.engine.closest(fieldQuery(query, keys), { field: 'price', distance, ...cut })).toEqual(
          nearest.slice(0, 6),
        );
      }),
      { numRuns: RUNS },
    );
  });
});

onBothEngines('a column store that follows the database', (open) => {
  let at: FreshDatabase;
  const view = { perPage: 10, page: 1 } as const;

  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
  });
  afterAll(() => at?.close());

  const ids = async (key: string, value: string) => {
    const filter = { kind: 'any-of', key, label: key, values: [value], negated: false } as const;
    return (await execute(await takeSnapshot(at.db), { ...emptyQuery, filters: [filter] }, view)).page;
  };

  it('lets go what sells out and takes back what is restocked', async () => {
    const [id] = await ids('brand', 'Birch');
    const stocked = (onHand: number) =>
      sql`
      update stock set on_hand = ${onHand}
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
      (filters) => [false, true].map((includeSoldOut) => ({ ...emptyQuery, filters, includeSoldOut })),
    );
    const listed = (snapshot: Snapshot) =>
      Promise.all(needs.map((query) => execute(snapshot, query, { page: 1, perPage: 50 })));
    await listed(await takeSnapshot(at.db));
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
      const snapshot = await takeSnapshot(at.db);
      const anew = await listed({ ...snapshot, columns: await readColumnStore(at.db) });
      expect(anew.some((one) => one.total > 0)).toBe(true);
      expect(await listed(snapshot)).toEqual(anew);
    }
  });
});

/** Filters on everything that the demonstration shop states, with values that it states and some that it does not. */
async function anyFilter({ db }: FreshDatabase): Promise<fc.Arbitrary<Filter>> {
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
    fc
      .record({
        kind: fc.constant('range' as const),
        key: fc.constant(key),
        label: fc.constant(key),
        min: fc.option(fc.double({ min: least - 1, max: most + 1, noNaN: true })),
        max: fc.option(fc.double({ min: least - 1, max: most + 1, noNaN: true })),
        minInclusive: fc.boolean(),
        maxInclusive: fc.boolean(),
        unit: fc.constant(unit),
      })
      .filter(({ min, max }) => min !== null || max !== null); // no address can ask for less
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
