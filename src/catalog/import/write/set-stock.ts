import { sql } from 'kysely';
import { json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

/** How many of a variant there are, as a file of counts names it. */
export interface Counted {
  readonly line: number;
  readonly handle: string;
  readonly sku: string;
  /** The values of its options. */
  readonly values: readonly string[];
  readonly pieces: number;
}

export interface FoundCount {
  readonly variantId: number;
  readonly productId: number;
  readonly pieces: number;
}

/** Which variants those counts are of: by handle and options, else by a SKU that one variant has. */
export async function variantsCounted(
  db: Database,
  counts: readonly Counted[],
  source: string | undefined,
): Promise<{ readonly found: readonly FoundCount[]; readonly missing: readonly Counted[] }> {
  const skus = counts.map(({ sku }) => sku).filter(Boolean);
  const handles = counts.map(({ handle }) => handle).filter(Boolean);
  const { rows } = await rowsOf({
    id: tables.variant.id,
    product: tables.variant.product_id,
    sku: tables.variant.sku,
    merchant: nullable(tables.variant.sku),
    handle: tables.product.source_key,
    options: json<Readonly<Record<string, string>>>(),
  })`
    select v.id, v.product_id as product, v.sku, v.merchant_sku as merchant, p.source_key as handle, v.options
    from variant v join product p on p.id = v.product_id
    where p.status <> 'archived' and (${source ?? null}::text is null or p.source = ${source ?? null})
      and (v.sku = any(${skus}::text[]) or v.merchant_sku = any(${skus}::text[])
        or p.source_key = any(${handles}::text[]))`.execute(db);
  const bySku = Map.groupBy(rows, ({ sku, merchant }) => merchant ?? sku);
  const byKey = new Map(rows.map((row) => [row.sku, row]));
  const byHandle = Map.groupBy(rows, ({ handle }) => handle.toLowerCase());
  const found: FoundCount[] = [];
  const missing: Counted[] = [];
  for (const count of counts) {
    const here = byHandle.get(count.handle.toLowerCase()) ?? [];
    const same = here.filter(({ options }) => sameValues(Object.values(options), count.values));
    const named = (rowsHere: readonly (typeof rows)[number][]) =>
      rowsHere.filter(({ sku, merchant }) => sku === count.sku || merchant === count.sku);
    const several = same.length > 1 ? named(same) : same;
    const single = count.sku ? (byKey.get(count.sku) ?? only(bySku.get(count.sku) ?? [])) : undefined;
    const row = only(several) ?? (count.handle ? only(named(here)) : undefined) ?? single;
    if (row) found.push({ variantId: row.id, productId: row.product, pieces: count.pieces });
    else missing.push(count);
  }
  return { found, missing };
}

const only = <Row>(rows: readonly Row[]): Row | undefined => (rows.length === 1 ? rows[0] : undefined);

const sameValues = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value) => b.some((other) => other.toLowerCase() === value.toLowerCase()));

/** Sets what there is of each variant where the count says something new, and answers the products. */
export async function setStock(
  db: Database,
  counts: readonly FoundCount[],
  now: Date,
): Promise<readonly number[]> {
  const rows = counts.map(({ variantId, pieces }) => ({ id: variantId, hand: Math.max(0, pieces) }));
  if (!rows.length) return [];
  await sql`
    insert into stock (variant_id, on_hand, fed_on_hand, tracked, updated_at)
    select r.id, r.hand, r.hand, true, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id bigint, hand int) join variant v on v.id = r.id
    order by v.sku collate "C"
    on conflict (variant_id) do update set
      on_hand = case when stock.fed_on_hand is distinct from excluded.fed_on_hand then excluded.on_hand
        else stock.on_hand end,
      fed_on_hand = excluded.fed_on_hand, tracked = true, updated_at = excluded.updated_at`.execute(db);
  return [...new Set(counts.map(({ productId }) => productId))];
}
