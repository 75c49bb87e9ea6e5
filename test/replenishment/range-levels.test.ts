import { expect, it } from 'vitest';
import { toldWindow } from '#src/replenishment/due-window.ts';
import { lawOf, learnPriors } from '#src/replenishment/interval-law.ts';
import { countBefore, gatherPurchases, type Purchase } from '#src/replenishment/purchase-days.ts';
import { learnRangeLevels } from '#src/replenishment/range-levels.ts';
import { steadyEvery, steadyHolds } from '#src/replenishment/steady-interval.ts';
import { seeded } from '#src/numbers/seeded.ts';

/** Households that buy a dozen things, each at an interval of its own that is more or less the same every time. */
function households(count: number, spread: number, seed: number): Purchase[] {
  const chance = seeded(seed);
  const bell = () => Math.sqrt(-2 * Math.log(chance() + 1e-12)) * Math.cos(2 * Math.PI * chance());
  return Array.from({ length: count * 12 }, (_, at) => at).flatMap((at) => {
    const middle = Math.log(25) + 0.5 * bell();
    const lines: Purchase[] = [];
    for (
      let day = Math.floor(chance() * 60);
      day < 800;
      day += Math.max(2, Math.round(Math.exp(middle + spread * bell())))
    )
      lines.push({ customer: `h${at % count}`, item: `i${Math.floor(at / count)}`, day, quantity: 1 });
    return lines;
  });
}

it('tells ranges in which half of what comes again does come, in shops that it never saw', () => {
  for (const [spread, seed] of [
    [0.3, 1],
    [0.45, 2],
    [0.6, 3],
  ] as const) {
    const history = gatherPurchases(households(60, spread, seed));
    const levels = learnRangeLevels(history, 500);
    if (!levels) throw new Error('Nothing was learned');
    const priors = learnPriors(history, 530, () => '');
    let [told, inside] = [0, 0];
    for (const pair of history.pairs) {
      const known = countBefore(pair.days, 530);
      const next = pair.days[known];
      if (known < 2 || next === undefined) continue;
      const elapsed = 530 - (pair.days[known - 1] as number);
      const window = toldWindow(lawOf(pair.days, known, priors.of(pair.item)), elapsed, levels);
      if (!window) continue;
      told++;
      expect(window.to - window.from).toBeLessThanOrEqual(21);
      if (next - 530 >= window.from && next - 530 <= window.to) inside++;
    }
    expect(told).toBeGreaterThan(80);
    expect(Math.abs(inside / told - 0.5)).toBeLessThan(0.1);
  }
});

it('tells none where too few have come again to know', () => {
  expect(learnRangeLevels(gatherPurchases(households(1, 0.4, 4)), 200)).toBeNull();
});

it('takes four purchases thirty days apart for a steady interval, and three or uneven ones for none', () => {
  expect(steadyEvery([0, 30, 60, 90])).toBe(30);
  expect(steadyEvery([0, 29, 60, 91])).toBe(30);
  expect(steadyEvery([0, 30, 60])).toBeNull();
  expect(steadyEvery([0, 10, 60, 90])).toBeNull();
});

it('names no day in a shop where named days did not come true', () => {
  const steady = Array.from({ length: 40 }, (_, at) => ({ customer: `c${at}`, item: 'i', quantity: 1 }));
  const days = (last: number) =>
    gatherPurchases(steady.flatMap((one) => [0, 30, 60, 90, last].map((day) => ({ ...one, day })))).pairs;
  expect(steadyHolds(days(121), 400)).toBe(true);
  expect(steadyHolds(days(250), 400)).toBe(false);
  expect(steadyHolds(days(250).slice(0, 10), 400)).toBe(true);
});
