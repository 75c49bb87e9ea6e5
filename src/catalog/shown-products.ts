import { sql } from 'kysely';
import { keptAtVersion } from '#src/database/kept-at-version.ts';
import type { Database } from '#src/database/database.ts';
import type { Product } from './product.ts';
import { productsWith, type ProductWith } from './product-store.ts';

/*
 * Products as pages show them: those that are asked for again and again are read once while nothing that a page shows
 * has changed, prices and stock included. How many pieces are left beyond the few that a page names may be older: what
 * counts pieces reads product-store.ts.
 */

/** A product with what editors wrote of it, passage by passage; null where they wrote nothing. */
export type ShownProduct = ProductWith<readonly string[] | null>;

/** Of the row `p`. */
const PASSAGES = sql`(select json_agg(s.text order by s.id) from search_passage s
  where s.kind = 'product' and s.slug = p.slug)`;

const MOST = 4_000; // names: each product has two
const ID = /^#\d+$/; // no slug holds a #

const kept = keptAtVersion<string, ShownProduct>(MOST, async (db, names) => {
  const ids = names.filter((name) => ID.test(name)).map((name) => Number(name.slice(1)));
  const slugs = names.filter((name) => !ID.test(name));
  const found = await productsWith<readonly string[] | null>(db, { ids, slugs }, PASSAGES);
  return new Map(
    found.flatMap((one) => [[`#${one.product.id}`, one] as const, [one.product.slug, one] as const]),
  );
});

async function named(db: Database, names: readonly string[]): Promise<readonly ShownProduct[]> {
  if (names.length === 0) return [];
  const found = await kept(db, [...new Set(names)]);
  return names.flatMap((name) => found.get(name) ?? []);
}

/** The products of those ids, in that order; unknown and unpublished ones are left out. */
export const shownWithPassages = (db: Database, ids: readonly number[]): Promise<readonly ShownProduct[]> =>
  named(
    db,
    ids.map((id) => `#${id}`),
  );

/** The same as they are at this moment, each piece counted. */
export const withPassages = (db: Database, ids: readonly number[]): Promise<readonly ShownProduct[]> =>
  productsWith(db, { ids, slugs: [] }, PASSAGES);

export const shownProducts = async (db: Database, ids: readonly number[]): Promise<readonly Product[]> =>
  (await shownWithPassages(db, ids)).map(({ product }) => product);

/** The products of those slugs, in that order; unknown and unpublished ones are left out. */
export const shownBySlug = async (db: Database, slugs: readonly string[]): Promise<readonly Product[]> =>
  (await named(db, slugs)).map(({ product }) => product);
