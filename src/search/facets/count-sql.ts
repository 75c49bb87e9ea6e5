import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { AttributeKey } from '../attributes/attribute-keys.ts';
import { matchingVariants, productHasMatch } from '../filter/filter-sql.ts';
import type { Filter, SearchQuery } from '../query.ts';
import { keptCount } from '../list/count-cache.ts';

/** The products a facet is counted over: those of the limits, among `candidates` where words narrowed them. */
export interface Scope {
  readonly need: SearchQuery;
  readonly candidates: RawBuilder<unknown> | null;
}

export interface ValueCount {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** How often each value of one key occurs, in products; bounds in the base unit. */
export interface AttributeCount {
  readonly key: string;
  readonly values: readonly ValueCount[];
  readonly flags: { readonly yes: number; readonly no: number };
  readonly least: number | null;
  readonly most: number | null;
}

/** What to count: any of `price`, `brand`, `category` and keys of facts; `usual` for the keys that most products state. */
export type Wanted = readonly string[];
export const USUAL = 'usual';

export interface Counts {
  /** Products of the scope in all. */
  readonly products: number;
  readonly price: { readonly least: number | null; readonly most: number | null };
  readonly brand: readonly ValueCount[];
  readonly category: readonly ValueCount[];
  readonly facts: readonly AttributeCount[];
}

/** What the facets of a need are made from. */
export interface ScopedCounts {
  /** Under all limits. */
  readonly all: Counts;
  /** Under all limits but a key's own, for the picked keys. */
  readonly apart: ReadonlyMap<string, Counts>;
}

const SAMPLE = 300; // products looked at to see which keys are worth counting
const FEW = 2_000; // products
export const MOST_KEYS = 24;
export const MIN_SHARE = 0.15; // of the sample that must state a key
export const MOST_LISTED = 200; // brands and categories listed

interface CountRow {
  readonly what: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly label: string | null;
  readonly flag: boolean | null;
  readonly count: number;
  readonly least: number | null;
  readonly most: number | null;
}

/** Counts over one scope in one statement; a large listing without words may be answered from kept counts. */
export async function countScope(
  db: Database,
  keys: ReadonlyMap<string, AttributeKey>,
  scope: Scope,
  wanted: Wanted,
): Promise<Counts> {
  const { need: query, candidates } = scope;
  if (query.text && candidates) return countsOf(await countRows(db, keys, query, candidates, wanted));
  return keptCount(db, cacheKey(query.filters, query.includeSoldOut, wanted), async () =>
    countsOf(await countRows(db, keys, query, await fewOf(db, query, keys), wanted)),
  );
}

/** The products of the limits as a list where they are few: counting over a list is quick whatever the limits are. */
async function fewOf(
  db: Database,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
): Promise<RawBuilder<unknown> | null> {
  const { rows } = await sql<{ id: number }>`
    select p.id from product p where ${productHasMatch(query.filters, keys, query.includeSoldOut)}
    limit ${FEW + 1}`.execute(db);
  return rows.length > FEW ? null : sql`select unnest(${rows.map((row) => row.id)}::bigint[])`;
}

/** How a scope is told from others: what it counts under which limits, in any order. */
export function cacheKey(filters: readonly Filter[], includeSoldOut: boolean, wanted: Wanted): string {
  const told = filters.map((filter) => JSON.stringify({ ...filter, label: '' })).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([told, includeSoldOut, wanted]))
    .digest('base64url');
}

async function countRows(
  db: Database,
  keys: ReadonlyMap<string, AttributeKey>,
  query: SearchQuery,
  among: RawBuilder<unknown> | null,
  wanted: Wanted,
): Promise<readonly CountRow[]> {
  const facts = wanted.filter((one) => !['price', 'brand', 'category'].includes(one));
  const ofVariants = facts.length > 0 || wanted.includes('price');
  const parts = [
    ofVariants
      ? sql`select 'price' as what, null as key, null as value, null as label, null::boolean as flag,
          (select count(*)::int from p) as count, min(price_minor)::float8 as least, max(price_minor)::float8 as most from m`
      : sql`select 'price' as what, null as key, null as value, null as label, null::boolean as flag,
          count(*)::int as count, null::float8 as least, null::float8 as most from p`,
  ];
  if (wanted.includes('brand')) parts.push(brandSql);
  if (wanted.includes('category')) parts.push(categorySql);
  if (facts.length) parts.push(sql`select * from facts`);
  const scope = ofVariants
    ? sql`m as materialized (
        select v.* from (${matchingVariants(query.filters, keys, query.includeSoldOut)}) v
        ${among ? sql`where v.product_id in (${among})` : sql``}), p as materialized (select distinct product_id from m)`
    : sql`p as materialized (
        select p.id as product_id from product p where ${productHasMatch(query.filters, keys, query.includeSoldOut)}
        ${among ? sql`and p.id in (${among})` : sql``})`;
  const { rows } = await sql<CountRow>`
    with ${scope} ${facts.length ? factsSql(facts) : sql``}
    ${sql.join(parts, sql` union all `)}`.execute(db);
  return rows;
}

const brandSql = sql`
  (select 'brand', null, min(b.brand), min(b.brand), null::boolean, count(*)::int, null::float8, null::float8
  from p join product b on b.id = p.product_id where b.brand is not null
  group by lower(b.brand) order by count(*) desc, 3 limit ${MOST_LISTED})`;

const categorySql = sql`
  (select 'category', null, c.slug, c.name, null::boolean, s.count, null::float8, null::float8
  from (select u.slug, count(*)::int as count from p join product b on b.id = p.product_id
    cross join lateral unnest(b.category_slugs) u (slug) group by u.slug) s join category c on c.slug = s.slug
  order by c.depth, s.count desc, c.slug limit ${MOST_LISTED})`;

function factsSql(facts: readonly string[]): RawBuilder<unknown> {
  const keys = facts.includes(USUAL)
    ? sql`select f.key, row_number() over (
          order by count(distinct f.product_id) desc, bool_or(f.variant_id <> 0) desc, f.key) as place
        from sample s join search_fact f on f.product_id = s.product_id group by f.key
        having count(distinct f.product_id) >= greatest(1, ${MIN_SHARE}::float8 * (select count(*) from sample))
        order by place limit ${MOST_KEYS}`
    : sql`select key, place from unnest(${[...facts]}::text[]) with ordinality k (key, place)`;
  // Facts of the product are one row a product already; those of variants are made so.
  return sql`,
    sample as materialized (select product_id from p limit ${SAMPLE}),
    wanted as materialized (${keys}),
    stated as (
      select f.key, f.word, f.flag, f.number as least, f.number as most
      from p join search_fact f on f.product_id = p.product_id
      where f.variant_id = 0 and f.key = any(array(select key from wanted))
      union all
      select f.key, f.word, f.flag, min(f.number), max(f.number)
      from m join search_fact f on f.product_id = m.product_id and f.variant_id = m.id
      where f.variant_id <> 0 and f.key = any(array(select key from wanted))
      group by f.key, f.word, f.flag, f.product_id),
    counted as (
      select key, word, flag, count(*)::int as count, min(least) as least, max(most) as most
      from stated group by key, word, flag),
    facts as (
      select 'fact', c.key, c.word, coalesce(v.label, c.word), c.flag, c.count, c.least, c.most
      from counted c join wanted w on w.key = c.key left join search_value v on v.key = c.key and v.word = c.word
      order by w.place, c.count desc, c.word)`;
}

function countsOf(rows: readonly CountRow[]): Counts {
  const of = (what: string): readonly ValueCount[] =>
    rows.flatMap((row) =>
      row.what === what && row.value !== null
        ? [{ value: row.value, label: row.label ?? row.value, count: row.count }]
        : [],
    );
  const whole = rows.find((row) => row.what === 'price');
  const byKey = new Map<string, CountRow[]>();
  for (const row of rows) {
    if (row.what !== 'fact' || row.key === null) continue;
    byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  }
  return {
    products: whole?.count ?? 0,
    price: { least: whole?.least ?? null, most: whole?.most ?? null },
    brand: of('brand'),
    category: of('category'),
    facts: [...byKey].map(([key, some]) => factCount(key, some)),
  };
}

function factCount(key: string, rows: readonly CountRow[]): AttributeCount {
  const numbers = rows.find((row) => row.value === null && row.flag === null);
  const flagged = (flag: boolean) => rows.find((row) => row.flag === flag)?.count ?? 0;
  return {
    key,
    values: rows.flatMap((row) =>
      row.value === null ? [] : [{ value: row.value, label: row.label ?? row.value, count: row.count }],
    ),
    flags: { yes: flagged(true), no: flagged(false) },
    least: numbers?.least ?? null,
    most: numbers?.most ?? null,
  };
}
