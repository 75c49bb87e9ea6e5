import type { Money } from '#src/money/money.ts';

/** A line of a cart as bundles see it. */
export interface BundleLine {
  readonly sku: string;
  readonly productSlug: string;
  readonly quantity: number;
  /** The price of one before any offer. */
  readonly unit: Money;
}

/** A merchant's bundle that a cart completes, with what it would take off each line. */
export interface BundleCandidate {
  /** `bundle:` and the bundle's slug. */
  readonly offerId: string;
  readonly label: string;
  readonly shares: readonly { readonly sku: string; readonly amount: Money }[];
  readonly arithmetic: string;
  /** How often the cart holds it. */
  readonly times: number;
  /** Every line of each of its products, with how many pieces the bundle takes of it. */
  readonly parts: readonly {
    readonly needed: number;
    readonly taken: readonly { readonly sku: string; readonly quantity: number }[];
  }[];
  readonly onReturn: 'keep' | 'recompute';
}
