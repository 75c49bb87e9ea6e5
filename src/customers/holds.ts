import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

export type HoldKind = 'complaint' | 'return' | 'late-order';

export interface Hold {
  readonly kind: HoldKind;
  readonly reference: string;
  readonly openedAt: Date;
}

/** From now on nobody asks that customer to buy again; `reference` names the ticket, return or order. */
export async function openHold(
  db: Database,
  customerId: string,
  kind: HoldKind,
  reference: string,
  now: Date,
): Promise<void> {
  await sql`insert into customer_hold (customer_id, kind, reference, opened_at)
    values (${customerId}, ${kind}, ${reference}, ${now})
    on conflict (customer_id, kind, reference) do update set opened_at = excluded.opened_at, closed_at = null
    where customer_hold.closed_at is not null`.execute(db);
}

/** The matter is settled. */
export async function closeHold(db: Database, kind: HoldKind, reference: string, now: Date): Promise<void> {
  await sql`update customer_hold set closed_at = ${now}
    where kind = ${kind} and reference = ${reference} and closed_at is null`.execute(db);
}

const LATE_AFTER_DAYS = 10;

/** What is open with the customer: what was written down, and orders not delivered after LATE_AFTER_DAYS. */
export async function openHolds(db: Database, customerId: string, now: Date): Promise<readonly Hold[]> {
  const { rows } = await rowsOf(columns('customer_hold', 'kind', 'reference', 'opened_at'))`
    select kind, reference, opened_at from customer_hold where customer_id = ${customerId} and closed_at is null
    union all
    select 'late-order', number, placed_at from customer_order
    where customer_id = ${customerId} and state in ('paid', 'sent') and source = 'shop'
      and placed_at < ${now}::timestamptz - ${LATE_AFTER_DAYS} * interval '1 day'
    order by opened_at`.execute(db);
  return rows.map((row) => ({ kind: row.kind, reference: row.reference, openedAt: row.opened_at }));
}
