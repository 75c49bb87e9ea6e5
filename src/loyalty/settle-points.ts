import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { lotsOf } from './points-lots.ts';

/**
 * Makes up for lots below zero from the customer's others, those that expire first before the rest: afterwards no lot is
 * below zero while another holds points, so nothing expires out of a negative balance. In the caller's transaction,
 * which holds the customer's points until it ends.
 */
export async function settlePoints(trx: Database, customerId: string, now: Date): Promise<void> {
  await holdPoints(trx, [customerId]);
  const lots = await lotsOf(trx, customerId, now);
  const owing = lots.filter(({ left }) => left < 0).map((lot) => ({ ...lot }));
  for (const lot of lots) {
    let open = lot.left;
    for (const debt of owing) {
      const points = Math.min(open, -debt.left);
      if (points <= 0) continue;
      await sql`insert into points_entry (customer_id, kind, points, lot_id, at)
        values (${customerId}, 'settle', ${-points}, ${lot.id}::bigint, ${now}),
          (${customerId}, 'settle', ${points}, ${debt.id}::bigint, ${now})`.execute(trx);
      open -= points;
      debt.left += points;
    }
  }
}

/** Until the transaction ends nobody else uses or settles their points; what is left is read after that. */
export async function holdPoints(trx: Database, customerIds: readonly string[]): Promise<void> {
  await sql`select 1 from customer where id = any(${[...customerIds]}::text[]) order by id for no key update`.execute(
    trx,
  );
  await sql`select 1 from loyalty_member where customer_id = any(${[...customerIds]}::text[])
    order by customer_id for update`.execute(trx);
}
