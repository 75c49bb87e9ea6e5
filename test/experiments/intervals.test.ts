import { expect, it } from 'vitest';
import { meanDifference, shareDifference } from '#src/experiments/intervals.ts';
import { seeded } from '#src/numbers/seeded.ts';

it('finds the interval of two shares that Newcombe printed', () => {
  const { difference, low, high } = shareDifference({ hits: 56, of: 70 }, { hits: 48, of: 80 });
  expect(difference).toBeCloseTo(0.2, 6);
  expect(low).toBeCloseTo(0.0524, 4);
  expect(high).toBeCloseTo(0.3339, 4);
});

it('keeps an interval of shares open where nobody did anything', () => {
  const { low, high } = shareDifference({ hits: 0, of: 40 }, { hits: 0, of: 10 });
  expect(low).toBeLessThan(-0.2);
  expect(high).toBeGreaterThan(0.05);
});

it('turns an interval of means round with its groups', () => {
  const [a, b] = [
    [1, 2, 3, 4],
    [2, 2, 5],
  ] as const;
  const one = meanDifference(a, b, seeded(1));
  const other = meanDifference(b, a, seeded(1));
  expect(one.difference).toBeCloseTo(-other.difference, 10);
  expect(one.low).toBeLessThan(one.difference);
  expect(one.high).toBeGreaterThan(one.difference);
});

it('holds what is true in 93 and more of 100 shops, with few customers held out and few orders', () => {
  const chance = seeded(11);
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const spent = (share: number) => (chance() < share ? Math.exp(4 + normal()) : 0);
  const each = Math.exp(4.5); // the mean of an order
  const shops = 300;
  let held = 0;
  for (let at = 0; at < shops; at++) {
    const offered = Array.from({ length: 270 }, () => spent(0.14));
    const heldOut = Array.from({ length: 40 }, () => spent(0.1));
    const { low, high } = meanDifference(offered, heldOut, chance, 300);
    if (low <= 0.04 * each && 0.04 * each <= high) held++;
  }
  expect(held / shops).toBeGreaterThanOrEqual(0.93);
});
