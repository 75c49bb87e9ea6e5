import { sql } from 'kysely';
import { recordEvent } from '#src/analytics/record-event.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import type { Content } from '#src/editorial/content.ts';
import { takeOut } from '#src/inventory/reserve-stock.ts';
import { earnForOrder } from '#src/loyalty/points-ledger.ts';
import { noteFor } from './order-notice.ts';

export type Moved = { readonly ok: true } | { readonly ok: false; readonly refusal: 'wrong-state' };

/** How a parcel travels, as far as somebody said so. */
export interface Parcel {
  readonly carrier: string | null;
  readonly tracking: string | null;
}

/** A paid order has left the house; its pieces are off the shelf. Done twice it has left once. */
export const markSent = (
  db: Database,
  orderId: string,
  { carrier, tracking }: Parcel,
  now: Date,
): Promise<Moved> =>
  inTransaction<Moved>(db, async (trx) => {
    const { rows } =
      await sql`update customer_order set state = 'sent', sent_at = ${now}, tracking = ${tracking},
      carrier = ${carrier}, updated_at = ${now} where id = ${orderId} and state = 'paid' returning 1`.execute(
        trx,
      );
    if (!rows.length) return { ok: false, refusal: 'wrong-state' };
    await takeOut(trx, orderId, now);
    await noteFor(trx, orderId, 'sent', orderId, now);
    await recordEvent(trx, { kind: 'order-sent', order: orderId }, now);
    return { ok: true };
  });

/** The carrier has handed it over: the days for a return start, and its points are earned. */
export const markDelivered = (
  db: Database,
  content: Pick<Content, 'program'>,
  orderId: string,
  now: Date,
): Promise<Moved> =>
  inTransaction<Moved>(db, async (trx) => {
    const { rows } =
      await sql`update customer_order set state = 'delivered', delivered_at = ${now}, updated_at = ${now}
      where id = ${orderId} and state = 'sent' returning 1`.execute(trx);
    if (!rows.length) return { ok: false, refusal: 'wrong-state' };
    if (content.program) await earnForOrder(trx, content.program.words.points.validDays, orderId, now);
    await recordEvent(trx, { kind: 'order-delivered', order: orderId }, now);
    return { ok: true };
  });
