import { formatMoney, money, splitMoney } from '#src/money/money.ts';
import type { Candidate } from './candidate.ts';
import { minorOf } from './offer-amount.ts';
import type { OfferCart, OfferLine } from './offer-outcome.ts';
import { earnedOfSame } from './return-rule.ts';

/** What is left to pay, in minor units, while offers are applied one after another. */
export interface Left {
  /** Of each line. */
  readonly lines: readonly number[];
  /** Below which no offer may bring each line; for pieces that an offer gave it is what they were given for. */
  readonly floors: readonly number[];
  readonly delivery: number;
}

export interface Effect {
  /** By line; whole minor units, never more than what is left. */
  readonly shares: readonly number[];
  /** The floors after it. */
  readonly floors: readonly number[];
  readonly delivery: number;
  /** How many pieces of each line it gives for less, by the line's place; empty where it gives none. */
  readonly given: ReadonlyMap<number, number>;
  /** How the amount comes about: exactly so, unless it names what held it. */
  readonly arithmetic: string;
}

/** What is left of each line above its floor. */
export const roomOf = ({ lines, floors }: Left): readonly number[] =>
  lines.map((minor, at) => Math.max(0, minor - (floors[at] ?? 0)));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Splits by whole ratios; no part is larger than its ratio while the amount is no larger than their sum. */
export function spread(amount: number, ratios: readonly number[], currency: string): readonly number[] {
  if (amount === 0) return ratios.map(() => 0);
  return splitMoney(money(amount, currency), ratios).map((part) => part.minor);
}

/** Splits by ratios as far as each line has room; what one cannot take the others do. The amount is at most their room. */
function spreadWithin(
  amount: number,
  ratios: readonly number[],
  room: readonly number[],
  currency: string,
): readonly number[] {
  const shares = spread(amount, ratios, currency).map((share, at) => Math.min(share, room[at] ?? 0));
  const still = room.map((most, at) => most - (shares[at] ?? 0));
  const more = spread(amount - sum(shares), still, currency);
  return shares.map((share, at) => share + (more[at] ?? 0));
}

const NONE: ReadonlyMap<number, number> = new Map();
const AT_THE_FLOOR = 'stopped at the lowest price';
const ALL_OF_IT = 'no more than is to be paid';

/**
 * What a candidate takes off what is left. A percentage is one of the sum, half a minor unit up, and split over the
 * lines; where a floor holds one line the others take its part while they can. Which pieces are the cheapest is decided
 * by shelf prices, so that no other offer changes it; what is given is given whole, whatever its floor.
 */
export function applyCandidate(
  candidate: Candidate,
  { lines, currency }: Pick<OfferCart, 'lines' | 'currency'>,
  left: Left,
  locale: string,
): Effect {
  const { reward, touches, most } = candidate;
  const told = (minor: number) => formatMoney(money(minor, currency), locale);
  const onTouched = (part: (at: number, line: OfferLine) => number): readonly number[] =>
    lines.map((line, at) => (touches.includes(at) ? part(at, line) : 0));
  const room = roomOf(left);
  const open = onTouched((at) => room[at] ?? 0);
  const worth = onTouched((at) => left.lines[at] ?? 0);
  const base = sum(worth);
  const percentOf = (minor: number, percent: number) => Math.round((minor * percent) / 100);
  const heldTo = (total: number, arithmetic: string) =>
    total === most
      ? `${arithmetic}, at most ${told(most)}`
      : `${arithmetic}, ${touches.some((at) => (left.floors[at] ?? 0) > 0) ? AT_THE_FLOOR : ALL_OF_IT}`;
  const off = (wanted: number, arithmetic: string, part: (total: number) => readonly number[]): Effect => {
    const total = Math.min(wanted, sum(open), most ?? wanted);
    const held = total < wanted ? heldTo(total, arithmetic) : arithmetic;
    return { shares: part(total), floors: left.floors, delivery: 0, given: NONE, arithmetic: held };
  };
  const offAll = (wanted: number, ratios: readonly number[], arithmetic: string): Effect =>
    off(wanted, arithmetic, (total) => spreadWithin(total, ratios, open, currency));
  const offEach = (part: (line: OfferLine) => number, arithmetic: string): Effect => {
    const wanted = onTouched((_, line) => part(line) * line.quantity);
    const taken = wanted.map((minor, at) => Math.min(minor, open[at] ?? 0));
    const total = Math.min(sum(taken), most ?? Infinity);
    return {
      shares: total < sum(taken) ? spread(total, taken, currency) : taken,
      floors: left.floors,
      delivery: 0,
      given: NONE,
      arithmetic: total < sum(wanted) ? heldTo(total, arithmetic) : arithmetic,
    };
  };

  if (candidate.bundle) {
    const { bundle } = candidate;
    const parts = onTouched((at) => bundle.get(at) ?? 0);
    return offAll(sum(parts), parts, candidate.bundleArithmetic ?? '');
  }
  if (reward.memberPrice) {
    const { percent, amountEach } = reward.memberPrice;
    const each = minorOf(amountEach) ?? 0;
    return offEach(
      (line) => (percent ? percentOf(line.unit.minor, percent) : each),
      percent ? `${percent}% off the price of each` : `${told(each)} off the price of each`,
    );
  }
  if (reward.percent)
    return offAll(percentOf(base, reward.percent), worth, `${reward.percent}% of ${told(base)}`);
  if (reward.amountEach) {
    const each = minorOf(reward.amountEach) ?? 0;
    const pieces = sum(touches.map((at) => lines[at]?.quantity ?? 0));
    return offEach(() => each, `${told(each)} times ${pieces}`);
  }
  if (reward.amount) {
    const wanted = minorOf(reward.amount) ?? 0;
    const whole = wanted <= sum(open);
    return offAll(wanted, open, whole ? `off ${told(base)}` : `${told(wanted)} off ${told(base)}`);
  }
  if (reward.nthItem || reward.buyGet) return give(candidate, lines, left, { currency, told });
  const none = lines.map(() => 0);
  const kept = { shares: none, floors: left.floors, given: NONE };
  if (!candidate.touchesDelivery) return { ...kept, delivery: 0, arithmetic: '' };
  const percent = reward.deliveryPercent ?? 100;
  const wanted = percentOf(left.delivery, percent);
  const delivery = Math.min(wanted, most ?? wanted);
  const arithmetic = `${percent}% of delivery at ${told(left.delivery)}`;
  return { ...kept, delivery, arithmetic: delivery < wanted ? heldTo(delivery, arithmetic) : arithmetic };
}

/** The reduced pieces of `nthItem` and `buyGet`: they are outside the floor, and no later offer takes more off them. */
function give(
  candidate: Candidate,
  lines: readonly OfferLine[],
  left: Left,
  { currency, told }: { readonly currency: string; readonly told: (minor: number) => string },
): Effect {
  const { reward, most, bought, gets } = candidate;
  const picked = reducedPieces(candidate, lines);
  const percent = reward.nthItem?.percent ?? reward.buyGet?.percent ?? 0;
  const partOf = (minors: readonly number[]) =>
    lines.map(({ quantity }, at) => Math.round(((minors[at] ?? 0) * (picked.get(at) ?? 0)) / quantity));
  const worth = partOf(left.lines);
  const wanted = Math.round((sum(worth) * percent) / 100);
  const total = Math.min(wanted, most ?? wanted);
  const shares = spread(total, worth, currency);
  const pieces = sum([...picked.values()]);
  const { buyGet } = reward;
  const count = buyGet?.products
    ? `${pieces} for ${Math.ceil(pieces / buyGet.get) * buyGet.buy} bought`
    : `${pieces} of ${sum(bought.map((at) => lines[at]?.quantity ?? 0))}`;
  const all = sum(gets.map((at) => lines[at]?.quantity ?? 0)) === pieces;
  const which = all ? count : `${count}, the cheapest`;
  const arithmetic = `${which}: ${percent === 100 ? 'free' : `${percent}% of ${told(sum(worth))}`}`;
  const under = partOf(left.floors);
  return {
    shares,
    floors: left.floors.map((floor, at) => {
      const paid = (worth[at] ?? 0) - (shares[at] ?? 0);
      const after = floor - Math.max(0, (under[at] ?? 0) - paid);
      return Math.min(after, (left.lines[at] ?? 0) - (shares[at] ?? 0));
    }),
    delivery: 0,
    given: picked,
    arithmetic: total < wanted ? `${arithmetic}, at most ${told(total)}` : arithmetic,
  };
}

/** How many pieces of each line are reduced: the cheapest by shelf price, of equal ones the first by SKU. */
function reducedPieces(candidate: Candidate, lines: readonly OfferLine[]): ReadonlyMap<number, number> {
  const { nthItem, buyGet } = candidate.reward;
  const bought = sum(candidate.bought.map((at) => lines[at]?.quantity ?? 0));
  if (nthItem) return cheapest(candidate.bought, lines, earnedOfSame(bought, nthItem.every - 1, 1));
  if (!buyGet) return new Map();
  const { buy, get } = buyGet;
  if (!buyGet.products) return cheapest(candidate.bought, lines, earnedOfSame(bought, buy, get));
  const others = candidate.gets;
  const there = sum(others.map((at) => lines[at]?.quantity ?? 0));
  // A piece cannot be both bought and given: fewer are given until those left over suffice.
  for (let pieces = Math.min(there, Math.floor(bought / buy) * get); pieces > 0; pieces--) {
    const picked = cheapest(others, lines, pieces);
    const both = sum([...picked].map(([at, count]) => (candidate.bought.includes(at) ? count : 0)));
    if (bought - both >= Math.ceil(pieces / get) * buy) return picked;
  }
  return new Map();
}

function cheapest(
  places: readonly number[],
  lines: readonly OfferLine[],
  pieces: number,
): ReadonlyMap<number, number> {
  const picked = new Map<number, number>();
  let open = pieces;
  const sorted = places
    .flatMap((at) => {
      const line = lines[at];
      return line ? [{ at, line }] : [];
    })
    .toSorted((a, b) => a.line.unit.minor - b.line.unit.minor || (a.line.sku < b.line.sku ? -1 : 1));
  for (const { at, line } of sorted) {
    if (open === 0) break;
    const count = Math.min(open, line.quantity);
    picked.set(at, count);
    open -= count;
  }
  return picked;
}
