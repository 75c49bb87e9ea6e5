import { sql } from 'kysely';
import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { attributeValuesOf, type AttributeValue } from '#src/catalog/attribute-values.ts';
import { changedSources, keepSources, sourcesAfter, sourcesOf } from './indexed-versions.ts';
import { impliedUnit, tallyUnits, type UnitTally } from './infer-units.ts';

export interface AttributesReport {
  readonly products: number;
  readonly facts: number;
  /** false: nothing had changed since the last run. */
  readonly rebuilt: boolean;
}

const BATCH = 500;
const SAMPLE = 4_000; // products read to learn the units that rows leave out
const VALUES_KEPT = 3_000; // of one key, the commonest: of a code that every product has another of, the rest is left to the ranking
const LOCK = 7_346_511;
const ANEW_FROM = 0.1; // share of changed products from which keys, units and counts are learned anew
const ANEW_BELOW = 2_000; // products: so few are done in two seconds

/**
 * Brings the facts that limits and facets are checked against up to date: of those products, or of all. Works
 * batch by batch in short transactions, so a search meanwhile always finds facts.
 */
export async function indexAttributes(
  db: Database,
  which: readonly number[] | 'all',
  progress: (done: number, of: number | null) => void = () => {},
): Promise<AttributesReport> {
  return which === 'all' ? indexAll(db, progress) : indexSome(db, which);
}

async function indexAll(
  db: Database,
  progress: (done: number, of: number | null) => void,
): Promise<AttributesReport> {
  const stamp = await stampOf(db);
  const before = await rowsOf(columns('search_fact_state', 'stamp', 'changed'))`
    select stamp, changed from search_fact_state`.execute(db);
  const [state] = before.rows;
  if (state?.stamp === stamp.stamp) return { products: stamp.products, facts: 0, rebuilt: false };
  const most = Math.floor(stamp.products * ANEW_FROM) - (state?.changed ?? 0);
  if (stamp.products >= ANEW_BELOW && most > 0) {
    const changed = await changedSources(db, most + 1);
    if (changed.length <= most) {
      const report = await indexSome(db, changed, stamp.stamp);
      return { ...report, products: stamp.products };
    }
  }
  const units = await learnUnits(db, stamp.products);
  let facts = 0;
  let products = 0;
  const seen: Seen = { labels: new Map(), words: new Map() };
  for (let after = 0; ;) {
    const sources = await sourcesAfter(db, after, BATCH);
    const ids = [...sources.keys()];
    if (!ids.length) break;
    facts += await replaceFacts(db, await productsById(db, ids), { ids, sources, units, seen });
    products += ids.length;
    after = ids.at(-1) ?? after;
    progress(products, stamp.products);
  }
  await db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    await sql`delete from search_fact f where not exists
      (select from product p where p.id = f.product_id and p.status = 'active')`.execute(trx);
    await sql`update search_fact_source f set source = '', version = s.version + 1 from search_fact_state s
      where f.source <> '' and not exists
        (select from product p where p.id = f.product_id and p.status = 'active')`.execute(trx);
    await describeKeys(trx, units, seen);
    await sql`update search_fact_state set version = version + 1, stamp = ${stamp.stamp}, changed = 0`.execute(
      trx,
    );
  });
  // What a kept statement is planned by.
  for (const table of ['search_fact', 'search_fact_source', 'variant', 'product'])
    await sql`analyze ${sql.table(table)}`.execute(db);
  return { products, facts, rebuilt: true };
}

/** `stamp` is that of the whole catalogue where these are all that changed; '' where that is not known. */
async function indexSome(db: Database, ids: readonly number[], stamp = ''): Promise<AttributesReport> {
  if (!ids.length) {
    if (stamp) await sql`update search_fact_state set stamp = ${stamp}`.execute(db);
    return { products: 0, facts: 0, rebuilt: false };
  }
  const known = await rowsOf({ key: tables.search_key.key, unit: text })`
    select key, unit from search_key where unit is not null`.execute(db);
  const units = new Map(known.rows.map((row) => [row.key, { unit: row.unit, implied: false }]));
  const seen: Seen = { labels: new Map(), words: new Map() };
  let facts = 0;
  let found = 0;
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH);
    const sources = await sourcesOf(db, some);
    const products = await productsById(db, some);
    found += products.length;
    facts += await replaceFacts(db, products, { ids: some, sources, units, seen });
  }
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    await addNewKeys(trx, seen);
    await sql`update search_fact_state set version = version + 1, stamp = ${stamp},
      changed = changed + ${ids.length}`.execute(trx);
  });
  return { products: found, facts, rebuilt: true };
}

interface Seen {
  readonly labels: Map<string, { label: string; isOption: boolean; unit: string | null }>;
  /** The merchant's spelling of a value by `key\0value in lower case`, of the first so many. */
  readonly words: Map<string, string>;
}

type Units = ReadonlyMap<string, { readonly unit: string; readonly implied: boolean }>;

async function stampOf(db: Database): Promise<{ stamp: string; products: number }> {
  const { rows } = await rowsOf({ stamp: text, products: integer })`
    select count(*)::int as products,
      concat_ws('/', count(*), max(p.updated_at), (select count(*) from variant), (select max(updated_at) from variant))
        as stamp
    from product p where status = 'active'`.execute(db);
  return rows[0] ?? { stamp: '', products: 0 };
}

/** The unit of each numeric key: the one most rows state, else the one their product's words imply. */
async function learnUnits(db: Database, products: number): Promise<Units> {
  const stated = await rowsOf({ key: text, unit: text })`
    select distinct on (key) key, unit from (
      select a ->> 'key' as key, a ->> 'unit' as unit, count(*) as n
      from (select attributes from product where status = 'active' union all select attributes from variant) s
        cross join lateral jsonb_array_elements(s.attributes) a
      where a ->> 'kind' = 'number' and a ->> 'unit' is not null group by 1, 2) u
    order by key, n desc, unit`.execute(db);
  const units = new Map(stated.rows.map((row) => [row.key, { unit: row.unit, implied: false }]));
  const stride = Math.max(1, Math.floor(products / SAMPLE));
  const sample = await rowsOf(columns('product', 'id'))`
    select id from product where status = 'active' and id % ${stride} = 0 order by id limit ${SAMPLE}`.execute(
    db,
  );
  const tallies = new Map<string, UnitTally>();
  for (let at = 0; at < sample.rows.length; at += BATCH) {
    const ids = sample.rows.slice(at, at + BATCH).map((row) => row.id);
    for (const product of await productsById(db, ids)) tallyUnits(tallies, product);
  }
  for (const [key, tally] of tallies) {
    const unit = units.has(key) ? null : impliedUnit(tally);
    if (unit) units.set(key, { unit, implied: true });
  }
  return units;
}

interface Replacing {
  /** Whose facts are replaced: those of `products`, and others that have none any more. */
  readonly ids: readonly number[];
  readonly sources: ReadonlyMap<number, string>;
  readonly units: Units;
  readonly seen: Seen;
}

async function replaceFacts(
  db: Database,
  products: readonly Product[],
  { ids, sources, units, seen }: Replacing,
): Promise<number> {
  const facts = products.flatMap((product) =>
    attributeValuesOf(product, (key) => units.get(key)?.unit ?? null),
  );
  for (const product of products) {
    const all = [...product.attributes, ...product.variants.flatMap((variant) => variant.attributes)];
    for (const one of all) {
      if (one.kind === 'number' && one.unit && !seen.labels.get(one.key)?.unit) {
        seen.labels.set(one.key, { label: one.label, isOption: false, unit: one.unit });
      }
    }
  }
  for (const fact of facts) {
    const known = seen.labels.get(fact.key);
    if (!known) seen.labels.set(fact.key, { label: fact.label, isOption: fact.isOption, unit: null });
    else if (fact.isOption && !known.isOption) seen.labels.set(fact.key, { ...known, isOption: true });
    if (fact.word !== null && seen.words.size < 300_000) {
      const id = `${fact.key}\0${fact.word.toLowerCase()}`;
      if (!seen.words.has(id)) seen.words.set(id, fact.word);
    }
  }
  await db.transaction().execute(async (trx) => {
    // Two builders must not both add the facts of one product.
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    await sql`delete from search_fact where product_id = any(${[...ids]}::bigint[])`.execute(trx);
    await insertFacts(trx, facts);
    await keepSources(trx, ids, sources);
  });
  return facts.length;
}

async function insertFacts(db: Database, facts: readonly AttributeValue[]): Promise<void> {
  for (let at = 0; at < facts.length; at += 5_000) {
    const some = facts.slice(at, at + 5_000);
    await sql`
      insert into search_fact (product_id, variant_id, key, number, word, flag)
      select * from unnest(${some.map((fact) => fact.productId)}::bigint[],
        ${some.map((fact) => fact.variantId)}::bigint[], ${some.map((fact) => fact.key)}::text[],
        ${some.map((fact) => fact.number)}::double precision[],
        ${some.map((fact) => fact.word?.toLowerCase() ?? null)}::text[],
        ${some.map((fact) => fact.flag)}::boolean[])`.execute(db);
  }
}

/** Writes what each key is and its commonest values, anew from the facts. */
async function describeKeys(db: Database, units: Units, seen: Seen): Promise<void> {
  await sql`delete from search_key`.execute(db);
  await sql`delete from search_value`.execute(db);
  const labels = [...seen.labels];
  await sql`
    insert into search_key (key, label, unit, implied, is_option, products, numbers, words, flags, least, most)
    select f.key, coalesce(l.label, f.key), l.unit, coalesce(l.implied, false), coalesce(l.is_option, false),
      f.products, f.numbers, f.words, f.flags, f.least, f.most
    from (select key, count(distinct product_id)::int as products, count(number)::int as numbers,
        count(word)::int as words, count(flag)::int as flags, min(number) as least, max(number) as most
      from search_fact group by key) f
    left join unnest(${labels.map(([key]) => key)}::text[], ${labels.map(([, one]) => one.label)}::text[],
      ${labels.map(([key]) => units.get(key)?.unit ?? null)}::text[],
      ${labels.map(([key]) => units.get(key)?.implied ?? false)}::boolean[],
      ${labels.map(([, one]) => one.isOption)}::boolean[]) l (key, label, unit, implied, is_option)
      on l.key = f.key`.execute(db);
  await sql`
    insert into search_value (key, word, label, products)
    select key, word, word, products from (
      select key, word, count(distinct product_id)::int as products,
        row_number() over (partition by key order by count(distinct product_id) desc, word) as place
      from search_fact where word is not null group by key, word) v
    where place <= ${VALUES_KEPT}`.execute(db);
  await spellValues(db, seen);
}

async function spellValues(db: Database, seen: Seen): Promise<void> {
  const words = [...seen.words].filter(([id, label]) => id.slice(id.indexOf('\0') + 1) !== label);
  for (let at = 0; at < words.length; at += 10_000) {
    const some = words.slice(at, at + 10_000);
    await sql`
      update search_value v set label = s.label
      from unnest(${some.map(([id]) => id.slice(0, id.indexOf('\0')))}::text[],
        ${some.map(([id]) => id.slice(id.indexOf('\0') + 1))}::text[],
        ${some.map(([, label]) => label)}::text[]) s (key, word, label)
      where v.key = s.key and v.word = s.word`.execute(db);
  }
}

/** Keys and values first met in a few changed products; counts and reach are refreshed by the next full run. */
async function addNewKeys(db: Database, seen: Seen): Promise<void> {
  const labels = [...seen.labels];
  await sql`
    insert into search_key (key, label, unit, is_option, products, numbers, words, flags, least, most)
    select l.key, l.label, l.unit, l.is_option, count(distinct f.product_id)::int, count(f.number)::int,
      count(f.word)::int, count(f.flag)::int, min(f.number), max(f.number)
    from unnest(${labels.map(([key]) => key)}::text[], ${labels.map(([, one]) => one.label)}::text[],
      ${labels.map(([, one]) => one.unit)}::text[], ${labels.map(([, one]) => one.isOption)}::boolean[])
      l (key, label, unit, is_option)
      join search_fact f on f.key = l.key
    where not exists (select from search_key k where k.key = l.key)
    group by l.key, l.label, l.unit, l.is_option
    on conflict (key) do nothing`.execute(db);
  const words = [...seen.words];
  await sql`
    insert into search_value (key, word, label, products)
    select key, word, label, 1 from unnest(${words.map(([id]) => id.slice(0, id.indexOf('\0')))}::text[],
      ${words.map(([id]) => id.slice(id.indexOf('\0') + 1))}::text[], ${words.map(([, label]) => label)}::text[])
      v (key, word, label) on conflict do nothing`.execute(db);
}
