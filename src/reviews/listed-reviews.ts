import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { isFiltered, REVIEWS_A_PAGE, type ReviewFilter } from './review-filter.ts';
import { SUMMED_REVIEWS } from './review-digest.ts';
import { publishedReviews, summedSql, type SummedReviews } from './review-store.ts';
import type { Review } from './review.ts';

/** The reviews of a product's page: what all of them come to, and the list that was asked for. */
export interface ListedReviews extends SummedReviews {
  /** As asked, but that a page beyond the last one, an old link, is the first. */
  readonly filter: ReviewFilter;
  readonly reviews: readonly Review[];
  /** Reviews that fit the filter, on all pages. */
  readonly total: number;
}

/** All reviews of a product summed, to be read beside its row `p`. */
export const REVIEWS_BESIDE = summedSql(sql`p.id`, SUMMED_REVIEWS);

/** What of them is listed; asks only where the list is filtered or goes further back than the newest. */
export async function listedReviews(
  db: Database,
  productId: number,
  summed: SummedReviews,
  asked: ReviewFilter,
): Promise<ListedReviews> {
  const { newest } = summed;
  const total = summed.tally.count;
  const first = { ...asked, page: 1 };
  const filter = isFiltered(asked) || (asked.page - 1) * REVIEWS_A_PAGE < total ? asked : first;
  const from = (filter.page - 1) * REVIEWS_A_PAGE;
  const until = Math.min(total, from + REVIEWS_A_PAGE);
  if (!isFiltered(filter) && until <= newest.length)
    return { ...summed, filter, reviews: newest.slice(from, until), total };
  const found = await publishedReviews(db, productId, filter);
  if (found.total > 0 || filter.page === 1) return { ...summed, filter, ...found };
  return { ...summed, filter: first, ...(await publishedReviews(db, productId, first)) };
}
