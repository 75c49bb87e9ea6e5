import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { FactKey } from './fact-keys.ts';
import { matchingVariants } from './limits-sql.ts';
import type { Need } from './need.ts';

/** The products a facet is counted over: those of the limits, among `candidates` where words narrowed them. */
export interface Scope {
  readonly need: Need;
  readonly candidates: RawBuilder<unknown> | null;
}

export interface ValueCount {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** How often each value of one key occurs, in products; bounds in the base unit. */
export interface FactCount {
  readonly key: string;
  readonly values: readonly ValueCount[];
  readonly flags: { readonly yes: number; readonly no: number };
  readonly least: number | null;
  readonly most: number | null;
}

const SAMPLE = 300; // products looked at to see which keys are worth counting
const MOST_KEYS = 24;
const MIN_SHARE = 0.15; // of the sample that must state a key

function variantsOf(scope: Scope, keys: ReadonlyMap<string, FactKey>): RawBuilder<unknown> {
  const all = matchingVariants(scope.need.limits, keys, scope.need.includeSoldOut);
  return scope.need.text && scope.candidates
    ? sql`select m.* from (${all}) m where m.product_id in (${scope.candidates})`
    : all;
}

/** Counts of what stands on the product itself, each under its own scope. */
export async function countProducts(
  db: Database,
  keys: ReadonlyMap<string, FactKey>,
  scopes: { readonly price: Scope; readonly brand: Scope; readonly category: Scope },
): Promise<{
  readonly price: { readonly least: number | null; readonly most: number | null };
  readonly brand: readonly ValueCount[];
  readonly category: readonly ValueCount[];
}> {
  const price = await sql<{ least: number | null; most: number | null }>`
    select min(m.price_minor) as least, max(m.price_minor) as most from (${variantsOf(scopes.price, keys)}) m`.execute(
    db,
  );
  const brand = await sql<ValueCount>`
    select min(p.brand) as value, min(p.brand) as label, count(*)::int as count
    from product p where p.id in (select product_id from (${variantsOf(scopes.brand, keys)}) m) and p.brand is not null
    group by lower(p.brand) order by count(*) desc, 1 limit 200`.execute(db);
  const category = await sql<ValueCount>`
    select c.slug as value, c.name as label, count(*)::int as count
    from product p cross join lateral unnest(p.category_slugs) s (slug) join category c on c.slug = s.slug
    where p.id in (select product_id from (${variantsOf(scopes.category, keys)}) m)
    group by c.slug, c.name, c.depth order by c.depth, count(*) desc, c.slug limit 200`.execute(db);
  return {
    price: price.rows[0] ?? { least: null, most: null },
    brand: brand.rows,
    category: category.rows,
  };
}

interface CountRow {
  readonly key: string;
  readonly word: string | null;
  readonly label: string | null;
  readonly flag: boolean | null;
  readonly count: number;
  readonly least: number | null;
  readonly most: number | null;
}

/** Counts the facts of one key, or of the keys that most of the products state, the best stated first. */
export async function countFacts(
  db: Database,
  keys: ReadonlyMap<string, FactKey>,
  scope: Scope,
  only: string | null,
): Promise<readonly FactCount[]> {
  const variants = variantsOf(scope, keys);
  const wanted = only === null ? await wantedKeys(db, variants) : [only];
  if (!wanted.length) return [];
  const { rows } = await sql<CountRow>`
    with m as materialized (${variants}), p as (select distinct product_id from m),
    -- Facts of the product are one row a product already; those of variants are made so.
    stated as (
      select f.key, f.word, f.flag, f.number as least, f.number as most
      from p join search_fact f on f.product_id = p.product_id
      where f.variant_id = 0 and f.key = any(${wanted}::text[])
      union all
      select f.key, f.word, f.flag, min(f.number), max(f.number)
      from m join search_fact f on f.product_id = m.product_id and f.variant_id = m.id
      where f.variant_id <> 0 and f.key = any(${wanted}::text[])
      group by f.key, f.word, f.flag, f.product_id),
    counted as (
      select key, word, flag, count(*)::int as count, min(least) as least, max(most) as most
      from stated group by key, word, flag)
    select c.*, v.label from counted c left join search_value v on v.key = c.key and v.word = c.word
    order by c.count desc, c.word`.execute(db);
  return wanted.flatMap(
    (key) =>
      countOf(
        key,
        rows.filter((row) => row.key === key),
      ) ?? [],
  );
}

async function wantedKeys(db: Database, variants: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    with p as materialized (
      select distinct product_id from (select product_id from (${variants}) m limit ${SAMPLE * 4}) few limit ${SAMPLE})
    select f.key from p join search_fact f on f.product_id = p.product_id
    group by f.key
    having count(distinct f.product_id) >= greatest(1, ${MIN_SHARE}::float8 * (select count(*) from p))
    order by count(distinct f.product_id) desc, bool_or(f.variant_id <> 0) desc, f.key limit ${MOST_KEYS}`.execute(
    db,
  );
  return rows.map((row) => row.key);
}

function countOf(key: string, rows: readonly CountRow[]): FactCount | null {
  if (!rows.length) return null;
  const numbers = rows.find((row) => row.word === null && row.flag === null);
  const flagged = (flag: boolean) => rows.find((row) => row.flag === flag)?.count ?? 0;
  return {
    key,
    values: rows.flatMap((row) =>
      row.word === null ? [] : [{ value: row.word, label: row.label ?? row.word, count: row.count }],
    ),
    flags: { yes: flagged(true), no: flagged(false) },
    least: numbers?.least ?? null,
    most: numbers?.most ?? null,
  };
}
