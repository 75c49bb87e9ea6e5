import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { DAY_MS } from './purchase-days.ts';

export interface Choice {
  readonly snoozedUntil: Date | null;
  readonly stoppedAt: Date | null;
  readonly everyDays: number | null;
}

export const SHORTEST_DAYS = 3;
export const LONGEST_DAYS = 365;

export type Chosen =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'never-bought' }
  | {
      readonly ok: false;
      readonly refusal: 'days-out-of-range';
      readonly least: number;
      readonly most: number;
    };

/** Says nothing of the item for so many days, 1 to LONGEST_DAYS. */
export async function snooze(
  db: Database,
  customerId: string,
  sku: string,
  days: number,
  now: Date,
): Promise<Chosen> {
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS) return outOfRange(1);
  return change(db, customerId, sku, { snoozed_until: new Date(now.getTime() + days * DAY_MS) }, now);
}

/** Never reminds of the item again, until an interval is chosen anew. */
export async function stopReminders(
  db: Database,
  customerId: string,
  sku: string,
  now: Date,
): Promise<Chosen> {
  return change(db, customerId, sku, { stopped_at: now }, now);
}

/** From now on the customer's own word stands for what was learned; null goes back to it. Starts stopped reminders again. */
export async function changeInterval(
  db: Database,
  customerId: string,
  sku: string,
  everyDays: number | null,
  now: Date,
): Promise<Chosen> {
  if (
    everyDays !== null &&
    (!Number.isInteger(everyDays) || everyDays < SHORTEST_DAYS || everyDays > LONGEST_DAYS)
  )
    return outOfRange(SHORTEST_DAYS);
  return change(db, customerId, sku, { every_days: everyDays, stopped_at: null, snoozed_until: null }, now);
}

/** What the customer chose, by SKU. */
export async function choicesOf(db: Database, customerId: string): Promise<ReadonlyMap<string, Choice>> {
  const { rows } = await rowsOf(
    columns('replenishment_choice', 'sku', 'snoozed_until', 'stopped_at', 'every_days'),
  )`
    select sku, snoozed_until, stopped_at, every_days from replenishment_choice
    where customer_id = ${customerId}`.execute(db);
  return new Map(
    rows.map((row) => [
      row.sku,
      { snoozedUntil: row.snoozed_until, stoppedAt: row.stopped_at, everyDays: row.every_days },
    ]),
  );
}

interface Change {
  readonly snoozed_until?: Date | null;
  readonly stopped_at?: Date | null;
  readonly every_days?: number | null;
}

async function change(db: Database, customerId: string, sku: string, to: Change, now: Date): Promise<Chosen> {
  const sets = Object.entries(to).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const { rows } = await rowsOf(columns('order_line', 'sku'))`
    insert into replenishment_choice (customer_id, sku, changed_at)
    select ${customerId}, ${sku}, ${now}
    where exists (select 1 from order_line l join customer_order o on o.id = l.order_id
      where o.customer_id = ${customerId} and l.sku = ${sku})
    on conflict (customer_id, sku) do update set changed_at = excluded.changed_at returning sku`.execute(db);
  if (!rows.length) return { ok: false, refusal: 'never-bought' };
  await sql`update replenishment_choice set ${sql.join(sets)}
    where customer_id = ${customerId} and sku = ${sku}`.execute(db);
  return { ok: true };
}

const outOfRange = (least: number): Chosen => ({
  ok: false,
  refusal: 'days-out-of-range',
  least,
  most: LONGEST_DAYS,
});
