import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { concernsOf } from './moderate-review.ts';
import { reviewColumns, reviewShape, toReview } from './review-store.ts';
import type { RejectionReason, Review, ReviewState } from './review.ts';

/** A review as it lies on the moderator's desk. */
export interface DeskReview {
  readonly review: Review;
  readonly product: { readonly slug: string; readonly title: string };
  readonly rejectedBecause: RejectionReason | null;
  /** What its words alone give reason to look at: hints, no verdicts. */
  readonly concerns: readonly RejectionReason[];
}

export const DESK_PAGE = 20;

/** One page of the reviews in a state: those that wait, the oldest first; the others by their last change. */
export async function reviewDesk(
  db: Database,
  state: ReviewState,
  page: number,
): Promise<{ readonly reviews: readonly DeskReview[]; readonly total: number }> {
  const order = state === 'pending' ? sql`r.created_at, r.id` : sql`r.changed_at desc, r.id desc`;
  const { rows } = await rowsOf({
    ...reviewShape,
    slug: tables.product.slug,
    product_title: tables.product.title,
    because: tables.review.rejected_because,
    total: integer,
  })`
    select ${reviewColumns}, p.slug, p.title as product_title, r.rejected_because as because, count(*) over () as total
    from review r join product p on p.id = r.product_id left join review_reply a on a.review_id = r.id
    where r.state = ${state} order by ${order} limit ${DESK_PAGE} offset ${(page - 1) * DESK_PAGE}`.execute(
    db,
  );
  return {
    total: rows[0]?.total ?? 0,
    reviews: rows.map((row) => ({
      review: toReview(row),
      product: { slug: row.slug, title: row.product_title },
      rejectedBecause: row.because,
      concerns: concernsOf([row.title, row.body, row.used_for].join('\n')),
    })),
  };
}

/** How many reviews are in each state. */
export async function reviewCounts(db: Database): Promise<Readonly<Record<ReviewState, number>>> {
  const { rows } = await rowsOf({ state: tables.review.state, count: integer })`
    select state, count(*) as count from review group by state`.execute(db);
  return {
    pending: 0,
    published: 0,
    rejected: 0,
    ...Object.fromEntries(rows.map((row) => [row.state, row.count])),
  };
}
