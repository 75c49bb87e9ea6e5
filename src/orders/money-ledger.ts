import { sql, type RawBuilder } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Money } from '#src/money/money.ts';

export interface MoneyEntry {
  readonly kind: 'order' | 'payment' | 'cancel' | 'return' | 'allowance' | 'refund';
  /** Above zero: the customer owes it. Below: it is paid, or no longer owed. */
  readonly amount: Money;
  /** What it is about; of one kind each reference is written once. */
  readonly reference: string;
  readonly note?: string;
}

/** Appends an entry; false, and nothing written, where the same one is there already. */
export async function writeEntry(
  trx: Database,
  orderId: string,
  entry: MoneyEntry,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`${entrySql(orderId, entry, at)} returning 1`.execute(trx);
  return rows.length > 0;
}

/** The same as a part of a larger statement: appended where `from` has a row. */
export const entrySql = (
  orderId: string,
  { kind, amount, reference, note = '' }: MoneyEntry,
  at: Date,
  from: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> => sql`insert into money_entry (order_id, kind, amount_minor, currency, reference, at, note)
  select ${orderId}, ${kind}, ${amount.minor}::bigint, ${amount.currency}, ${reference}, ${at}::timestamptz, ${note} ${from}
  on conflict (kind, reference) do nothing`;

/** What the customer still owes for an order, in minor units; below zero what the shop owes. */
export async function owedFor(db: Database, orderId: string): Promise<number> {
  const { rows } = await rowsOf({ owed: integer })`
    select coalesce(sum(amount_minor), 0)::bigint as owed from money_entry where order_id = ${orderId}`.execute(
    db,
  );
  return rows[0]?.owed ?? 0;
}

/** What the shop let go of what an order cost, though it stands, in minor units. */
export async function allowedFor(db: Database, orderId: string): Promise<number> {
  const { rows } = await rowsOf({ allowed: integer })`
    select coalesce(-sum(amount_minor), 0)::bigint as allowed from money_entry
    where order_id = ${orderId} and kind = 'allowance'`.execute(db);
  return rows[0]?.allowed ?? 0;
}

export interface EntryShown {
  readonly kind: MoneyEntry['kind'];
  readonly minor: number;
  readonly currency: string;
  readonly at: Date;
  readonly note: string;
}

/** The entries of an order in the order they were written. */
export async function entriesOf(db: Database, orderId: string): Promise<readonly EntryShown[]> {
  const { rows } = await rowsOf({
    ...columns('money_entry', 'kind', 'currency', 'at', 'note'),
    minor: tables.money_entry.amount_minor,
  })`
    select kind, amount_minor as minor, currency, at, note from money_entry where order_id = ${orderId} order by id`.execute(
    db,
  );
  return rows;
}
