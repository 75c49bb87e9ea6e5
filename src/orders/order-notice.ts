import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

export type NoticeKind = 'confirmed' | 'sent' | 'cancelled' | 'return-started' | 'refunded';

/** The customer is to be told, once: written with the reason, sent by a job. `about` tells several of a kind apart. */
export async function noteFor(
  trx: Database,
  orderId: string,
  kind: NoticeKind,
  about: string,
  now: Date,
): Promise<void> {
  await noticeSql(orderId, kind, about, now).execute(trx);
}

/** The same as a part of a larger statement: written where `from` has a row. */
export const noticeSql = (
  orderId: string,
  kind: NoticeKind,
  about: string,
  now: Date,
  from: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> => sql`insert into order_notice (order_id, kind, about, at)
  select ${orderId}, ${kind}, ${about}, ${now}::timestamptz ${from} on conflict do nothing`;

/** What the customer was told of an order, or is to be told. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly about: string;
  /** Null while it waits. */
  readonly mailedAt: Date | null;
}

/** What the customer was told, the oldest first. */
export async function noticesOf(db: Database, orderId: string): Promise<readonly Notice[]> {
  const { rows } = await rowsOf({
    kind: tables.order_notice.kind,
    about: tables.order_notice.about,
    mailedAt: tables.order_notice.mailed_at,
  })`select kind, about, mailed_at as "mailedAt" from order_notice where order_id = ${orderId} order by at, kind`.execute(
    db,
  );
  return rows;
}

/** Sends a message of before once more, with the next round. False where there is none. */
export async function mailAgain(
  db: Database,
  orderId: string,
  { kind, about }: { readonly kind: string; readonly about: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`update order_notice set mailed_at = null, tries = 0, at = ${now}
    where order_id = ${orderId} and kind = ${kind} and about = ${about} returning kind`.execute(db);
  return rows.length > 0;
}
