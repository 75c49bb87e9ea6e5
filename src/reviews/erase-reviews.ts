import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { rateProducts } from './rate-products.ts';

/**
 * Erases what a customer wrote about their orders, with the invitations to it, and puts the ratings right. Call it in
 * the transaction that forgets the customer, while their orders still name them. Answers how many reviews are gone.
 */
export async function eraseReviewsOf(trx: Database, customerId: string, now: Date): Promise<number> {
  const orders = sql`(select id from customer_order where customer_id = ${customerId})`;
  const { rows } = await rowsOf(columns('review', 'product_id'))`
    delete from review where invitation_id in (select id from review_invitation where customer in ${orders})
    returning product_id`.execute(trx);
  await sql`delete from review_invitation where customer in ${orders}`.execute(trx);
  await rateProducts(
    trx,
    rows.map((row) => row.product_id),
    now,
  );
  return rows.length;
}
