import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { rateProducts } from './rate-products.ts';

/**
 * Erases what was written about orders, with the invitations to it, and puts the ratings right. Answers how many
 * reviews are gone.
 */
export async function eraseReviewsOf(trx: Database, orders: readonly string[], now: Date): Promise<number> {
  const invited = sql`customer = any(${[...orders]}::text[])`;
  const { rows } = await rowsOf(columns('review', 'product_id'))`
    delete from review where invitation_id in (select id from review_invitation where ${invited})
    returning product_id`.execute(trx);
  await sql`delete from review_invitation where ${invited}`.execute(trx);
  await rateProducts(
    trx,
    rows.map((row) => row.product_id),
    now,
  );
  return rows.length;
}
