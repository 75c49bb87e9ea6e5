import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { MOST_CODES, MOST_OF_ONE } from './cart.ts';

/**
 * After a sign-in: what the browser's own cart holds moves into the customer's, quantities added up to what a cart
 * takes of one variant. Done twice it moves nothing more. Call it in the transaction that signs in.
 */
export async function mergeCarts(trx: Database, visitorId: string, customerId: string): Promise<void> {
  const guest = await rowsOf(columns('cart', 'id'))`
    select id from cart where owner = ${`v:${visitorId}`} for update`.execute(trx);
  const [from] = guest.rows;
  if (!from) return;
  const own = await rowsOf(columns('cart', 'id'))`
    update cart set version = version + 1, updated_at = now() where customer_id = ${customerId} returning id`.execute(
    trx,
  );
  const [to] = own.rows;
  if (!to) {
    await sql`update cart set visitor_id = null, customer_id = ${customerId}, version = version + 1,
      updated_at = now() where id = ${from.id}`.execute(trx);
    return;
  }
  await sql`insert into cart_line as l (cart_id, sku, quantity, added_at)
    select ${to.id}, sku, quantity, added_at from cart_line where cart_id = ${from.id}
    on conflict (cart_id, sku) do update
      set quantity = greatest(l.quantity, least(l.quantity + excluded.quantity, ${MOST_OF_ONE}))`.execute(
    trx,
  );
  await sql`update cart set codes = (select array(select distinct unnest(cart.codes || g.codes) limit ${MOST_CODES})),
      details = coalesce(cart.details, g.details)
    from (select codes, details from cart where id = ${from.id}) g where cart.id = ${to.id}`.execute(trx);
  await sql`delete from cart where id = ${from.id}`.execute(trx);
}
