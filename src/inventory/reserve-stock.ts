import { sql, type RawBuilder } from 'kysely';
import { boolean, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { movementsSql } from './movements.ts';
import { freePiecesSql } from './stock-sql.ts';

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
 * Takes quantities out of what may be promised, all or none, for a holder (an order), until `expiresAt`; null for good:
 * then they are sold.
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
  const sold = movementsSql('sold', sql`${holder}`, now, sql`from w, go`);
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
    )${expiresAt ? sql`` : sql`, sold as (${sold})`}, ${then}
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

/**
 * What `holder` holds is held for good from now on: it is sold. Common table expressions `kept` and `sold`; what was held
 * for good before is not sold again.
 */
export const keepForGoodSql = (holder: RawBuilder<unknown>, now: Date): RawBuilder<unknown> => sql`
  kept as (
    update stock_reservation set expires_at = null, updated_at = ${now}
    where holder = (${holder}) and state = 'held' and expires_at is not null returning holder, sku, quantity
  ), sold as (${movementsSql('sold', sql`holder`, now, sql`from kept`)})`;

/** Gives back what the holder still holds; done twice it is given back once. What was only reserved moves nothing. */
export async function release(db: Database, holder: string, now: Date): Promise<void> {
  const moved = movementsSql('released', sql`${holder}`, now, sql`from settled where firm`);
  await settle(db, holder, 'released', sql`moved as (${moved})`, now);
}

/** What the holder holds has left the house: it is neither promised nor there any more. */
export async function takeOut(db: Database, holder: string, now: Date): Promise<void> {
  const sold = movementsSql('sold', sql`${holder}`, now, sql`from settled where not firm`);
  const sent = movementsSql('sent', sql`${holder}`, now, sql`from settled`);
  await settle(db, holder, 'taken', sql`sold as (${sold}), sent as (${sent})`, now);
}

async function settle(
  db: Database,
  holder: string,
  state: 'released' | 'taken',
  moved: RawBuilder<unknown>,
  now: Date,
): Promise<void> {
  await sql`
    with settled as (
      update stock_reservation set state = ${state}, updated_at = ${now} where holder = ${holder} and state = 'held'
      returning sku, quantity, state = 'taken' as gone, expires_at is null as firm
    ), ${moved}, w as (select v.id, settled.* from settled join variant v on v.sku = settled.sku
    ), locked as (${lockedStock})
    update stock s set reserved = greatest(s.reserved - w.quantity, 0), updated_at = ${now},
      on_hand = case when w.gone then s.on_hand - w.quantity else s.on_hand end,
      unheard = case when w.gone then s.unheard + w.quantity else s.unheard end
    from locked join w on w.id = locked.variant_id where s.variant_id = w.id`.execute(db);
}

/**
 * Puts pieces of a return on the shelf. Where a count was taken after they came, whoever counted saw them lie there, and
 * only one who hears nothing of the shop counts without them.
 */
export async function putBack(
  db: Database,
  { sku, quantity }: Wanted,
  about: string,
  now: Date,
): Promise<void> {
  await sql`
    with locked as (
      select s.variant_id, s.counted_at > ${now}::timestamptz and s.counted_as is distinct from 'does-not-know' as seen
      from stock s join variant v on v.id = s.variant_id where v.sku = ${sku} for update of s
    ), came as (
      select case when exists (select 1 from locked where seen) then 0 else ${quantity}::int end as shelf
    ), moved as (
      insert into stock_movement (sku, at, kind, pieces, shelf, open, unheard, about, noted_at)
      select ${sku}, ${now}::timestamptz, 'returned', ${quantity}, shelf, 0, -${quantity}::int, ${about}, ${now}::timestamptz
      from came
    )
    update stock s set on_hand = s.on_hand + came.shelf, unheard = s.unheard - ${quantity}::int, updated_at = ${now}
    from came, locked where s.variant_id = locked.variant_id`.execute(db);
}
