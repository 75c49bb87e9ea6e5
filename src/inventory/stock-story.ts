import { boolean, integer, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { freePiecesSql } from './stock-sql.ts';

/** One movement of the ledger, with what lay there and what was sold and not sent after it. */
export interface StockEntry {
  /** When it was so, and when it was written down; a count may come later than it was taken. */
  readonly at: Date;
  readonly notedAt: Date;
  readonly kind: 'counted' | 'sold' | 'released' | 'sent' | 'returned' | 'corrected' | 'delivered';
  readonly pieces: number;
  /** What it changed of what lies there: of a count, how far it was from what the ledger said. */
  readonly shelf: number;
  readonly lies: number;
  readonly sold: number;
  /** The order's number, the return, the file or the person. */
  readonly about: string;
  readonly knows: string | null;
  readonly note: string;
  /** Whether nothing was known of it before. */
  readonly isFirst: boolean;
  /** When it was counted before. */
  readonly countedBefore: Date | null;
}

export interface StockStory {
  readonly sku: string;
  readonly title: string;
  /** Null where it is not counted. */
  readonly free: number | null;
  readonly lies: number;
  readonly reserved: number;
  /** Orders that hold pieces: what is not paid yet moves nothing. */
  readonly open: readonly { readonly order: string; readonly pieces: number; readonly isPaid: boolean }[];
  /** The newest last, at most as many as asked for. */
  readonly entries: readonly StockEntry[];
  readonly hasMore: boolean;
}

/** What happened to the pieces of a SKU, by the shop's own SKU or by the merchant's where one variant has it; null for none. */
export async function storyOf(db: Database, asked: string, most = 100): Promise<StockStory | null> {
  const { rows } = await rowsOf({
    sku: text,
    title: text,
    variant: tables.variant.title,
    tracked: nullable(boolean),
    free: nullable(integer),
    lies: nullable(integer),
    reserved: nullable(integer),
  })`
    select v.sku, p.title, v.title as variant, s.tracked, ${freePiecesSql} as free, s.on_hand as lies, s.reserved
    from variant v join product p on p.id = v.product_id left join stock s on s.variant_id = v.id
    where v.sku = ${asked} or v.merchant_sku = ${asked} order by v.sku = ${asked} desc limit 2`.execute(db);
  const [row, other] = rows;
  if (!row || (other && row.sku !== asked)) return null;
  const { sku } = row;
  const moved = await rowsOf({
    ...columns('stock_movement', 'at', 'kind', 'pieces', 'shelf', 'knows', 'note'),
    notedAt: tables.stock_movement.noted_at,
    about: text,
    lies: integer,
    sold: integer,
    isFirst: boolean,
    countedBefore: nullable(tables.stock_movement.at),
  })`
    select m.at, m.kind, m.pieces, m.shelf, m.knows, m.note, m.noted_at as "notedAt", coalesce(o.number, m.about) as about,
      (sum(m.shelf) over past)::int as lies, (sum(m.open) over past)::int as sold, lag(m.id) over past is null as "isFirst",
      max(case when m.kind = 'counted' then m.at end) over (past rows between unbounded preceding and 1 preceding)
        as "countedBefore"
    from stock_movement m left join customer_order o on m.kind in ('sold', 'released', 'sent') and o.id = m.about
    where m.sku = ${sku} window past as (order by m.id)
    order by m.id desc limit ${most + 1}`.execute(db);
  const open = await rowsOf({ order: text, pieces: integer, isPaid: boolean })`
    select coalesce(o.number, r.holder) as "order", r.quantity as pieces, r.expires_at is null as "isPaid"
    from stock_reservation r left join customer_order o on o.id = r.holder
    where r.sku = ${sku} and r.state = 'held' order by r.updated_at`.execute(db);
  return {
    sku,
    title: row.variant ? `${row.title}, ${row.variant}` : row.title,
    free: row.tracked ? (row.free ?? 0) : null,
    lies: row.lies ?? 0,
    reserved: row.reserved ?? 0,
    open: open.rows,
    entries: moved.rows.slice(0, most).reverse(),
    hasMore: moved.rows.length > most,
  };
}
