import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { DEMONSTRATION } from './review.ts';

/**
 * Makes average (one decimal, the same on every surface) and number of the products' ratings what their published
 * reviews say. Part of the transaction that changed the reviews. Demonstration reviews are not real and rate nothing,
 * and neither does a rating that a feed claims without its reviews.
 */
export async function rateProducts(trx: Database, productIds: readonly number[], now: Date): Promise<void> {
  const ids = sql`${[...new Set(productIds)]}::bigint[]`;
  // Locked by a statement of its own: the next one then sees the reviews of whoever held the lock before.
  // `no key`, because a new review already holds a key-share lock on its product: a stronger one would deadlock.
  await sql`select id from product where id = any(${ids}) order by id for no key update`.execute(trx);
  await sql`
    update product p set rating_average = r.average, rating_count = r.count, updated_at = ${now}
    from (
      select named.id as product_id, round(avg(stars), 1)::real as average, count(stars)::int as count
      from unnest(${ids}) as named(id) left join review on review.product_id = named.id
        and state = 'published' and source <> ${DEMONSTRATION}
      group by named.id) r
    where p.id = r.product_id
      and (p.rating_average is distinct from r.average or p.rating_count <> r.count)`.execute(trx);
}
