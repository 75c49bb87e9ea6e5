import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { rateProducts } from './rate-products.ts';

/**
 * Erases what a customer wrote and their invitations, for whoever asks to be forgotten, and puts the ratings right in
 * the same transaction. `customer` is what the invitations name. Answers how many reviews are gone.
 */
export async function eraseReviewsOf(db: Database, customer: string, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await rowsOf(columns('review', 'product_id'))`
      delete from review where invitation_id in (select id from review_invitation where customer = ${customer})
      returning product_id`.execute(trx);
    await sql`delete from review_invitation where customer = ${customer}`.execute(trx);
    await rateProducts(
      trx,
      rows.map((row) => row.product_id),
      now,
    );
    return rows.length;
  });
}
