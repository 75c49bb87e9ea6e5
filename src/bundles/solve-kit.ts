/** Something that can fill a part of a kit. */
export interface KitCandidate {
  /** Two parts are never filled by the same thing. */
  readonly id: string;
  /** Minor units. */
  readonly price: number;
  /** How well it suits, a whole number of at least 1. */
  readonly score: number;
}

interface KitPart {
  readonly required: boolean;
  readonly candidates: readonly KitCandidate[];
}

export interface KitProblem {
  readonly parts: readonly KitPart[];
  /** Minor units; null for no limit. */
  readonly budget: number | null;
  /** Whether candidate `a` of part `i` may stand beside candidate `b` of part `j` (asked with i < j). */
  readonly fits: (i: number, a: number, j: number, b: number) => boolean;
}

export interface KitSolution {
  /** For each part the place of its candidate, or -1 where it stays empty. */
  readonly chosen: readonly number[];
  readonly score: number;
  readonly price: number;
  /** False where the search was cut off at MOST_NODES: the best found stands. */
  readonly exact: boolean;
}

const MOST_STEPS = 10_000; // steps of the budget in the table of bounds
const MOST_NODES = 2_000_000;

/**
 * The set with the highest score that fills every required part within the budget, of those the cheapest: branch and
 * bound over one choice a part. Its bound is the best that the parts still open could do with the money still there
 * if everything fitted everything (a knapsack with one choice a part, by dynamic programming), so that without rules
 * of fit the search walks straight to the optimum. Null where no set fills the required parts.
 */
export function solveKit(problem: KitProblem): KitSolution | null {
  const { parts, fits } = problem;
  const dearest = parts.reduce(
    (sum, part) => sum + Math.max(0, ...part.candidates.map((one) => one.price)),
    0,
  );
  const budget = Math.min(problem.budget ?? dearest, dearest);
  if (budget < 0) return null;
  const unit = dearest + 1; // a point of score outweighs any difference in price
  const worth = (one: KitCandidate) => one.score * unit - one.price;
  const bound = boundsOf(parts, budget, worth);
  const orders = parts.map((part) =>
    Array.from(part.candidates.keys()).toSorted(
      (a, b) =>
        worth(part.candidates[b] as KitCandidate) - worth(part.candidates[a] as KitCandidate) || a - b,
    ),
  );
  const chosen: number[] = parts.map(() => -1);
  let best: { chosen: number[]; worth: number } | null = null;
  let nodes = 0;

  function place(part: number, left: number, sum: number): void {
    if (++nodes > MOST_NODES) return;
    if (part === parts.length) {
      if (!best || sum > best.worth) best = { chosen: [...chosen], worth: sum };
      return;
    }
    if (best && sum + bound(part, left) <= best.worth) return;
    const { candidates, required } = parts[part] as KitPart;
    for (const at of orders[part] as readonly number[]) {
      const one = candidates[at] as KitCandidate;
      if (one.price > left || !standsBeside(part, at)) continue;
      chosen[part] = at;
      place(part + 1, left - one.price, sum + worth(one));
      chosen[part] = -1;
    }
    if (!required) place(part + 1, left, sum);
  }

  function standsBeside(part: number, at: number): boolean {
    const { id } = parts[part]?.candidates[at] as KitCandidate;
    for (let earlier = 0; earlier < part; earlier++) {
      const other = chosen[earlier] as number;
      if (other < 0) continue;
      if (parts[earlier]?.candidates[other]?.id === id || !fits(earlier, other, part, at)) return false;
    }
    return true;
  }

  place(0, budget, 0);
  // Assigned inside `place`, which the type checker does not follow.
  const found = best as { chosen: number[]; worth: number } | null;
  if (!found) return null;
  const picked = found.chosen.flatMap((at, part) => parts[part]?.candidates[at] ?? []);
  return {
    chosen: found.chosen,
    score: picked.reduce((sum, one) => sum + one.score, 0),
    price: picked.reduce((sum, one) => sum + one.price, 0),
    exact: nodes <= MOST_NODES,
  };
}

/** How much parts `part`… could add at most with `left` money; -Infinity where they cannot all be filled. */
function boundsOf(
  parts: readonly KitPart[],
  budget: number,
  worth: (one: KitCandidate) => number,
): (part: number, left: number) => number {
  // Prices are rounded down to steps, money up: the bound may only be too high.
  const step = Math.max(1, Math.ceil(budget / MOST_STEPS));
  const size = Math.ceil(budget / step) + 1;
  const tables: Float64Array[] = [new Float64Array(size)];
  for (const part of parts.toReversed()) {
    const after = tables[0] as Float64Array;
    const table = part.required ? new Float64Array(size).fill(-Infinity) : after.slice();
    for (const one of part.candidates) {
      const cost = Math.floor(one.price / step);
      const value = worth(one);
      for (let left = cost; left < size; left++)
        table[left] = Math.max(table[left] as number, (after[left - cost] as number) + value);
    }
    tables.unshift(table);
  }
  return (part, left) => (tables[part] as Float64Array)[Math.ceil(left / step)] as number;
}
