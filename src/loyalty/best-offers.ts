import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { currenciesOf } from '#src/editorial/offer-fields.ts';
import { money } from '#src/money/money.ts';
import { applySet, bestSet, type BestSet } from './best-set.ts';
import { bundleAsCandidate, candidateOf, combine, type Candidate } from './candidate.ts';
import { codesRefused } from './codes-refused.ts';
import { armOf, holdoutOf, recordExposures, type Arm } from './holdout.ts';
import { minorOf } from './offer-amount.ts';
import { codeHashOf, knownCodes, normalisedCode } from './offer-codes.ts';
import { usesOf } from './offer-limits.ts';
import type { AppliedOffer, OfferCart, OfferNotApplied, OfferOutcome } from './offer-outcome.ts';
import { burnOf, earningOf } from './points-of-cart.ts';
import { perCustomerOf } from './redeem.ts';
import { ruleOfSet } from './rule-of-set.ts';
import { runsOn } from './runs-on.ts';
import { shopperFacts, type Shopper } from './shopper-facts.ts';
import { unmetByCart, unmetByShopper } from './unmet.ts';

type Words = Pick<Content, 'offers' | 'program' | 'store'>;

/** The best legal set of offers for a cart, explained; notes which personal offers the shopper qualified for. */
export async function bestOffers(
  db: Database,
  content: Words,
  cart: OfferCart,
  shopper: Shopper,
  now: Date,
): Promise<OfferOutcome> {
  const { locale } = content.store;
  const facts = await shopperFacts(db, content, shopper, now);
  const day = shopDay(content.store, now);
  const typed = [...new Set(shopper.codes.map(normalisedCode).filter(Boolean))];
  const known = await knownCodes(db, typed.map(codeHashOf), now);
  const running = content.offers.filter((offer) => runsOn(offer.words, day));
  const used = await usesOf(
    db,
    running.map((offer) => offer.slug),
    shopper.customerKey,
  );
  const candidates: Candidate[] = cart.bundles.map((bundle) => bundleAsCandidate(bundle, cart.lines));
  const notApplied: OfferNotApplied[] = [...codesRefused(content, typed, known, now)];
  const codeOf = new Map<string, string>();
  const exposures: { offerId: string; arm: Arm }[] = [];
  for (const { slug: offerId, words } of running) {
    const { when = {}, title: label, limits } = words;
    if (currenciesOf(words).some((currency) => currency !== cart.currency)) continue;
    const code = typed.find((one) =>
      when.singleUseCodes
        ? known.get(codeHashOf(one))?.offerId === offerId && known.get(codeHashOf(one))?.state === 'good'
        : one === when.code,
    );
    if ((when.code || when.singleUseCodes) && !code) continue; // a code that nobody typed is nobody's business
    const byShopper = unmetByShopper(words, facts, { now, day, tiers: content.program?.words.tiers ?? [] });
    const percent = holdoutOf(words, content.program?.words);
    if (percent > 0 && shopper.customerKey !== null) {
      const arm = armOf(offerId, shopper.customerKey, percent, content.program?.words.holdoutSeason ?? '');
      if (!byShopper.length) exposures.push({ offerId, arm });
      if (arm === 'held-out') continue;
    }
    // On which side somebody unknown would be is not known: nothing is announced that they might not get.
    if (percent > 0 && shopper.customerKey === null) continue;
    const unmet = [...byShopper, ...unmetByCart(words, cart, locale)];
    const so = used.get(offerId) ?? { used: 0, spent: 0, byCustomer: 0 };
    if (code) codeOf.set(offerId, code);
    const candidate = candidateOf(
      { offerId, words, codeHash: when.singleUseCodes && code ? codeHashOf(code) : null },
      cart.lines,
    );
    const budget = minorOf(limits?.value);
    if (so.byCustomer >= (perCustomerOf(words) ?? Infinity))
      unmet.unshift({ reason: 'You have used it as often as one customer can.', away: null });
    else if (
      so.used >= (limits?.uses ?? Infinity) ||
      (budget !== null && applySet([candidate], cart, locale).off > budget - so.spent)
    )
      unmet.unshift({ reason: 'It is used up.', away: null });
    const [first, ...more] = unmet;
    if (first)
      notApplied.push({
        offerId,
        label,
        reason: first.reason,
        away: more.length ? null : first.away,
      });
    else candidates.push(candidate);
  }
  if (shopper.customerKey !== null) await recordExposures(db, shopper.customerKey, exposures, now);
  const best = bestSet(candidates, cart, locale);
  notApplied.push(...beaten(candidates, best));
  const burn = burnOf(content, cart, best, facts);
  const applied = [...appliedOf(best, cart), ...(burn.applied ? [burn.applied] : [])];
  if (burn.reason) notApplied.push({ offerId: 'points', label: 'Points', reason: burn.reason, away: null });
  return {
    applied,
    notApplied: notApplied.map((one) => {
      const code = one.code ?? codeOf.get(one.offerId);
      return code ? { ...one, code } : one;
    }),
    ...earningOf(content, cart, best, burn.left, facts),
    exact: best.exact,
  };
}

function beaten(candidates: readonly Candidate[], best: BestSet): OfferNotApplied[] {
  const chosen = best.applied.map((one) => one.candidate);
  return candidates
    .filter((one) => !chosen.includes(one))
    .map((one) => {
      const rival = chosen.find((other) => !combine(one, other));
      return {
        offerId: one.offerId,
        label: one.label,
        reason: rival
          ? `It cannot be combined with “${rival.label}”, and we found no set that takes more off.`
          : 'It would take nothing more off.',
        away: null,
      };
    });
}

function appliedOf(best: BestSet, cart: OfferCart): AppliedOffer[] {
  const { currency } = cart;
  return best.applied.flatMap(({ candidate, effect }) => {
    const shares = cart.lines.flatMap((line, at) =>
      effect.shares[at] ? [{ sku: line.sku, amount: money(effect.shares[at], currency) }] : [],
    );
    const minor = shares.reduce((total, share) => total + share.amount.minor, effect.delivery);
    if (candidate.reward.pointsTimes || minor === 0) return [];
    return [
      {
        offerId: candidate.offerId,
        kind: candidate.kind,
        label: candidate.label,
        amount: money(minor, currency),
        shares,
        delivery: money(effect.delivery, currency),
        arithmetic: effect.arithmetic,
        points: 0,
        codeHash: candidate.codeHash,
        returnRule: ruleOfSet(candidate, effect, cart.lines),
      },
    ];
  });
}
