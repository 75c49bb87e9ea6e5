import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/**
 * Takes a customer's address off the offers they used: the uses still count for everybody's limits, under `nameless`, a
 * name that says nothing and that nobody else has. On which side of a holdout they were is dropped. Call it in the
 * transaction that deletes the customer, before it does.
 */
export async function forgetUses(trx: Database, customerId: string, nameless: string): Promise<void> {
  const keys = sql`(select id from customer where id = ${customerId}
    union select email from customer where id = ${customerId} and email is not null)`;
  await sql`insert into offer_customer_use as u (offer_id, customer_key, used)
    select offer_id, ${nameless}::text, sum(used)::int from offer_customer_use where customer_key in ${keys} group by offer_id
    on conflict (offer_id, customer_key) do update set used = u.used + excluded.used`.execute(trx);
  await sql`delete from offer_customer_use where customer_key in ${keys}`.execute(trx);
  await sql`update offer_redemption set customer_key = ${nameless} where customer_key in ${keys}`.execute(
    trx,
  );
  await sql`delete from offer_exposure where customer_key in ${keys}`.execute(trx);
}
