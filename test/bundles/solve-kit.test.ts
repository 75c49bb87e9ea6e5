import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveKit, type KitProblem } from '#src/bundles/solve-kit.ts';

/** Every set there is, tried one by one: the highest score, then the lowest price. */
function tryAll({ parts, budget, fits }: KitProblem) {
  let best: { score: number; price: number } | null = null;
  const chosen: number[] = [];
  const walk = (part: number) => {
    if (part === parts.length) {
      const picked = chosen.flatMap((at, one) => parts[one]?.candidates[at] ?? []);
      const ids = picked.map((one) => one.id);
      const legal =
        new Set(ids).size === ids.length &&
        chosen.every((a, i) => chosen.every((b, j) => i >= j || a < 0 || b < 0 || fits(i, a, j, b)));
      const score = picked.reduce((sum, one) => sum + one.score, 0);
      const price = picked.reduce((sum, one) => sum + one.price, 0);
      if (!legal || (budget !== null && price > budget)) return;
      if (!best || score > best.score || (score === best.score && price < best.price))
        best = { score, price };
      return;
    }
    const count = parts[part]?.candidates.length ?? 0;
    for (let at = parts[part]?.required ? 0 : -1; at < count; at++) {
      chosen[part] = at;
      walk(part + 1);
    }
  };
  walk(0);
  return best as { score: number; price: number } | null;
}

const problems = fc
  .record({
    parts: fc.array(
      fc.record({
        required: fc.boolean(),
        candidates: fc.array(
          fc.record({
            id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
            price: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 60_000 })),
            score: fc.integer({ min: 1, max: 20 }),
          }),
          { maxLength: 4 },
        ),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    budget: fc.option(fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 150_000 }))),
    odd: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ parts, budget, odd }): KitProblem => ({
    parts,
    budget,
    fits: (i, a, j, b) => (i * 7 + a * 5 + j * 3 + b) % odd !== 1,
  }));

describe('the kit solver', () => {
  it('finds what trying every set finds: the score, and of equals the cheaper', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const solved = solveKit(problem);
        const all = tryAll(problem);
        expect(solved && { score: solved.score, price: solved.price }).toEqual(all);
        expect(solved?.exact ?? true).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps the budget to the cent', () => {
    const parts = [{ required: true, candidates: [{ id: 'a', price: 1_000, score: 1 }] }];
    const fits = () => true;
    expect(solveKit({ parts, budget: 1_000, fits })).toMatchObject({ price: 1_000 });
    expect(solveKit({ parts, budget: 999, fits })).toBeNull();
  });

  it('gives up a better thing so that another part can be filled', () => {
    const solved = solveKit({
      parts: [
        {
          required: true,
          candidates: [
            { id: 'best', price: 90, score: 10 },
            { id: 'plain', price: 50, score: 7 },
          ],
        },
        { required: true, candidates: [{ id: 'sock', price: 20, score: 3 }] },
      ],
      budget: 100,
      fits: () => true,
    });
    expect(solved).toMatchObject({ chosen: [1, 0], score: 10, price: 70 });
  });

  it('answers a kit without parts with an empty set', () => {
    expect(solveKit({ parts: [], budget: 0, fits: () => true })).toMatchObject({ chosen: [], price: 0 });
  });
});
