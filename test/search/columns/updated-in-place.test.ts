import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#src/database/database.ts';
import { facetCounts } from '#src/search/facets/facet-counts.ts';
import { attributeKeys } from '#src/query-understanding/attribute-keys.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { emptyQuery, type Filter, type SearchQuery } from '#src/query/search-query.ts';
import { readColumnStore, type ColumnStore, type OpenColumnStore } from '#src/search/columns/column-store.ts';
import { takeSnapshot } from '#src/search/snapshot/snapshot.ts';
import { fieldQuery } from '#src/search/filter/field-query.ts';
import { scopesOf } from '#src/search/engine/filter/scopes.ts';
import { partOf } from '#src/search/engine/columns/bitset-cache.ts';
import { idOf } from '#src/search/engine/columns/segment.ts';
import { bitsIn, type Bitset } from '#src/search/engine/data-structures/bitset.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { smallShop, stock } from '../shop-rows.ts';

const PATIENCE_MS = 300_000;
const RUNS = 30;

const range = (min: number | null, max: number | null, unit: string | null = null): Filter => ({
  kind: 'range',
  key: 'price',
  label: 'Price',
  min,
  max,
  minInclusive: true,
  maxInclusive: false,
  unit,
});
const anyOf = (key: string, values: readonly string[], negated = false): Filter => ({
  kind: 'any-of',
  key,
  label: key,
  values,
  negated,
});
const flag = (key: string, value: boolean): Filter => ({ kind: 'flag', key, label: key, value });

const filters: fc.Arbitrary<Filter> = fc.oneof(
  fc
    .tuple(
      fc.option(fc.integer({ min: 0, max: 200 })),
      fc.option(fc.integer({ min: 0, max: 200 })),
      fc.constantFrom(null, 'USD', 'EUR', 'GBP'),
    )
    .map(([min, max, unit]) => range(min === null ? null : min * 100, max === null ? null : max * 100, unit)),
  fc
    .tuple(fc.subarray(['Alder', 'birch', 'Maple', 'Newcomer', 'Nobody'], { minLength: 1 }), fc.boolean())
    .map(([values, negated]) => anyOf('brand', values, negated)),
  fc
    .tuple(
      fc.subarray(['shoes', 'shoes/trail-running-shoes', 'new', 'new/kind', 'nowhere'], { minLength: 1 }),
      fc.boolean(),
    )
    .map(([values, negated]) => anyOf('category', values, negated)),
  fc.boolean().map((value) => flag('waterproof', value)),
  fc.boolean().map((value) => flag('on_sale', value)),
  fc
    .tuple(fc.constantFrom('carbon', 'none', 'steel'), fc.boolean())
    .map(([value, negated]) => anyOf('plate', [value], negated)),
  fc
    .tuple(fc.constantFrom('blue', 'red', 'pink'), fc.boolean())
    .map(([value, negated]) => anyOf('color_family', [value], negated)),
);
const needs: fc.Arbitrary<readonly SearchQuery[]> = fc.array(
  fc
    .record({ filters: fc.array(filters, { maxLength: 4 }), includeSoldOut: fc.boolean() })
    .map((some) => ({ ...emptyQuery, ...some })),
  { minLength: 5, maxLength: 16 },
);

/** What the engine holds. */
const storeOf = (columns: ColumnStore) => (columns as OpenColumnStore).engine.store;

/** Ids of variants by walking a whole set with the segments. */
function idsIn(columns: ColumnStore, bits: Bitset): readonly number[] {
  const ids: number[] = [];
  let seen = 0;
  for (const segment of storeOf(columns).segments.values()) {
    const list = new Int32Array(segment.items + 64);
    const count = bitsIn(partOf(bits, segment), list);
    seen += count;
    for (let n = 0; n < count; n += 1) {
      const place = list[n] ?? 0;
      expect(storeOf(columns).bitsets.documentAt[segment.start * 32 + place]).toBe(
        idOf(segment, segment.documentOf[place] ?? 0),
      );
      ids.push(segment.itemId[place] ?? 0);
    }
  }
  // Nothing outside the segments' own parts.
  let all = 0;
  for (const one of bits) for (let left = one; left !== 0; left = (left & (left - 1)) >>> 0) all += 1;
  expect(all).toBe(seen);
  return ids.sort((a, b) => a - b);
}

/** Writes nonsense over the sets that nobody should be reading. */
const spoilSpareSets = (columns: ColumnStore) => {
  const { bitsets: sets } = storeOf(columns);
  expect(new Set(sets.spare).size).toBe(sets.spare.length);
  const used = new Set<Bitset>([
    ...sets.found.values(),
    sets.all,
    sets.available,
    ...[...sets.filters.ranges.values(), ...sets.filters.others.values()].map((one) => one.bits),
  ]);
  for (const one of sets.spare) {
    expect(used.has(one)).toBe(false);
    expect(one.length).toBe(sets.length);
    one.fill(0xdeadbeef);
  }
  expect(sets.spare.length + used.size).toBeLessThan(160);
};

type Step = { readonly kind: string; readonly pick: number; readonly n: number };
const KINDS = [
  'price',
  'brand',
  'kind',
  'grow',
  'shrink',
  'archive',
  'revive',
  'fresh',
  'gone',
  'sold',
  'restocked',
  'sale',
  'euro',
  'attr',
  'nobrand',
];

/** Changes one product; answers whose facts changed. */
async function run(db: Database, { kind, pick, n }: Step): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`select id from product order by id`.execute(db);
  const id = rows[pick % rows.length]?.id ?? 0;
  const firstOfSegment = Math.floor(id / 1024) * 1024;
  switch (kind) {
    case 'price':
      await sql`update variant set price_minor = ${(n * 977) % 20000} where product_id = ${id}`.execute(db);
      break;
    case 'brand':
      await sql`update product set brand = ${['Maple', 'Newcomer', 'BIRCH', 'Alder', 'x' + String(n)][n % 5]} where id = ${id}`.execute(
        db,
      );
      break;
    case 'nobrand':
      await sql`update product set brand = null where id = ${id}`.execute(db);
      break;
    case 'kind': {
      const slugs =
        [
          ['shoes'],
          ['new'],
          ['new', 'new/kind'],
          ['shoes', 'shoes/trail-running-shoes'],
          [],
          ['new/kind', 'shoes'],
        ][n % 6] ?? [];
      await sql`update product set category_slugs = ${slugs}::text[] where id = ${id}`.execute(db);
      break;
    }
    case 'grow':
      await sql`insert into variant (product_id, sku, position, title, options, attributes, price_minor, currency)
      select ${id}, 'g' || gen_random_uuid()::text, 1000 + k, 't', '{}', v.attributes, (k * 131) % 20000, 'USD'
      from generate_series(1, ${(n % 50) + 1}::int) k, (select attributes from variant where product_id = ${id} order by id limit 1) v`.execute(
        db,
      );
      break;
    case 'shrink':
      await sql`delete from variant where product_id = ${id} and id > (select min(id) from variant where product_id = ${id}) and id % 3 <> 0`.execute(
        db,
      );
      break;
    case 'archive':
      await sql`update product set status = 'archived' where id = ${id}`.execute(db);
      break;
    case 'revive':
      await sql`update product set status = 'active' where id = ${id}`.execute(db);
      break;
    case 'gone': {
      const all = await sql<{ id: number }>`
        update product set status = 'archived'
        where id >= ${firstOfSegment} and id < ${firstOfSegment + 1024} returning id`.execute(db);
      await indexAttributes(
        db,
        all.rows.map((one) => one.id),
      );
      return all.rows.map((one) => one.id);
    }
    case 'fresh': {
      const to = (n % 5) * 1024 + 3 + ((n * 37) % 1000);
      if (rows.some((one) => one.id === to)) break;
      await sql`insert into product (id, slug, source, source_key, title, brand, category_path, category_slugs, options, attributes, content_hash)
        overriding system value
        select ${to}::bigint, slug || ${'-' + String(to)}::text, source, source_key || ${'-' + String(to)}::text, title, brand, category_path, category_slugs, options, attributes, 'x' from product where id = ${id}`.execute(
        db,
      );
      await sql`insert into variant (product_id, sku, position, title, options, attributes, price_minor, currency)
        select ${to}::bigint, sku || gen_random_uuid()::text, position, title, options, attributes, price_minor + 100, currency from variant where product_id = ${id} limit 40`.execute(
        db,
      );
      await indexAttributes(db, [to]);
      return [to];
    }
    case 'sold':
      await sql`insert into stock (variant_id, on_hand, updated_at) select id, 0, now() from variant where product_id = ${id} and id % 2 = ${n % 2} on conflict (variant_id) do update set on_hand = 0, updated_at = now()`.execute(
        db,
      );
      return [];
    case 'restocked':
      await sql`update stock set on_hand = 5, updated_at = now() where variant_id in (select id from variant where product_id = ${id})`.execute(
        db,
      );
      return [];
    case 'sale':
      await sql`update variant set compare_at_minor = case when id % 2 = 0 then price_minor + 500 else null end where product_id = ${id}`.execute(
        db,
      );
      break;
    case 'euro':
      await sql`update variant set currency = ${['EUR', 'GBP', 'USD'][n % 3]} where product_id = ${id}`.execute(
        db,
      );
      break;
    case 'attr':
      await sql`update product set attributes = ${JSON.stringify([
        { key: 'waterproof', label: 'Waterproof', kind: 'flag', value: n % 2 === 0 },
        { key: 'plate', label: 'Plate', kind: 'words', values: [['carbon', 'steel', 'none'][n % 3]] },
      ])}::jsonb where id = ${id}`.execute(db);
      break;
  }
  await indexAttributes(db, [id]);
  return [id];
}

onBothEngines('a column store that is updated in place', (open) => {
  let at: FreshDatabase;
  let clock = performance.now(); // where much has changed, looks stand apart
  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
  });
  afterAll(() => at?.close());

  it(
    'holds what one read anew holds',
    async () => {
      let inPlace = 0;
      let anewLaid = 0;
      const steps = fc.array(
        fc.record({ kind: fc.constantFrom(...KINDS), pick: fc.nat(100), n: fc.nat(1000) }),
        { minLength: 1, maxLength: 5 },
      );
      await fc.assert(
        fc.asyncProperty(steps, needs, async (some, asked) => {
          const { columns: before } = await takeSnapshot(at.db, (clock += 60_000));
          const { all } = storeOf(before).bitsets;
          for (const query of asked) {
            const scopes = scopesOf(storeOf(before), fieldQuery(query, await attributeKeys(at.db)));
            scopes.near();
            scopes.kept();
          }
          for (const step of some) await run(at.db, step);
          const { columns } = await takeSnapshot(at.db, (clock += 60_000));
          if (storeOf(columns).bitsets.all === all) inPlace += 1;
          else anewLaid += 1;
          const anew = await readColumnStore(at.db);
          const keys = await attributeKeys(at.db);
          spoilSpareSets(columns);
          expect(idsIn(columns, storeOf(columns).bitsets.all)).toEqual(
            idsIn(anew, storeOf(anew).bitsets.all),
          );
          expect(idsIn(columns, storeOf(columns).bitsets.available)).toEqual(
            idsIn(anew, storeOf(anew).bitsets.available),
          );
          for (const one of [
            ...storeOf(columns).bitsets.filters.ranges.values(),
            ...storeOf(columns).bitsets.filters.others.values(),
          ]) {
            idsIn(columns, one.bits);
          }
          for (const query of asked) {
            const scopesIn = (one: ColumnStore) => scopesOf(storeOf(one), fieldQuery(query, keys));
            const [mine, theirs] = [scopesIn(columns), scopesIn(anew)];
            expect(idsIn(columns, mine.kept())).toEqual(idsIn(anew, theirs.kept()));
            expect(idsIn(columns, mine.near())).toEqual(idsIn(anew, theirs.near()));
            spoilSpareSets(columns);
            const slow = nearSlowly(anew, query, keys);
            expect(idsIn(anew, theirs.near())).toEqual(slow);
            for (const only of [null, 'brand', 'category', 'price', 'plate', 'waterproof']) {
              const counted = (one: ColumnStore) => sorted(facetCounts(one, query, keys, only, null));
              expect(counted(columns)).toEqual(counted(anew));
            }
          }
        }),
        { numRuns: RUNS },
      );
      expect(inPlace).toBeGreaterThan(0);
      expect(anewLaid).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});

const sorted = (counts: ReturnType<typeof facetCounts>) => ({
  ...counts,
  facts: counts.facts.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  // A brand's label is the least of all spellings ever met.
  brand: counts.brand.map((one) => `${one.value.toLowerCase()} ${String(one.count)}`).sort(),
});

/** Variants that break the limits of one picked key at most, each limit asked by itself. */
function nearSlowly(
  columns: ColumnStore,
  query: SearchQuery,
  keys: Parameters<typeof fieldQuery>[1],
): readonly number[] {
  const each = query.filters.map((filter) => ({
    limit: filter,
    ids: new Set(
      idsIn(
        columns,
        scopesOf(storeOf(columns), fieldQuery({ filters: [filter], includeSoldOut: true }, keys)).kept(),
      ),
    ),
  }));
  const base = idsIn(
    columns,
    query.includeSoldOut ? storeOf(columns).bitsets.all : storeOf(columns).bitsets.available,
  );
  return base.filter((id) => {
    const broken = each.filter(({ ids }) => !ids.has(id)).map(({ limit: filter }) => filter);
    if (broken.some((one) => one.kind === 'any-of' && one.negated)) return false;
    return new Set(broken.map((one) => one.key)).size <= 1;
  });
}
