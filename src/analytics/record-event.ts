import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';

/** Everything that is written down as having happened. Amounts are minor units. */
export type ShopEvent =
  | {
      readonly kind: 'order-placed';
      readonly order: string;
      readonly total: number;
      readonly currency: string;
    }
  | { readonly kind: 'order-paid'; readonly order: string }
  | { readonly kind: 'order-sent'; readonly order: string }
  | { readonly kind: 'order-delivered'; readonly order: string }
  | { readonly kind: 'order-cancelled'; readonly order: string; readonly because: string }
  | { readonly kind: 'payment-declined'; readonly order: string; readonly reason: string }
  | { readonly kind: 'payment-unreadable'; readonly order: string; readonly why: string }
  | {
      readonly kind: 'return-started' | 'return-received' | 'return-refused';
      readonly order: string;
      readonly return: string;
    }
  | {
      readonly kind: 'refund-wanted';
      readonly order: string;
      readonly amount: number;
      readonly because: string;
    }
  | { readonly kind: 'refund-done' | 'refund-refused'; readonly order: string; readonly amount: number };

/** Writes an event down in the caller's transaction, so that it is there exactly when what it tells of is. */
export async function recordEvent(
  trx: Database,
  event: ShopEvent,
  at: Date,
  visitorId: string | null = null,
): Promise<void> {
  await eventSql(event, at, visitorId).execute(trx);
}

/** The same as a part of a larger statement: written once for each row of `from`. */
export function eventSql(
  { kind, ...data }: ShopEvent,
  at: Date,
  visitorId: string | null,
  from: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  return sql`insert into event (at, visitor_id, kind, data)
    select ${at}::timestamptz, ${visitorId}::text, ${kind}::text, ${JSON.stringify(data)}::jsonb ${from}`;
}
