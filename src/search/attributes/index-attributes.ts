import { sql } from 'kysely';
import { categories } from '#src/catalog/category-store.ts';
import { productsById } from '#src/catalog/product-store.ts';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { addNewKeys, describeKeys } from './describe-keys.ts';
import { changedSources, sourcesAfter, sourcesOf } from './indexed-versions.ts';
import { learnUnits } from './learn-units.ts';
import type { Names } from './tally-groups.ts';
import { ATTRIBUTES_LOCK, nothingSeen, replaceValues } from './replace-values.ts';

export interface AttributesReport {
  readonly products: number;
  readonly values: number;
  /** false: nothing had changed since the last run. */
  readonly rebuilt: boolean;
}

const BATCH = 500;
const MOST_BRANDS = 5_000;
const ANEW_FROM = 0.1; // share of changed products from which keys, units and counts are learned anew
const ANEW_BELOW = 2_000; // products: so few are done in two seconds

/**
 * Brings the attribute values that filters and facets are checked against up to date: of those products, or of all. Works
 * batch by batch in short transactions, so a search meanwhile always finds values.
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
  if (state?.stamp === stamp.stamp) return { products: stamp.products, values: 0, rebuilt: false };
  const most = Math.floor(stamp.products * ANEW_FROM) - (state?.changed ?? 0);
  if (stamp.products >= ANEW_BELOW && most > 0) {
    const changed = await changedSources(db, most + 1);
    if (changed.length <= most) {
      const report = await indexSome(db, changed, stamp.stamp);
      return { ...report, products: stamp.products };
    }
  }
  const units = await learnUnits(db, stamp.products);
  let values = 0;
  let products = 0;
  const seen = nothingSeen(await namesOf(db));
  for (let after = 0; ;) {
    const sources = await sourcesAfter(db, after, BATCH);
    const ids = [...sources.keys()];
    if (!ids.length) break;
    values += await replaceValues(db, await productsById(db, ids), { ids, sources, units, seen });
    products += ids.length;
    after = ids.at(-1) ?? after;
    progress(products, stamp.products);
  }
  await db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(${ATTRIBUTES_LOCK})`.execute(trx);
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
  // What a prepared statement is planned by.
  for (const table of ['search_fact', 'search_fact_source', 'variant', 'product'])
    await sql`analyze ${sql.table(table)}`.execute(db);
  return { products, values, rebuilt: true };
}

/** `stamp` is that of the whole catalogue where these are all that changed; '' where that is not known. */
async function indexSome(db: Database, ids: readonly number[], stamp = ''): Promise<AttributesReport> {
  if (!ids.length) {
    if (stamp) await sql`update search_fact_state set stamp = ${stamp}`.execute(db);
    return { products: 0, values: 0, rebuilt: false };
  }
  const known = await rowsOf({ key: tables.search_key.key, unit: text })`
    select key, unit from search_key where unit is not null`.execute(db);
  const units = new Map(known.rows.map((row) => [row.key, { unit: row.unit, implied: false }]));
  const seen = nothingSeen();
  let values = 0;
  let found = 0;
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH);
    const sources = await sourcesOf(db, some);
    const products = await productsById(db, some);
    found += products.length;
    values += await replaceValues(db, products, { ids: some, sources, units, seen });
  }
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${ATTRIBUTES_LOCK})`.execute(trx);
    await addNewKeys(trx, seen);
    await sql`update search_fact_state set version = version + 1, stamp = ${stamp},
      changed = changed + ${ids.length}`.execute(trx);
  });
  return { products: found, values, rebuilt: true };
}

async function namesOf(db: Database): Promise<Names> {
  const brands = await rowsOf({ brand: text })`
    select lower(brand) as brand from product where status = 'active' and brand is not null and length(brand) <= 60
    group by 1 order by count(*) desc, 1 limit ${MOST_BRANDS}`.execute(db);
  return { categories: await categories(db), brands: brands.rows.map((row) => row.brand) };
}

async function stampOf(db: Database): Promise<{ stamp: string; products: number }> {
  const { rows } = await rowsOf({ stamp: text, products: integer })`
    select count(*)::int as products,
      concat_ws('/', count(*), max(p.updated_at), (select count(*) from variant), (select max(updated_at) from variant))
        as stamp
    from product p where status = 'active'`.execute(db);
  return rows[0] ?? { stamp: '', products: 0 };
}
