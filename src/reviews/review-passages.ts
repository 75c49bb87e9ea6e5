import type { Database } from '#src/database/database.ts';
import { latestReviews } from './review-store.ts';
import { DEMONSTRATION, reviewAnchor, sourceLabel } from './review.ts';

/**
 * Text of a stranger. It stands in an object of its own, so it cannot slip into a prompt or a page as if it were the
 * shop's: whoever takes it out fences it for a model or escapes it for a page.
 */
interface Untrusted {
  readonly untrusted: string;
}

export interface ReviewPassage {
  readonly reviewId: number;
  readonly stars: number;
  readonly verified: boolean;
  /** Invented for the demonstration: to be shown with that label, never to be told as what owners say. */
  readonly demonstration: boolean;
  readonly source: string;
  readonly writtenAt: Date;
  /** The fragment of the product's page where it stands. */
  readonly anchor: string;
  readonly text: Untrusted;
}

const MOST_PASSAGES = 50;

/** A product's latest published reviews for whoever answers questions from them. */
export async function reviewPassages(
  db: Database,
  productId: number,
  most: number = MOST_PASSAGES,
): Promise<readonly ReviewPassage[]> {
  return (await latestReviews(db, productId, most)).map((review) => ({
    reviewId: review.id,
    stars: review.stars,
    verified: review.verified,
    demonstration: review.source === DEMONSTRATION,
    source: sourceLabel(review),
    writtenAt: review.writtenAt,
    anchor: `#${reviewAnchor(review.id)}`,
    text: { untrusted: [review.title, review.body].filter(Boolean).join('\n') },
  }));
}
