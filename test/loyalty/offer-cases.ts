import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { money } from '#src/money/money.ts';
import type { OfferCart, OfferLine } from '#src/loyalty/offer-outcome.ts';
import { candidateOf, type Candidate } from '#src/loyalty/candidate.ts';

export interface LineGiven {
  readonly sku: string;
  readonly minor: number;
  readonly quantity?: number;
  readonly floor?: number;
  readonly category?: string;
}

export function cartWith(
  lines: readonly LineGiven[],
  currency = 'USD',
  delivery: number | null = 500,
): OfferCart {
  return {
    currency,
    lines: lines.map(({ sku, minor, quantity = 1, floor, category = 'all' }, at): OfferLine => ({
      sku,
      productId: at + 1,
      productSlug: sku,
      title: sku,
      quantity,
      unit: money(minor, currency),
      onSale: false,
      floor: floor === undefined ? null : money(floor, currency),
      categorySlugs: [category],
      brand: null,
      tags: [],
    })),
    bundles: [],
    delivery: delivery === null ? null : money(delivery, currency),
    country: 'US',
    burn: 0,
  };
}

export const offerWith = (
  offerId: string,
  reward: OfferWords['reward'],
  cart: OfferCart,
  more: Partial<OfferWords> = {},
): Candidate =>
  candidateOf(
    { offerId, words: { title: offerId, description: offerId, reward, ...more }, codeHash: null },
    cart.lines,
  );
