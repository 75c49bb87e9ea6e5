/** Pieces of one line that a set or a gift was made of; a line's reduced pieces are the last of it. */
export interface RuleLine {
  readonly sku: string;
  /** How many of the line's pieces count, the reduced ones among them. */
  readonly pieces: number;
  readonly reduced: number;
  /** What the reduced pieces of the line cost less together, in minor units. */
  readonly off: number;
}

/** What must stay together for a reduction to hold, as it is kept with an order whose offer says `onReturn: recompute`. */
export type ReturnRule =
  | {
      readonly kind: 'given';
      readonly buy: number;
      readonly get: number;
      /** Whether what is given is something else than what is bought for it. */
      readonly ofOthers: boolean;
      readonly lines: readonly RuleLine[];
    }
  | {
      readonly kind: 'set';
      readonly times: number;
      readonly parts: readonly { readonly needed: number; readonly lines: readonly RuleLine[] }[];
    };

export const linesOfRule = (rule: ReturnRule): readonly RuleLine[] =>
  rule.kind === 'given' ? rule.lines : rule.parts.flatMap(({ lines }) => lines);

/** The same rule over other lines. */
export const mapRuleLines = (rule: ReturnRule, other: (line: RuleLine) => RuleLine): ReturnRule =>
  rule.kind === 'given'
    ? { ...rule, lines: rule.lines.map(other) }
    : { ...rule, parts: rule.parts.map((part) => ({ ...part, lines: part.lines.map(other) })) };

/** One piece that counts for a rule. Minor units. */
export interface RulePiece {
  readonly sku: string;
  readonly isReduced: boolean;
  /** What was paid for it. */
  readonly paid: number;
  /** What it costs less than it would without the rule's offer. */
  readonly off: number;
  readonly isBack: boolean;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const falling = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => b - a);

/**
 * What goes back for the pieces that came back: what was paid for them, less the reductions that what stays does not
 * earn; or, where that is more, what would go back if some of them had stayed. So one more piece never makes it less,
 * and it is the same in whatever order they came.
 */
export const goesBack = (rule: ReturnRule, pieces: readonly RulePiece[]): number =>
  rule.kind === 'given' ? underGiven(rule, pieces) : underSet(rule, pieces);

/** Of n pieces of one kind, how many are reduced. */
export const earnedOfSame = (pieces: number, buy: number, get: number): number =>
  Math.floor(pieces / (buy + get)) * get + Math.max(0, (pieces % (buy + get)) - buy);

function underGiven(
  { buy, get, ofOthers }: Extract<ReturnRule, { kind: 'given' }>,
  pieces: readonly RulePiece[],
): number {
  const bought = pieces.filter((one) => !one.isReduced);
  const paid = falling(bought.filter((one) => one.isBack).map((one) => one.paid));
  // The cheapest are given, so the dearest lose it first.
  const kept = falling(pieces.filter((one) => one.isReduced && !one.isBack).map((one) => one.off));
  let back = sum(pieces.filter((one) => one.isReduced && one.isBack).map((one) => one.paid));
  let best = 0;
  for (let gone = 0; gone <= paid.length; gone++) {
    back += gone > 0 ? (paid[gone - 1] ?? 0) : 0;
    const stay = bought.length - gone;
    const earned = ofOthers ? Math.floor(stay / buy) * get : earnedOfSame(stay + kept.length, buy, get);
    best = Math.max(best, back - sum(kept.slice(0, Math.max(0, kept.length - earned))));
  }
  return best;
}

function underSet(
  { times, parts }: Extract<ReturnRule, { kind: 'set' }>,
  pieces: readonly RulePiece[],
): number {
  const split = parts.map(({ needed, lines }) => {
    const all = pieces.filter((piece) => lines.some(({ sku }) => sku === piece.sku));
    return {
      needed,
      count: all.length,
      paid: falling(all.filter((one) => one.isBack).map((one) => one.paid)),
      offEach: Math.floor(sum(all.map((one) => one.off)) / (times * needed)),
    };
  });
  let best = 0;
  for (let whole = 0; whole <= times; whole++) {
    const back = split.map(({ needed, count, paid, offEach }) => {
      const gone = Math.min(paid.length, count - whole * needed);
      const lost = Math.max(0, Math.min(count - gone, times * needed) - whole * needed);
      return sum(paid.slice(0, gone)) - lost * offEach;
    });
    best = Math.max(best, sum(back));
  }
  return best;
}
