import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { dateTimeText, dayText } from '#src/editorial/date-text.ts';
import { currenciesOf } from '#src/editorial/offer-fields.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { codeHashOf, knownCodes, type KnownCode } from './offer-codes.ts';
import type { OfferNotApplied } from './offer-outcome.ts';
import { runsOn } from './runs-on.ts';

type Words = Pick<Content, 'offers' | 'store'>;

/** Typed codes that no cart could use now, each with its reason. */
export const deadCodes = async (
  db: Database,
  content: Words,
  typed: readonly string[],
  now: Date,
): Promise<readonly OfferNotApplied[]> =>
  codesRefused(content, typed, await knownCodes(db, typed.map(codeHashOf), now), now);

/** The same where it was looked up what is known of them. */
export function codesRefused(
  { offers, store }: Words,
  typed: readonly string[],
  known: ReadonlyMap<string, KnownCode>,
  now: Date,
): readonly OfferNotApplied[] {
  const day = shopDay(store, now);
  return typed.flatMap((code): OfferNotApplied[] => {
    const refused = (offerId: string, reason: string) => [{ offerId, label: code, reason, away: null, code }];
    const single = known.get(codeHashOf(code));
    const takers = offers.filter(({ slug, words }) =>
      single ? slug === single.offerId : words.when?.code === code,
    );
    if (single?.state === 'used') return refused(single.offerId, 'That code was used already.');
    if (single?.state === 'expired' && single.expiresAt)
      return refused(single.offerId, `That code ended on ${dateTimeText(store, single.expiresAt)}.`);
    const reasons = takers.map(({ words }) => reasonAgainst(words, day, store));
    const [first] = takers;
    if (reasons.includes(null)) return [];
    if (first) return refused(first.slug, reasons[0] ?? GONE);
    return single ? refused(single.offerId, GONE) : refused('code', 'We do not know that code.');
  });
}

const GONE = 'That code is not valid any more.';

function reasonAgainst(words: OfferWords, day: string, { locale, currency }: Words['store']): string | null {
  if (words.ends && words.ends < day) return `That code ended with ${dayText(locale, words.ends)}.`;
  if (words.paused) return 'That code is not valid at the moment.';
  if (words.starts && !runsOn(words, day)) return `That code begins on ${dayText(locale, words.starts)}.`;
  const other = currenciesOf(words).find((one) => one !== currency);
  return other ? `It is for orders in ${other}.` : null;
}
