import { sql } from 'kysely';
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
  await sql`insert into order_notice (order_id, kind, about, at) values (${orderId}, ${kind}, ${about}, ${now})
    on conflict do nothing`.execute(trx);
}
