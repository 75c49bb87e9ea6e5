import type { Product } from '#src/catalog/product.ts';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { OwnersSay } from './owners-say.ts';
import { rememberedSay } from './remembered-say.ts';
import { summedReviews, type ReviewTally } from './review-store.ts';
import type { Review } from './review.ts';

/** The newest reviews that a summary reads. */
export const SUMMED_REVIEWS = 200;

/** What a product's reviews come to, for a reader who wants it short. */
export interface ReviewDigest {
  readonly tally: ReviewTally;
  readonly lines: readonly OwnersSay[];
  /** The newest first, at most as many as were asked for. */
  readonly newest: readonly Review[];
}

/** The digest of a product's published reviews; null where nobody reviewed it. */
export async function reviewDigest(
  db: Database,
  product: Product,
  most: number,
): Promise<ReviewDigest | null> {
  const { tally, newest } = await summedReviews(db, product.id, SUMMED_REVIEWS);
  if (newest.length === 0) return null;
  return { tally, lines: rememberedSay(product, newest), newest: newest.slice(0, most) };
}

/** Which of the products have a published review. */
export async function reviewedProducts(db: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await rowsOf({ id: integer })`
    select distinct product_id as id from review
    where state = 'published' and product_id = any(${[...ids]}::bigint[])`.execute(db);
  return new Set(rows.map((row) => row.id));
}
