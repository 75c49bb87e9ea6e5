import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/**
 * Takes somebody off the offers they used, by the keys they were counted under (address and id): the uses still count
 * for everybody's limits, under `nameless`, a name that says nothing and that nobody else has. On which side of a
 * holdout they were is dropped.
 */
export async function forgetUses(trx: Database, names: readonly string[], nameless: string): Promise<void> {
  const theirs = sql`customer_key = any(${[...names]}::text[])`;
  await sql`insert into offer_customer_use as u (offer_id, customer_key, used)
    select offer_id, ${nameless}::text, sum(used)::int from offer_customer_use where ${theirs} group by offer_id
    on conflict (offer_id, customer_key) do update set used = u.used + excluded.used`.execute(trx);
  await sql`delete from offer_customer_use where ${theirs}`.execute(trx);
  await sql`update offer_redemption set customer_key = ${nameless} where ${theirs}`.execute(trx);
  await sql`delete from offer_exposure where ${theirs}`.execute(trx);
}
