import type { KitCandidate, KitProblem } from '#src/bundles/solve-kit.ts';

/** A small random kit: up to five parts of up to five candidates, tight budgets, some pairs that do not fit. */
export function randomKit(chance: () => number): KitProblem {
  const upTo = (most: number) => Math.floor(chance() * (most + 1));
  const parts = Array.from({ length: 2 + upTo(3) }, (_, part) => ({
    required: chance() < 0.6,
    candidates: Array.from({ length: 1 + upTo(4) }, (_, at) => ({
      id: chance() < 0.1 ? 'shared' : `${part}-${at}`,
      price: 100 + upTo(20_000),
      score: 1 + upTo(99),
    })),
  }));
  const clashes = new Set(Array.from({ length: upTo(6) }, () => [upTo(4), upTo(4), upTo(4), upTo(4)].join()));
  return {
    parts,
    budget: 2_000 + upTo(50_000),
    fits: (i, a, j, b) => !clashes.has([i, a, j, b].join()),
  };
}

interface Found {
  readonly score: number;
  readonly price: number;
}

/** The best of every set there is: the highest score, then the lowest price. */
export function triedKit(problem: KitProblem): Found | null {
  const { parts, budget } = problem;
  const chosen: number[] = [];
  let best: Found | null = null;
  const walk = (part: number): void => {
    if (part < parts.length) {
      const { candidates, required } = parts[part] as (typeof parts)[number];
      for (let at = required ? 0 : -1; at < candidates.length; at++) {
        chosen[part] = at;
        walk(part + 1);
      }
      return;
    }
    const { score, price, legal } = judged(problem, chosen);
    if (!legal || (budget !== null && price > budget)) return;
    if (!best || score > best.score || (score === best.score && price < best.price)) best = { score, price };
  };
  walk(0);
  return best;
}

function judged({ parts, fits }: KitProblem, chosen: readonly number[]) {
  const picked = chosen.flatMap((at, part) => parts[part]?.candidates[at] ?? []);
  const legal =
    new Set(picked.map((one) => one.id)).size === picked.length &&
    chosen.every((a, i) => chosen.every((b, j) => i >= j || a < 0 || b < 0 || fits(i, a, j, b)));
  return {
    legal,
    score: picked.reduce((sum, one) => sum + one.score, 0),
    price: picked.reduce((sum, one) => sum + one.price, 0),
  };
}

/** What a plain rule does: part by part, needed ones first, the best by that order which still fits. Null where it gets stuck. */
export function greedyKit(problem: KitProblem, by: (one: KitCandidate) => number): Found | null {
  const { parts, fits } = problem;
  const chosen = parts.map(() => -1);
  let left = problem.budget ?? Infinity;
  const order = [...parts.keys()].toSorted(
    (a, b) => Number(parts[b]?.required) - Number(parts[a]?.required) || a - b,
  );
  for (const part of order) {
    const { candidates, required } = parts[part] as (typeof parts)[number];
    const ranked = [...candidates.keys()].toSorted(
      (a, b) => by(candidates[b] as KitCandidate) - by(candidates[a] as KitCandidate),
    );
    const free = ranked.find((at) => {
      const one = candidates[at] as KitCandidate;
      return (
        one.price <= left &&
        chosen.every(
          (other, at2) =>
            other < 0 ||
            (parts[at2]?.candidates[other]?.id !== one.id &&
              (at2 < part ? fits(at2, other, part, at) : fits(part, at, at2, other))),
        )
      );
    });
    if (free === undefined) {
      if (required) return null;
      continue;
    }
    chosen[part] = free;
    left -= (candidates[free] as KitCandidate).price;
  }
  const { score, price } = judged(problem, chosen);
  return { score, price };
}
