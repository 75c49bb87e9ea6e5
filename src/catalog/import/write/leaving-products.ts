import { sql } from 'kysely';
import { integer, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

const PAGE = 5_000;
const DAY_MS = 86_400_000;
const FEW = 10; // below, a quarter of a shop is a handful
const SMALL_SHOP = 2; // of which one may go

/** What of a source would leave with a feed, counted against what was there before it. */
export interface Leaving {
  readonly products: readonly { readonly id: number; readonly key: string }[];
  /** Products of the source that are not archived now. */
  readonly of: number;
  /** How many went in the last day already, by runs that were not told to let them go. */
  readonly wentToday: number;
}

export async function productsLeaving(
  db: Database,
  source: string,
  inFeed: { has(key: string): boolean },
  now: Date,
): Promise<Leaving> {
  const products: { id: number; key: string }[] = [];
  let of = 0;
  for (let after = 0, more = true; more;) {
    const { rows } = await rowsOf({ id: tables.product.id, key: tables.product.source_key })`
      select id, source_key as key from product
      where source = ${source} and status <> 'archived' and id > ${after} order by id limit ${PAGE}`.execute(
      db,
    );
    for (const row of rows) if (!inFeed.has(row.key)) products.push(row);
    of += rows.length;
    after = rows.at(-1)?.id ?? after;
    more = rows.length === PAGE;
  }
  const { rows } = await rowsOf({ went: nullable(integer) })`
    select sum((report->>'archived')::int)::int as went from import_run
    where source = ${source} and started_at > ${new Date(now.getTime() - DAY_MS)}::timestamptz
      and started_at <= ${now}::timestamptz and report->>'removalsAllowed' = 'false'`.execute(db);
  return { products, of, wentToday: rows[0]?.went ?? 0 };
}

/**
 * Whether so many leave that the feed is more likely cut off than the range so much smaller: more than half, or more than a
 * quarter where that is not a handful. Cuts in small slices add up over a day.
 */
export function isTooMuch(leaving: number, { of, wentToday }: Leaving): boolean {
  if (leaving === 0) return false;
  const gone = leaving + wentToday;
  const before = of + wentToday;
  if (before <= SMALL_SHOP && leaving < before) return false;
  return gone * 2 > before || (gone >= FEW && gone * 4 > before);
}

/** Takes those products off the shelves. The hash is emptied so that a product that comes back is written anew. */
export async function archiveProducts(db: Database, ids: readonly number[], now: Date): Promise<void> {
  await sql`
    update product set status = 'archived', content_hash = '', updated_at = ${now}::timestamptz
    where id = any(${[...ids]}::bigint[])`.execute(db);
}

/** Which of those products a feed has under another key, told by SKUs or GTINs that only they have: new key to product. */
export async function renamedProducts(
  db: Database,
  source: string,
  leaving: Leaving['products'],
  inFeed: { keyOfSku(sku: string): string | undefined; keyOfGtin(gtin: string): string | undefined },
): Promise<ReadonlyMap<string, number>> {
  const votes = new Map<number, Map<string, number>>();
  for (let from = 0; from < leaving.length; from += PAGE) {
    const ids = leaving.slice(from, from + PAGE).map(({ id }) => id);
    const { rows } = await rowsOf({
      id: tables.variant.product_id,
      sku: tables.variant.sku,
      merchant: tables.variant.merchant_sku,
      gtin: tables.variant.gtin,
    })`
      select product_id as id, sku, merchant_sku as merchant, gtin from variant where product_id = any(${ids}::bigint[])`.execute(
      db,
    );
    for (const { id, sku, merchant, gtin } of rows) {
      const key = inFeed.keyOfSku(merchant ?? sku) ?? (gtin ? inFeed.keyOfGtin(gtin) : undefined);
      if (key === undefined) continue;
      const of = votes.get(id) ?? new Map<string, number>();
      of.set(key, (of.get(key) ?? 0) + 1);
      votes.set(id, of);
    }
  }
  const wishes = [...votes].flatMap(([id, keys]) => [...keys].map(([key, count]) => ({ id, key, count })));
  if (!wishes.length) return new Map();
  const { rows } = await rowsOf({ key: text })`
    select source_key as key from product where source = ${source} and source_key = any(${[
      ...new Set(wishes.map(({ key }) => key)),
    ]}::text[])`.execute(db);
  const stored = new Set(rows.map(({ key }) => key));
  const renamed = new Map<string, number>();
  const placed = new Set<number>();
  for (const { id, key } of wishes.toSorted((a, b) => b.count - a.count || a.id - b.id)) {
    if (stored.has(key) || renamed.has(key) || placed.has(id)) continue;
    renamed.set(key, id);
    placed.add(id);
  }
  return renamed;
}
