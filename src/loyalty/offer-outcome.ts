import type { BundleCandidate } from '#src/bundles/bundle-candidate.ts';
import type { Money } from '#src/money/money.ts';
import type { ReturnRule } from './return-rule.ts';

/** One line of a cart as offers see it; `offerLines` makes them. A SKU stands on one line only. */
export interface OfferLine {
  readonly sku: string;
  readonly productId: number;
  readonly productSlug: string;
  readonly title: string;
  readonly quantity: number;
  /** The price of one before any offer. */
  readonly unit: Money;
  /** Whether the catalogue already shows a price before reduction. */
  readonly onSale: boolean;
  /** Below this no set of offers may bring the price of one; null where the merchant states neither cost nor floor. */
  readonly floor: Money | null;
  readonly categorySlugs: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
}

export type { BundleCandidate };

/** A cart as offers see it. */
export interface OfferCart {
  readonly currency: string;
  readonly lines: readonly OfferLine[];
  readonly bundles: readonly BundleCandidate[];
  /** What delivery would cost before offers; null where it is not known yet. */
  readonly delivery: Money | null;
  /** Two letters, where the parcel goes; null where it is not known yet. */
  readonly country: string | null;
  /** Points the customer wants to pay with; as many are taken as are there and allowed. */
  readonly burn: number;
}

export type OfferKind = 'member-price' | 'bundle' | 'offer' | 'code' | 'points' | 'delivery';

/** What one offer takes off a cart. */
export interface AppliedOffer {
  /** The file's name; `points` for points that are burnt. */
  readonly offerId: string;
  /** `member-price` is told in structured data too; `points` is what the customer burns. */
  readonly kind: OfferKind;
  /** The marketer's words: `10% off gels for members`. */
  readonly label: string;
  /** What it takes off in all: never negative, and exactly the sum of its shares and of `delivery`. */
  readonly amount: Money;
  readonly shares: readonly { readonly sku: string; readonly amount: Money }[];
  /** The part that is taken off the cost of delivery. */
  readonly delivery: Money;
  /** The arithmetic in words: `10% of $24.00`. */
  readonly arithmetic: string;
  /** Of kind `points`: how many are burnt; else 0. */
  readonly points: number;
  /** The hash of the single-use code that brought it; null for others. */
  readonly codeHash: string | null;
  /** What must stay together when something comes back; null where it holds for what stays in any case. */
  readonly returnRule: ReturnRule | null;
}

/** An offer that did not apply, with the reason a shopper reads; `away` where one step would do. */
export interface OfferNotApplied {
  readonly offerId: string;
  readonly label: string;
  readonly reason: string;
  readonly away: string | null;
  /** The code that was typed for it. */
  readonly code?: string;
}

/** The best legal set of offers for a cart, and why the others are not in it. */
export interface OfferOutcome {
  readonly applied: readonly AppliedOffer[];
  readonly notApplied: readonly OfferNotApplied[];
  /** Points this cart earns once it is delivered; 0 for who has not joined. */
  readonly earns: number;
  /** How `earns` comes about: `1 point per $1 of $84.50, times 2`; null where nothing is earned. */
  readonly earnsArithmetic: string | null;
  /** Offers that change what is earned, not what is paid; redeemed like the others. */
  readonly earning: readonly {
    readonly offerId: string;
    readonly label: string;
    /** As of an applied offer: a single-use code is used also where it brings points only. */
    readonly codeHash: string | null;
  }[];
  /** False where so many offers fit that not every combination was tried (the best found stands). */
  readonly exact: boolean;
}
