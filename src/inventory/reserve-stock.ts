import { sql } from 'kysely';
import { freePiecesSql } from '#src/catalog/stock-sql.ts';
import { boolean, integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

export interface Wanted {
  readonly sku: string;
  readonly quantity: number;
}

export type Reserved =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'sold-out'; readonly sku: string; readonly left: number };

/**
 * Takes a quantity out of what may be promised, for a holder (an order), until `expiresAt`; null for good. The look
 * and the change are one statement, so any number of processes together never promise a piece twice. `left` says how
 * many there still are. Call it in a transaction, SKUs in order, so that two holders never wait for each other.
 */
export async function reserve(
  db: Database,
  holder: string,
  { sku, quantity }: Wanted,
  expiresAt: Date | null,
  now: Date,
): Promise<Reserved> {
  const { rows } = await rowsOf({ took: boolean, free: boolean, left: integer })`
    with wanted as (select v.id, s.variant_id is null as free from variant v join product p on p.id = v.product_id
        left join stock s on s.variant_id = v.id where v.sku = ${sku} and p.status = 'active'),
      took as (update stock set reserved = reserved + ${quantity}, updated_at = ${now}
        where variant_id = (select id from wanted) and (not tracked or backorder or on_hand - reserved >= ${quantity})
        returning variant_id)
    select exists (select from took) as took, coalesce((select free from wanted), false) as free,
      coalesce((select ${freePiecesSql} from stock s where variant_id = (select id from wanted)), 0)::int
        as left`.execute(db);
  const [row] = rows;
  if (!row?.took && !row?.free) return { ok: false, refusal: 'sold-out', sku, left: row?.left ?? 0 };
  await sql`insert into stock_reservation as r (holder, sku, quantity, expires_at, updated_at)
    values (${holder}, ${sku}, ${quantity}, ${expiresAt}, ${now})`.execute(db);
  return { ok: true };
}

/** What the holder reserved is kept for good: it was paid for. */
export async function keepReserved(db: Database, holder: string, now: Date): Promise<void> {
  await sql`update stock_reservation set expires_at = null, updated_at = ${now}
    where holder = ${holder} and state = 'held'`.execute(db);
}

/** Gives back what the holder still holds; done twice it is given back once. */
export async function release(db: Database, holder: string, now: Date): Promise<void> {
  await settle(db, holder, 'released', now);
}

/** What the holder holds has left the house: it is neither promised nor on hand any more. */
export async function takeOut(db: Database, holder: string, now: Date): Promise<void> {
  await settle(db, holder, 'taken', now);
}

async function settle(db: Database, holder: string, state: 'released' | 'taken', now: Date): Promise<void> {
  const { rows } = await rowsOf(columns('stock_reservation', 'sku', 'quantity'))`
    update stock_reservation set state = ${state}, updated_at = ${now}
    where holder = ${holder} and state = 'held' returning sku, quantity`.execute(db);
  for (const { sku, quantity } of rows.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))) {
    const gone = state === 'taken' ? quantity : 0;
    await sql`update stock set reserved = greatest(reserved - ${quantity}, 0),
        on_hand = case when tracked then greatest(on_hand - ${gone}, 0) else on_hand end, updated_at = ${now}
      where variant_id = (select id from variant where sku = ${sku})`.execute(db);
  }
}

/** Puts pieces that came back on the shelf; where stock is not counted nothing changes. */
export async function putBack(db: Database, { sku, quantity }: Wanted, now: Date): Promise<void> {
  await sql`update stock set on_hand = on_hand + ${quantity}, updated_at = ${now}
    where tracked and variant_id = (select id from variant where sku = ${sku})`.execute(db);
}
