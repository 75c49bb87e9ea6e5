import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { bestOffers } from './best-offers.ts';
import type { OfferCart, OfferNotApplied, OfferOutcome } from './offer-outcome.ts';
import type { Shopper } from './shopper-facts.ts';

export interface MyOffers extends OfferOutcome {
  /** Of those that do not apply, where one step would do. */
  readonly oneStepAway: readonly OfferNotApplied[];
}

/** What applies to a shopper's cart, what does not and why, and what is one step away; without a cart, what would stand in the way. */
export async function myOffers(
  db: Database,
  content: Pick<Content, 'offers' | 'program' | 'store'>,
  shopper: Shopper,
  cart: OfferCart | null,
  now: Date,
): Promise<MyOffers> {
  const { currency } = content.store;
  const empty: OfferCart = { currency, lines: [], bundles: [], delivery: null, country: null, burn: 0 };
  const outcome = await bestOffers(db, content, cart ?? empty, shopper, now);
  return { ...outcome, oneStepAway: outcome.notApplied.filter((one) => one.away !== null) };
}
