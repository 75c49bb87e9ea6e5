import { json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Count } from '#src/inventory/record-counts.ts';

/** How many of a variant there are, as a file of counts names it. */
export interface Counted {
  readonly line: number;
  readonly handle: string;
  readonly sku: string;
  /** The values of its options. */
  readonly values: readonly string[];
  readonly pieces: number;
  /** When it was counted, where its row says so. */
  readonly countedAt: Date | undefined;
}

type Named = Count & { readonly pieces: number };

/** Which variants those counts are of: by handle and options, else by a SKU that one variant has. */
export async function variantsCounted(
  db: Database,
  counts: readonly Counted[],
  source: string | undefined,
): Promise<{ readonly found: readonly Named[]; readonly missing: readonly Counted[] }> {
  const skus = counts.map(({ sku }) => sku).filter(Boolean);
  const handles = counts.map(({ handle }) => handle).filter(Boolean);
  const { rows } = await rowsOf({
    sku: tables.variant.sku,
    merchant: nullable(tables.variant.sku),
    handle: tables.product.source_key,
    options: json<Readonly<Record<string, string>>>(),
  })`
    select v.sku, v.merchant_sku as merchant, p.source_key as handle, v.options
    from variant v join product p on p.id = v.product_id
    where p.status <> 'archived' and (${source ?? null}::text is null or p.source = ${source ?? null})
      and (v.sku = any(${skus}::text[]) or v.merchant_sku = any(${skus}::text[])
        or p.source_key = any(${handles}::text[]))`.execute(db);
  const bySku = Map.groupBy(rows, ({ sku, merchant }) => merchant ?? sku);
  const byKey = new Map(rows.map((row) => [row.sku, row]));
  const byHandle = Map.groupBy(rows, ({ handle }) => handle.toLowerCase());
  const found: Named[] = [];
  const missing: Counted[] = [];
  for (const count of counts) {
    const here = byHandle.get(count.handle.toLowerCase()) ?? [];
    const same = here.filter(({ options }) => sameValues(Object.values(options), count.values));
    const named = (rowsHere: readonly (typeof rows)[number][]) =>
      rowsHere.filter(({ sku, merchant }) => sku === count.sku || merchant === count.sku);
    const several = same.length > 1 ? named(same) : same;
    const single = count.sku ? (byKey.get(count.sku) ?? only(bySku.get(count.sku) ?? [])) : undefined;
    const row = only(several) ?? (count.handle ? only(named(here)) : undefined) ?? single;
    if (row) found.push({ sku: row.sku, pieces: count.pieces, takenAt: count.countedAt });
    else missing.push(count);
  }
  return { found: [...Map.groupBy(found, ({ sku }) => sku).values()].map(together), missing };
}

/** A variant that is named in two ways lies in two places: what is there is their sum, as old as the older of them. */
const together = (places: readonly Named[]): Named =>
  places.reduce((sum, one) => ({
    sku: sum.sku,
    pieces: sum.pieces + one.pieces,
    takenAt: earlier(sum.takenAt, one.takenAt),
  }));

export const earlier = (a: Date | undefined, b: Date | undefined): Date | undefined =>
  a && b ? (a < b ? a : b) : (a ?? b);

const only = <Row>(rows: readonly Row[]): Row | undefined => (rows.length === 1 ? rows[0] : undefined);

const sameValues = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value) => b.some((other) => other.toLowerCase() === value.toLowerCase()));
