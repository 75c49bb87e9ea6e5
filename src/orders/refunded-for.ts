import {
  goesBack,
  linesOfRule,
  type ReturnRule,
  type RuleLine,
  type RulePiece,
} from '#src/loyalty/return-rule.ts';
import type { Order, OrderLine } from './order.ts';

/** How many pieces of each line are back, by its position. */
export type PiecesBack = ReadonlyMap<number, number>;

/** What goes back in all once these pieces are back, in minor units. */
export interface Refunded {
  /** What was paid for them, by line. */
  readonly paid: ReadonlyMap<number, number>;
  /** What is kept back of that, by offer, because what stays does not earn its reduction. */
  readonly withheld: ReadonlyMap<string, number>;
  readonly goods: number;
}

interface Rule {
  readonly offerId: string;
  readonly rule: ReturnRule;
}

/** A piece of a line, as it comes back: the last ones are those that cost less. */
interface Piece {
  readonly line: OrderLine;
  readonly paid: number;
  readonly isBack: boolean;
  /** The rules that it counts for, each with what it is reduced by; null where it is not. */
  readonly counts: ReadonlyMap<Rule, number | null>;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What was paid for a line in minor units, with the tax on top of it. */
const paidForLine = (order: Order, line: OrderLine): number =>
  line.net.minor + (order.terms?.tax?.included ? 0 : line.tax.minor);

/**
 * What goes back for pieces of an order, whatever the order in which they come: each piece has its share of what was
 * paid for its line, and of those the reductions that what stays does not earn are withheld. All of it gives back all
 * that was paid, and more pieces never give back less.
 */
export function refundedFor(order: Order, back: PiecesBack): Refunded {
  const rules = (order.terms?.applied ?? []).flatMap(({ offerId, returnRule }) =>
    returnRule ? [{ offerId, rule: returnRule }] : [],
  );
  const pieces = order.lines.flatMap((line) => piecesOf(order, line, rules, back.get(line.position) ?? 0));
  const returned = pieces.filter(({ isBack }) => isBack);
  const paid = new Map<number, number>();
  for (const { line, paid: minor } of returned)
    paid.set(line.position, (paid.get(line.position) ?? 0) + minor);
  const withheld = new Map(rules.map((one) => [one.offerId, withheldBy(one, pieces)]));
  return { paid, withheld, goods: sum([...paid.values()]) - sum([...withheld.values()]) };
}

function withheldBy(one: Rule, pieces: readonly Piece[]): number {
  const counting = pieces.flatMap(({ line, paid, isBack, counts }): readonly RulePiece[] => {
    const off = counts.get(one);
    if (off === undefined) return [];
    // Where several offers count a piece, what was paid for it answers for each with an equal part.
    const at = [...counts.keys()].indexOf(one);
    const part = share(paid, at + 1, counts.size) - share(paid, at, counts.size);
    return [{ sku: line.sku, isReduced: off !== null, paid: part, off: off ?? 0, isBack }];
  });
  const paid = sum(counting.filter(({ isBack }) => isBack).map((piece) => piece.paid));
  return paid - goesBack(one.rule, counting);
}

function piecesOf(order: Order, line: OrderLine, rules: readonly Rule[], back: number): readonly Piece[] {
  const { quantity } = line;
  const on = rules.flatMap((one) => {
    const found = linesOfRule(one.rule).find(({ sku }) => sku === line.sku);
    return found ? [{ one, found }] : [];
  });
  const paid = paidForLine(order, line);
  const before = paid + sum(on.map(({ found }) => found.off));
  const at = Array.from({ length: quantity }, (_, place) => place);
  const counts = at.map(
    (place) =>
      new Map(
        on.flatMap(({ one, found }) =>
          place < quantity - found.pieces ? [] : [[one, reducedBy(found, place - quantity)] as const],
        ),
      ),
  );
  const worth = counts.map((each) =>
    Math.max(0, before - quantity * sum([...each.values()].map((off) => off ?? 0))),
  );
  const ratios = sum(worth) > 0 ? worth : at.map(() => 1);
  const all = sum(ratios);
  let passed = 0;
  return ratios.map((ratio, place) => {
    const start = share(paid, passed, all);
    passed += ratio;
    return {
      line,
      paid: share(paid, passed, all) - start,
      isBack: place < back,
      counts: counts[place] ?? new Map<Rule, number | null>(),
    };
  });
}

/** What one of the last pieces of a line is reduced by, counted from its end by -1, -2 …; null before those. */
function reducedBy({ reduced, off }: RuleLine, fromEnd: number): number | null {
  const place = reduced + fromEnd;
  return place < 0 ? null : share(off, place + 1, reduced) - share(off, place, reduced);
}

/** So many parts of all of an amount, rounded down; whole numbers of any size. */
const share = (minor: number, parts: number, all: number): number =>
  Number((BigInt(minor) * BigInt(parts)) / BigInt(all));
