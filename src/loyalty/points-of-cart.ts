import type { Content } from '#src/editorial/content.ts';
import { formatMoney, money } from '#src/money/money.ts';
import { roomOf, spread, type Left } from './apply-candidate.ts';
import type { BestSet } from './best-set.ts';
import { amountOf } from './offer-amount.ts';
import type { AppliedOffer, OfferCart, OfferOutcome } from './offer-outcome.ts';
import type { ShopperFacts } from './shopper-facts.ts';

type Words = Pick<Content, 'program' | 'store'>;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The points a cart is paid with: as many as are wished, there, allowed by the program, and possible above the floor. */
export function burnOf(
  content: Words,
  cart: OfferCart,
  { left }: BestSet,
  { tier, balance }: ShopperFacts,
): { readonly applied: AppliedOffer | null; readonly reason: string | null; readonly left: Left } {
  const points = content.program?.words.points;
  if (cart.burn <= 0) return { applied: null, reason: null, left };
  if (!points || !tier) return { applied: null, reason: 'Points are for members.', left };
  const worth = amountOf(points.worth);
  if (worth.currency !== cart.currency)
    return { applied: null, reason: `Points are worth ${worth.currency} only.`, left };
  const room = roomOf(left);
  const most = Math.floor((sum(left.lines) * points.burnMostPercent) / 100 / worth.minor);
  const count = Math.min(cart.burn, balance, most, Math.floor(sum(room) / worth.minor));
  if (count < points.burnFrom)
    return {
      applied: null,
      reason:
        balance < points.burnFrom
          ? `You have ${balance} ${points.many}; ${points.burnFrom} are the fewest that can be used.`
          : `This cart takes fewer than ${points.burnFrom} ${points.many}, the fewest that can be used.`,
      left,
    };
  const shares = spread(count * worth.minor, room, cart.currency);
  const amount = money(count * worth.minor, cart.currency);
  return {
    applied: {
      offerId: 'points',
      kind: 'points',
      label: `${count} ${points.many} used`,
      amount,
      shares: cart.lines.flatMap((line, at) =>
        shares[at] ? [{ sku: line.sku, amount: money(shares[at], cart.currency) }] : [],
      ),
      delivery: money(0, cart.currency),
      arithmetic: `${count} times ${formatMoney(worth, content.store.locale)}`,
      points: count,
      codeHash: null,
      returnRule: null,
    },
    reason: null,
    left: { ...left, lines: left.lines.map((minor, at) => minor - (shares[at] ?? 0)) },
  };
}

/** The points a cart earns, on what is paid for goods after everything was taken off. */
export function earningOf(
  content: Words,
  cart: OfferCart,
  best: BestSet,
  left: Left,
  { tier }: ShopperFacts,
): Pick<OfferOutcome, 'earns' | 'earnsArithmetic' | 'earning'> {
  const points = content.program?.words.points;
  const raising = best.applied.flatMap(({ candidate }) => (candidate.reward.pointsTimes ? [candidate] : []));
  const earning = raising.map(({ offerId, label, codeHash }) => ({ offerId, label, codeHash }));
  const per = points && amountOf(points.per);
  if (!per || !tier || per.currency !== cart.currency)
    return { earns: 0, earnsArithmetic: null, earning: [] };
  const times = tier.earnTimes ?? 1;
  const weighted = sum(left.lines.map((minor, at) => minor * (best.earnTimes[at] ?? 1)));
  const earns = Math.floor((weighted * times) / per.minor + 1e-9); // 1e-9: factors such as 1.1 are no exact floats
  const { locale } = content.store;
  const told = (lines: readonly number[]) => formatMoney(money(sum(lines), cart.currency), locale);
  const factors = [
    times > 1 ? `, times ${times} for ${tier.title}` : '',
    ...raising.map(
      ({ label, reward, touches }) =>
        `, times ${reward.pointsTimes} on ${told(touches.map((at) => left.lines[at] ?? 0))} (${label})`,
    ),
  ];
  return {
    earns,
    earnsArithmetic:
      earns > 0
        ? `1 ${points.one} per ${formatMoney(per, locale)} of ${told(left.lines)}${factors.join('')}`
        : null,
    earning: earns > 0 ? earning : [],
  };
}
