import { sql, type RawBuilder } from 'kysely';
import { freePiecesSql } from '#src/catalog/stock-sql.ts';
import { boolean, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

export interface Wanted {
  readonly sku: string;
  readonly quantity: number;
}

export type Reserved =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'sold-out'; readonly sku: string; readonly left: number }
  /** What was to hold before did not: nothing was looked at. */
  | { readonly ok: false; readonly refusal: 'not-begun' };

/** What is written in one statement with a reservation, as common table expressions. */
export interface Beside {
  /** `begun`, which has one row where pieces may be taken; what it locks is locked before them. */
  readonly begun: RawBuilder<unknown>;
  /** What goes with the pieces; each writes for the one row of `go`, or for none. */
  readonly then: RawBuilder<unknown>;
}

/**
 * Takes quantities out of what may be promised, all or none, for a holder (an order), until `expiresAt`; null for good.
 * The look and the change are one statement, so any number of processes together never promise a piece twice, and
 * nobody who waits for a piece waits for a client. `left` says how many there still are.
 */
export async function reserve(
  db: Database,
  holder: string,
  wanted: readonly Wanted[],
  expiresAt: Date | null,
  now: Date,
  { begun, then }: Beside = { begun: sql`begun as (select 1)`, then: sql`beside as (select 1)` },
): Promise<Reserved> {
  const { rows } = await rowsOf({ sku: text, fits: boolean, left: integer })`
    with ${begun}, w as (
      select w.sku, w.quantity, v.id
      from unnest(${wanted.map(({ sku }) => sku)}::text[], ${wanted.map(({ quantity }) => quantity)}::int[])
        w (sku, quantity)
        left join (variant v join product p on p.id = v.product_id and p.status = 'active') on v.sku = w.sku
      where exists (select 1 from begun)
    ), s as (${lockedStock}
    ), fit as (
      select w.*, coalesce(${freePiecesSql}, 0)::int as left,
        coalesce(not s.tracked or s.backorder or s.on_hand - s.reserved >= w.quantity, w.id is not null) as fits
      from w left join s on s.variant_id = w.id
    ), go as (select 1 from begun where (select bool_and(fits) from fit)
    ), took as (
      update stock s set reserved = s.reserved + w.quantity, updated_at = ${now}
      from w, go where s.variant_id = w.id
    ), kept as (
      insert into stock_reservation (holder, sku, quantity, expires_at, updated_at)
      select ${holder}, w.sku, w.quantity, ${expiresAt}::timestamptz, ${now}::timestamptz from w, go
    ), ${then}
    select sku, fits, "left" from fit order by sku collate "C"`.execute(db);
  if (wanted.length && !rows.length) return { ok: false, refusal: 'not-begun' };
  const short = rows.find((row) => !row.fits);
  return short ? { ok: false, refusal: 'sold-out', sku: short.sku, left: short.left } : { ok: true };
}

/**
 * The rows of stock of the variants `w`, as they are after waiting for whoever has them. Whoever changes several locks
 * them in the order of their SKUs, so that nobody waits for each other.
 */
const lockedStock = sql`select s.* from stock s join w on w.id = s.variant_id
  order by w.sku collate "C" for update of s`;

/** Gives back what the holder still holds; done twice it is given back once. */
export async function release(db: Database, holder: string, now: Date): Promise<void> {
  await settle(db, holder, 'released', now);
}

/** What the holder holds has left the house: it is neither promised nor on hand any more. */
export async function takeOut(db: Database, holder: string, now: Date): Promise<void> {
  await settle(db, holder, 'taken', now);
}

async function settle(db: Database, holder: string, state: 'released' | 'taken', now: Date): Promise<void> {
  await sql`
    with settled as (
      update stock_reservation set state = ${state}, updated_at = ${now} where holder = ${holder} and state = 'held'
      returning sku, quantity, state = 'taken' as gone
    ), w as (select v.id, settled.* from settled join variant v on v.sku = settled.sku
    ), locked as (${lockedStock})
    update stock s set reserved = greatest(s.reserved - w.quantity, 0), updated_at = ${now},
      on_hand = case when s.tracked and w.gone then greatest(s.on_hand - w.quantity, 0) else s.on_hand end
    from locked join w on w.id = locked.variant_id where s.variant_id = w.id`.execute(db);
}

/** Puts pieces that came back on the shelf; where stock is not counted nothing changes. */
export async function putBack(db: Database, { sku, quantity }: Wanted, now: Date): Promise<void> {
  await sql`update stock set on_hand = on_hand + ${quantity}, updated_at = ${now}
    where tracked and variant_id = (select id from variant where sku = ${sku})`.execute(db);
}
