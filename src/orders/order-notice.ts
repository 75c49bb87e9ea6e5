import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';

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
