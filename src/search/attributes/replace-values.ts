import { sql } from 'kysely';
import { attributeValuesOf, type AttributeValue } from '#src/catalog/attribute-values.ts';
import type { Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { keepSources } from './indexed-versions.ts';
import { noGroups, tallyGroups, type Groups, type Names } from './tally-groups.ts';
import type { Units } from './learn-units.ts';

export const ATTRIBUTES_LOCK = 7_346_511; // an advisory lock: one writer at a time
const MOST_WORDS = 300_000;

/** What was met of keys and values while products were indexed. */
export interface Seen {
  readonly labels: Map<string, { label: string; isOption: boolean; unit: string | null }>;
  /** The merchant's spelling of a value by `key\0value in lower case`, of the first so many. */
  readonly words: Map<string, string>;
  readonly groups: Groups;
}

/** `names`: all of the catalogue's, where what belongs together is counted. */
export const nothingSeen = (names?: Names): Seen => ({
  labels: new Map(),
  words: new Map(),
  groups: noGroups(names),
});

interface Replacing {
  /** Whose values are replaced: those of `products`, and others that have none any more. */
  readonly ids: readonly number[];
  readonly sources: ReadonlyMap<number, string>;
  readonly units: Units;
  readonly seen: Seen;
}

/** Writes the values of some products anew, in one transaction; answers how many there are. */
export async function replaceValues(
  db: Database,
  products: readonly Product[],
  { ids, sources, units, seen }: Replacing,
): Promise<number> {
  const values = products.flatMap((product) => {
    const own = attributeValuesOf(product, (key) => units.get(key)?.unit ?? null);
    tallyGroups(seen.groups, product, own);
    return own;
  });
  noteSeen(seen, products, values);
  await db.transaction().execute(async (trx) => {
    // Two builders must not both add the values of one product.
    await sql`select pg_advisory_xact_lock(${ATTRIBUTES_LOCK})`.execute(trx);
    await sql`delete from search_fact where product_id = any(${[...ids]}::bigint[])`.execute(trx);
    await insertValues(trx, values);
    await keepSources(trx, ids, sources);
  });
  return values.length;
}

async function insertValues(db: Database, values: readonly AttributeValue[]): Promise<void> {
  for (let at = 0; at < values.length; at += 5_000) {
    const some = values.slice(at, at + 5_000);
    await sql`
      insert into search_fact (product_id, variant_id, key, number, word, flag)
      select * from unnest(${some.map((one) => one.productId)}::bigint[],
        ${some.map((one) => one.variantId)}::bigint[], ${some.map((one) => one.key)}::text[],
        ${some.map((one) => one.number)}::double precision[],
        ${some.map((one) => one.word?.toLowerCase() ?? null)}::text[],
        ${some.map((one) => one.flag)}::boolean[])`.execute(db);
  }
}

function noteSeen(seen: Seen, products: readonly Product[], values: readonly AttributeValue[]): void {
  for (const product of products) {
    const all = [...product.attributes, ...product.variants.flatMap((variant) => variant.attributes)];
    for (const one of all) {
      if (one.kind === 'number' && one.unit && !seen.labels.get(one.key)?.unit) {
        seen.labels.set(one.key, { label: one.label, isOption: false, unit: one.unit });
      }
    }
  }
  for (const value of values) {
    const known = seen.labels.get(value.key);
    if (!known) seen.labels.set(value.key, { label: value.label, isOption: value.isOption, unit: null });
    else if (value.isOption && !known.isOption) seen.labels.set(value.key, { ...known, isOption: true });
    if (value.word !== null && seen.words.size < MOST_WORDS) {
      const id = `${value.key}\0${value.word.toLowerCase()}`;
      if (!seen.words.has(id)) seen.words.set(id, value.word);
    }
  }
}
