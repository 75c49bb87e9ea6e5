import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/**
 * Gives what belongs to one browser's id to another id: who is signed in there, conversations, hand-offs and a guest's
 * orders. Whoever planted or saw the old id in that browser is left with nothing. For the transaction of a sign-in,
 * after the carts are merged.
 */
export async function moveVisitor(trx: Database, from: string, to: string): Promise<void> {
  await sql`
    with talks as (update conversation set visitor_id = ${to} where visitor_id = ${from}),
      tickets as (update ticket set visitor_id = ${to} where visitor_id = ${from}),
      orders as (update customer_order set visitor_id = ${to} where visitor_id = ${from})
    update visitor_customer set visitor_id = ${to} where visitor_id = ${from}`.execute(trx);
}
