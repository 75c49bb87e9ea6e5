import type { Money } from '#src/money/money.ts';

/** One line of a cart as offers see it. */
export interface OfferLine {
  readonly sku: string;
  readonly productId: number;
  readonly quantity: number;
  /** The price of one before any offer. */
  readonly unit: Money;
  /** Below this no set of offers may bring the price of one; null where the merchant states no cost. */
  readonly floor: Money | null;
  readonly categorySlugs: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
}

/** What one offer takes off a cart. */
export interface AppliedOffer {
  readonly offerId: string;
  /** `member-price` is told in structured data too; `points` is what the customer burns. */
  readonly kind: 'member-price' | 'bundle' | 'offer' | 'code' | 'points' | 'delivery';
  /** The marketer's words: `10% off gels for members`. */
  readonly label: string;
  /** What it takes off in all: never negative, and exactly the sum of its shares (and of `delivery`). */
  readonly amount: Money;
  readonly shares: readonly { readonly sku: string; readonly amount: Money }[];
  /** The arithmetic in words: `10% of $24.00`. */
  readonly arithmetic: string;
}

/** An offer that did not apply, with the reason a shopper reads; `away` where one step would do. */
export interface OfferNotApplied {
  readonly offerId: string;
  readonly label: string;
  readonly reason: string;
  readonly away: string | null;
}

/** The best legal set of offers for a cart, and why the others are not in it. */
export interface OfferOutcome {
  readonly applied: readonly AppliedOffer[];
  readonly notApplied: readonly OfferNotApplied[];
  /** Points this cart earns once it is delivered. */
  readonly earns: number;
}
