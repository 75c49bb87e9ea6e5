import type { Order } from './order.ts';
import { refundedFor, type PiecesBack, type Refunded } from './refunded-for.ts';

export interface ReturnLine {
  readonly position: number;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** What was paid for these pieces, in minor units. */
  readonly refund: number;
}

/** What an offer keeps back of a return, in minor units; below zero where it was kept back before and now goes back too. */
export interface Withheld {
  readonly offerId: string;
  readonly label: string;
  readonly minor: number;
}

/** The parts of what a return gives back, in minor units. */
export interface ReturnPrice {
  readonly lines: readonly ReturnLine[];
  readonly withheld: readonly Withheld[];
  /** What the shop keeps for a return: never more than there is to give back. */
  readonly fee: number;
  /** What of it went back before, without a return, and does not go back twice. */
  readonly before: number;
  /** For the goods: lines less what is withheld, the fee and what went back before. */
  readonly refund: number;
}

type Pieces = readonly Pick<ReturnLine, 'position' | 'quantity'>[];

/**
 * Prices one return after another, each by what goes back for its pieces and all before it, less what goes back for
 * those before it: so the sums are the same in whatever order pieces come. Together they give back at most `left`, what
 * was paid and has not gone back.
 */
export function priceReturns(
  order: Order,
  before: readonly Pieces[],
  returns: readonly { readonly pieces: Pieces; readonly fee: number }[],
  left: number,
): readonly ReturnPrice[] {
  let room = Math.max(0, left);
  let back = together(before);
  let so = refundedFor(order, back);
  return returns.map(({ pieces, fee }) => {
    back = together([[...back].map(([position, quantity]) => ({ position, quantity })), pieces]);
    const next = refundedFor(order, back);
    const price = between(order, so, next, pieces, { fee, room });
    so = next;
    room -= price.refund;
    return price;
  });
}

function between(
  order: Order,
  so: Refunded,
  next: Refunded,
  pieces: Pieces,
  most: { readonly fee: number; readonly room: number },
): ReturnPrice {
  const grown = (position: number) => (next.paid.get(position) ?? 0) - (so.paid.get(position) ?? 0);
  const goods = next.goods - so.goods;
  const fee = Math.min(most.fee, goods);
  const refund = Math.min(goods - fee, most.room);
  return {
    lines: pieces.flatMap(({ position, quantity }) => {
      const line = order.lines.find((one) => one.position === position);
      return line ? [{ position, sku: line.sku, title: line.title, quantity, refund: grown(position) }] : [];
    }),
    withheld: (order.terms?.applied ?? []).flatMap(({ offerId, label }) => {
      const minor = (next.withheld.get(offerId) ?? 0) - (so.withheld.get(offerId) ?? 0);
      return minor === 0 ? [] : [{ offerId, label, minor }];
    }),
    fee,
    before: goods - fee - refund,
    refund,
  };
}

function together(all: readonly Pieces[]): PiecesBack {
  const back = new Map<number, number>();
  for (const { position, quantity } of all.flat()) back.set(position, (back.get(position) ?? 0) + quantity);
  return back;
}
