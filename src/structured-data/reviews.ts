import { statedDay, type ShopClock } from '#src/editorial/date-text.ts';
import type { Review as ReviewNode } from 'schema-dts';
import type { Product } from '#src/catalog/product.ts';
import { DEMONSTRATION, reviewAnchor, type Review } from '#src/reviews/review.ts';
import { absolute } from './json-ld.ts';

const MOST_REVIEWS = 5; // more of them would be weight

/**
 * The first real ones of the reviews that stand on the product's page, whatever they say; they refer to the product by `@id`. A
 * demonstration's reviews are invented: telling machines about them would be a lie, so they never become nodes (and
 * no `aggregateRating` either: they leave `product.rating` null).
 */
export function reviewNodes(
  site: string,
  store: ShopClock,
  product: Pick<Product, 'slug'>,
  reviews: readonly Review[],
): readonly ReviewNode[] {
  return reviews
    .filter((review) => review.source !== DEMONSTRATION)
    .slice(0, MOST_REVIEWS)
    .map((review) => ({
      '@type': 'Review',
      '@id': absolute(site, `/p/${product.slug}#${reviewAnchor(review.id)}`),
      itemReviewed: { '@id': absolute(site, `/p/${product.slug}#product`) },
      author: { '@type': 'Person', name: review.author },
      datePublished: statedDay(store, review.writtenAt),
      reviewRating: { '@type': 'Rating', ratingValue: review.stars, bestRating: 5, worstRating: 1 },
      ...(review.title ? { name: review.title } : {}),
      ...(review.body ? { reviewBody: review.body } : {}),
    }));
}
