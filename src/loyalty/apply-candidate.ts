import { formatMoney, money, splitMoney } from '#src/money/money.ts';
import type { Candidate } from './candidate.ts';
import { minorOf } from './offer-amount.ts';
import type { OfferCart, OfferLine } from './offer-outcome.ts';

/** What is left to pay, in minor units, while offers are applied one after another. */
export interface Left {
  /** Of each line. */
  readonly lines: readonly number[];
  readonly delivery: number;
}

export interface Effect {
  /** By line; whole minor units, never more than what is left above the floor. */
  readonly shares: readonly number[];
  readonly delivery: number;
  readonly arithmetic: string;
}

/** What is left of each line above its floor. */
export const roomOf = (lines: readonly OfferLine[], left: Left): readonly number[] =>
  lines.map((line, at) => Math.max(0, (left.lines[at] ?? 0) - (line.floor?.minor ?? 0) * line.quantity));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Splits by whole ratios; no part is larger than its ratio while the amount is no larger than their sum. */
export function spread(amount: number, ratios: readonly number[], currency: string): readonly number[] {
  if (amount === 0) return ratios.map(() => 0);
  return splitMoney(money(amount, currency), ratios).map((part) => part.minor);
}

/**
 * What a candidate takes off what is left. Percentages are rounded line by line, half a minor unit up; which pieces
 * are the cheapest is decided by shelf prices, so that no other offer changes it.
 */
export function applyCandidate(
  candidate: Candidate,
  { lines, currency }: Pick<OfferCart, 'lines' | 'currency'>,
  left: Left,
  locale: string,
): Effect {
  const room = roomOf(lines, left);
  const { reward, touches, most } = candidate;
  const told = (minor: number) => formatMoney(money(minor, currency), locale);
  const base = sum(touches.map((at) => left.lines[at] ?? 0));
  const onTouched = (part: (at: number, line: OfferLine) => number): readonly number[] =>
    lines.map((line, at) => (touches.includes(at) ? Math.min(part(at, line), room[at] ?? 0) : 0));
  const percentOf = (minor: number, percent: number) => Math.round((minor * percent) / 100);
  const done = (shares: readonly number[], arithmetic: string): Effect => {
    const total = sum(shares);
    const held = most !== null && total > most;
    return {
      shares: held ? spread(most, shares, currency) : shares,
      delivery: 0,
      arithmetic: held ? `${arithmetic}, at most ${told(most)}` : arithmetic,
    };
  };

  if (candidate.bundle) {
    const off = candidate.bundle;
    return done(
      onTouched((at) => off.get(at) ?? 0),
      candidate.bundleArithmetic ?? '',
    );
  }
  if (reward.memberPrice) {
    const { percent, amountEach } = reward.memberPrice;
    const each = minorOf(amountEach) ?? 0;
    return done(
      onTouched((_, line) => line.quantity * (percent ? percentOf(line.unit.minor, percent) : each)),
      percent ? `${percent}% off the price of each` : `${told(each)} off the price of each`,
    );
  }
  if (reward.percent) {
    const { percent } = reward;
    return done(
      onTouched((at) => percentOf(left.lines[at] ?? 0, percent)),
      `${percent}% of ${told(base)}`,
    );
  }
  if (reward.amountEach) {
    const each = minorOf(reward.amountEach) ?? 0;
    const pieces = sum(touches.map((at) => lines[at]?.quantity ?? 0));
    return done(
      onTouched((_, line) => each * line.quantity),
      `${told(each)} times ${pieces}`,
    );
  }
  if (reward.amount) {
    const wanted = minorOf(reward.amount) ?? 0;
    const open = onTouched((at) => room[at] ?? 0);
    return done(spread(Math.min(wanted, sum(open), most ?? wanted), open, currency), `${told(wanted)} off`);
  }
  if (reward.nthItem || reward.buyGet) {
    const picked = reducedPieces(candidate, lines);
    const percent = reward.nthItem?.percent ?? reward.buyGet?.percent ?? 0;
    const pieces = sum([...picked.values()]);
    return done(
      onTouched((at, line) =>
        Math.round(((left.lines[at] ?? 0) * (picked.get(at) ?? 0) * percent) / (100 * line.quantity)),
      ),
      `${percent === 100 ? 'free' : `${percent}% off`}: ${pieces} of ${sum(candidate.bought.map((at) => lines[at]?.quantity ?? 0))}, the cheapest`,
    );
  }
  const none = lines.map(() => 0);
  if (!candidate.touchesDelivery) return { shares: none, delivery: 0, arithmetic: '' };
  const percent = reward.deliveryPercent ?? 100;
  const off = Math.min(percentOf(left.delivery, percent), most ?? left.delivery);
  return { shares: none, delivery: off, arithmetic: `${percent}% of delivery at ${told(left.delivery)}` };
}

/** How many pieces of each line are reduced: the cheapest by shelf price, of equal ones the first by SKU. */
function reducedPieces(candidate: Candidate, lines: readonly OfferLine[]): ReadonlyMap<number, number> {
  const { nthItem, buyGet } = candidate.reward;
  const bought = sum(candidate.bought.map((at) => lines[at]?.quantity ?? 0));
  if (nthItem) return cheapest(candidate.bought, lines, Math.floor(bought / nthItem.every));
  if (!buyGet) return new Map();
  const { buy, get } = buyGet;
  if (!buyGet.products) {
    const rest = bought % (buy + get);
    const most = Math.floor(bought / (buy + get)) * get + Math.max(0, rest - buy);
    return cheapest(candidate.bought, lines, most);
  }
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
