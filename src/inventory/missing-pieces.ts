import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

export interface MissingPieces {
  readonly sku: string;
  readonly title: string;
  readonly missing: number;
  /** When it was counted. */
  readonly at: Date;
}

/** SKUs whose last count or correction since then was a count that found fewer than expected; the newest first. */
export async function missingPieces(
  db: Database,
  since: Date,
  most: number,
): Promise<readonly MissingPieces[]> {
  const { rows } = await rowsOf({
    sku: text,
    title: text,
    missing: integer,
    at: tables.stock_movement.at,
  })`
    with last as (
      select distinct on (sku) sku, kind, shelf, at, id from stock_movement
      where noted_at >= ${since}::timestamptz and kind in ('counted', 'corrected') order by sku, id desc
    )
    select last.sku, concat_ws(', ', p.title, nullif(v.title, '')) as title, -last.shelf as missing, last.at
    from last join variant v on v.sku = last.sku join product p on p.id = v.product_id
    where last.kind = 'counted' and last.shelf < 0
      and exists (select from stock_movement m where m.sku = last.sku and m.id < last.id)
    order by last.at desc, last.sku limit ${most}`.execute(db);
  return rows;
}
