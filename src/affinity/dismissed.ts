import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** Never suggests that product to them again: to the customer of that browser, or to the browser where nobody is signed in. */
export async function dismissSuggestion(
  db: Database,
  visitorId: string,
  productId: number,
  now: Date,
): Promise<void> {
  await sql`insert into dismissed_suggestion (customer_id, visitor_id, product_id, at)
    select c.customer_id, case when c.customer_id is null then ${visitorId}::text end, p.id, ${now}::timestamptz
    from product p left join visitor_customer c on c.visitor_id = ${visitorId} where p.id = ${productId}::bigint
    on conflict do nothing`.execute(db);
}

/** The products that are not to be suggested at that browser; null knows of none. */
export async function dismissedAt(db: Database, visitorId: string | null): Promise<ReadonlySet<number>> {
  if (visitorId === null) return new Set();
  const { rows } = await rowsOf(columns('dismissed_suggestion', 'product_id'))`
    select product_id from dismissed_suggestion where visitor_id = ${visitorId}
    union select product_id from dismissed_suggestion
      where customer_id = (select customer_id from visitor_customer where visitor_id = ${visitorId})`.execute(
    db,
  );
  return new Set(rows.map((row) => row.product_id));
}
