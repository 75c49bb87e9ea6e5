import type { Content } from '#src/editorial/content.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { money, type Money } from '#src/money/money.ts';
import { applySet } from './best-set.ts';
import { candidateOf } from './candidate.ts';
import type { OfferLine } from './offer-outcome.ts';
import { runsOn } from './runs-on.ts';

export interface MemberPrice {
  readonly offerId: string;
  readonly label: string;
  readonly price: Money;
  /** Ids of the tiers it is for. */
  readonly tiers: readonly string[];
}

/** The lowest price that members pay for one piece of a line; null where they pay what everybody pays. */
export function memberPriceOf(
  content: Pick<Content, 'offers' | 'program' | 'store'>,
  line: OfferLine,
  now: Date,
): MemberPrice | null {
  const program = content.program?.words;
  if (!program) return null;
  const day = shopDay(content.store, now);
  const { currency } = line.unit;
  const cart = {
    currency,
    lines: [{ ...line, quantity: 1 }],
    bundles: [],
    delivery: null,
    country: null,
    burn: 0,
  };
  const found = content.offers
    .filter(({ words }) => words.reward.memberPrice && runsOn(words, day))
    .flatMap(({ slug, words }): MemberPrice[] => {
      const { off } = applySet(
        [candidateOf({ offerId: slug, words, codeHash: null }, cart.lines)],
        cart,
        content.store.locale,
      );
      const tiers = words.when?.tiers ?? program.tiers.map((tier) => tier.id);
      return off > 0
        ? [{ offerId: slug, label: words.title, price: money(line.unit.minor - off, currency), tiers }]
        : [];
    })
    .toSorted((a, b) => a.price.minor - b.price.minor || (a.offerId < b.offerId ? -1 : 1));
  return found[0] ?? null;
}
