import type { Content } from '#src/editorial/content.ts';
import { currenciesOf } from '#src/editorial/offer-fields.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { codeHashOf, type KnownCode } from './offer-codes.ts';
import type { OfferNotApplied } from './offer-outcome.ts';
import { runsOn } from './runs-on.ts';

type Offers = Content['offers'];

/** Typed codes that no offer of the day takes, each with its reason; those that an offer takes are left to it. */
export function codesRefused(
  typed: readonly string[],
  known: ReadonlyMap<string, KnownCode>,
  offers: Offers,
  { day, currency }: { readonly day: string; readonly currency: string },
): readonly OfferNotApplied[] {
  return typed.flatMap((code): OfferNotApplied[] => {
    const refused = (offerId: string, reason: string) => [{ offerId, label: code, reason, away: null, code }];
    const single = known.get(codeHashOf(code));
    const takers = offers.filter(({ slug, words }) =>
      single ? slug === single.offerId : words.when?.code === code,
    );
    if (single?.state === 'used') return refused(single.offerId, 'That code was used already.');
    if (single?.state === 'expired') return refused(single.offerId, GONE);
    const reasons = takers.map(({ words }) => reasonAgainst(words, day, currency));
    const [first] = takers;
    if (reasons.includes(null)) return [];
    if (first) return refused(first.slug, reasons[0] ?? GONE);
    return single ? refused(single.offerId, GONE) : refused('code', 'We do not know that code.');
  });
}

const GONE = 'That code is not valid any more.';

function reasonAgainst(words: OfferWords, day: string, currency: string): string | null {
  if (words.ends && words.ends < day) return GONE;
  if (words.paused) return 'That code is not valid at the moment.';
  if (!runsOn(words, day)) return 'That code is not valid yet.';
  const other = currenciesOf(words).find((one) => one !== currency);
  return other ? `It is for orders in ${other}.` : null;
}
