import type { Product } from '#src/catalog/product.ts';
import { weighAspects, type AspectScore, type Mention } from './aspect-scores.ts';
import { learnAspects } from './learn-aspects.ts';
import { reviewAnchor, type Review } from './review.ts';

/** A sentence of a review, word for word, and where it stands. */
interface Quote {
  readonly text: string;
  readonly reviewId: number;
  readonly anchor: string;
  readonly stars: number;
  readonly critical: boolean;
}

/** One line of the summary: numbers counted, words quoted; the shop adds nothing of its own. */
export interface OwnersSay {
  readonly label: string;
  readonly praise: number;
  readonly complaints: number;
  readonly quotes: readonly Quote[];
}

const MOST_LINES = 4;
const SHORTEST_QUOTE = 18;
const LONGEST_QUOTE = 200;

/**
 * What owners say of a product, aspect by aspect. An aspect needs two reviews to get a line, but what is praised most
 * and what is criticised most get one always: a summary that leaves either side out would mislead.
 */
export function ownersSay(
  product: Pick<Product, 'title' | 'productType' | 'attributes'>,
  reviews: readonly Review[],
): readonly OwnersSay[] {
  const scores = weighAspects(reviews, learnAspects(product, reviews));
  const most = (votes: (score: AspectScore) => number) =>
    scores
      .filter((score) => votes(score) > 0)
      .toSorted((a, b) => votes(b) - votes(a))
      .slice(0, 1);
  const both = new Set([...most((score) => score.praise), ...most((score) => score.complaints)]);
  const usual = scores.filter((score) => !both.has(score) && score.praise + score.complaints >= 2);
  const chosen = new Set([...both, ...usual.slice(0, MOST_LINES - both.size)]);
  const quoted = new Set<string>();
  return scores
    .filter((score) => chosen.has(score))
    .map((score) => lineOf(score, reviews, quoted))
    .filter((line) => line.quotes.length > 0);
}

function lineOf(score: AspectScore, reviews: readonly Review[], quoted: Set<string>): OwnersSay {
  const byId = new Map(reviews.map((review) => [review.id, review]));
  const quotes = [1, -1].flatMap((side): readonly Quote[] => {
    if (side > 0 ? score.praise === 0 : score.complaints === 0) return [];
    // A sentence that another line quotes already is taken only where there is no other: the side itself must not vanish.
    const best = score.mentions
      .filter((mention) => Math.sign(mention.score) === side && isQuotable(mention))
      .toSorted(
        (a, b) =>
          Number(quoted.has(a.sentence)) - Number(quoted.has(b.sentence)) || worth(b, byId) - worth(a, byId),
      )[0];
    const review = best && byId.get(best.reviewId);
    if (!best || !review) return [];
    quoted.add(best.sentence);
    return [
      {
        text: best.sentence,
        reviewId: review.id,
        anchor: reviewAnchor(review.id),
        stars: review.stars,
        critical: side < 0,
      },
    ];
  });
  return { label: score.aspect.label, praise: score.praise, complaints: score.complaints, quotes };
}

const isQuotable = ({ sentence }: Mention): boolean =>
  sentence.length >= SHORTEST_QUOTE && sentence.length <= LONGEST_QUOTE && !/https?:|www\.|@/i.test(sentence);

/* Verified owners before others, then how strongly it is said. */
const worth = (mention: Mention, byId: ReadonlyMap<number, Review>): number =>
  (byId.get(mention.reviewId)?.verified ? 100 : 0) + Math.abs(mention.score);
