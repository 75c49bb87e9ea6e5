import type { Database } from '#src/database/database.ts';
import { integer, nullable, text } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { overpromisedSql } from './stock-sql.ts';

/** An order that cannot be filled with what there is. */
export interface ShortOrder {
  readonly sku: string;
  /** The order's number; its id where there is none. */
  readonly order: string;
  readonly pieces: number;
  readonly missing: number;
}

/** Orders for which there are too few pieces, of those SKUs or of all: who paid first is served first. */
export async function shortOrders(
  db: Database,
  skus: readonly string[] | null,
): Promise<readonly ShortOrder[]> {
  const { rows } = await rowsOf({
    sku: text,
    holder: text,
    number: nullable(tables.customer_order.number),
    pieces: integer,
    missing: integer,
  })`
    with few as (
      select v.sku, greatest(s.on_hand, 0) as pieces from stock s join variant v on v.id = s.variant_id
      where ${overpromisedSql} and (${skus === null}::boolean or v.sku = any(${[...(skus ?? [])]}::text[]))
    ), asked as (
      select r.sku, r.holder, o.number, r.quantity, few.pieces, sum(r.quantity) over (partition by r.sku
        order by r.expires_at is not null, coalesce(o.paid_at, o.placed_at, r.updated_at), r.holder)::int as until
      from few join stock_reservation r on r.sku = few.sku and r.state = 'held'
        left join customer_order o on o.id = r.holder
    )
    select sku, holder, number, quantity as pieces, least(quantity, until - pieces)::int as missing
    from asked where until > pieces order by sku, until`.execute(db);
  return rows.map(({ sku, holder, number, pieces, missing }) => ({
    sku,
    order: number ?? holder,
    pieces,
    missing,
  }));
}
