import { describe, expect, it } from 'vitest';
import {
  anytimeDifference,
  isSplitOff,
  seen,
  withoutForetold,
  type Seen,
} from '#src/experiments/intervals.ts';
import { seeded } from '#src/numbers/seeded.ts';

const chance = seeded(11);
const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
const orders = (share: number) => (chance() < share ? 1 : 0);
const spends = (share: number) => (chance() < share ? Math.exp(4 + 0.8 * normal()) : 0);
const meanSpent = (share: number) => share * Math.exp(4 + 0.32);

/** What was seen so far, kept as it comes. */
class Side {
  private count = 0;
  private mean = 0;
  private squares = 0;
  add(value: number): void {
    this.count += 1;
    const off = value - this.mean;
    this.mean += off / this.count;
    this.squares += off * (value - this.mean);
  }
  get now(): Seen {
    return { count: this.count, mean: this.mean, variance: this.squares / (this.count - 1) };
  }
}

const DAYS = 60;
const FIRST_DAY = 5;
const EACH_DAY = 20;

/** Whether an interval that is looked at every day ever leaves out the true difference. */
function isEverWrong(draw: readonly [() => number, () => number], truth: number): boolean {
  const [first, second] = [new Side(), new Side()];
  let isWrong = false;
  for (let day = 1; day <= DAYS; day++) {
    for (let at = 0; at < EACH_DAY; at++) {
      first.add(draw[0]());
      second.add(draw[1]());
    }
    if (day < FIRST_DAY) continue;
    const { low, high } = anytimeDifference(first.now, second.now, DAYS * EACH_DAY);
    isWrong ||= truth < low || truth > high;
  }
  return isWrong;
}

const wrongIn = (experiments: number, draw: readonly [() => number, () => number], truth: number): number =>
  Array.from({ length: experiments }, () => isEverWrong(draw, truth)).filter(Boolean).length;

describe('an interval that is looked at every day', () => {
  it('is ever wrong in at most 5 % of 1,000 comparisons of what is alike: shares', () => {
    expect(wrongIn(1_000, [() => orders(0.1), () => orders(0.1)], 0)).toBeLessThanOrEqual(50);
  });

  it('is ever wrong in at most 5 % of 1,000 comparisons of what is alike: amounts', () => {
    expect(wrongIn(1_000, [() => spends(0.15), () => spends(0.15)], 0)).toBeLessThanOrEqual(50);
  });

  it('is, too, where one in ten was held out and orders are few and uneven', () => {
    let wrong = 0;
    for (let experiment = 0; experiment < 500; experiment++) {
      const sides = { offered: new Side(), heldOut: new Side() };
      let isWrong = false;
      for (let day = 1; day <= DAYS; day++) {
        for (let at = 0; at < EACH_DAY; at++) sides[chance() < 0.9 ? 'offered' : 'heldOut'].add(spends(0.15));
        if (sides.heldOut.now.count < 30) continue;
        const { low, high } = anytimeDifference(sides.offered.now, sides.heldOut.now, 1_000);
        isWrong ||= low > 0 || high < 0;
      }
      wrong += Number(isWrong);
    }
    expect(wrong).toBeLessThanOrEqual(25);
  });

  it('holds a planted difference in at least 95 % of 400 comparisons', () => {
    expect(wrongIn(400, [() => orders(0.16), () => orders(0.1)], 0.06)).toBeLessThanOrEqual(20);
    const truth = meanSpent(0.2) - meanSpent(0.12);
    expect(wrongIn(400, [() => spends(0.2), () => spends(0.12)], truth)).toBeLessThanOrEqual(20);
  });

  it('finds a large difference, which a wider one would not', () => {
    const offered = seen(Array.from({ length: 1_200 }, () => orders(0.2)));
    const heldOut = seen(Array.from({ length: 1_200 }, () => orders(0.1)));
    expect(anytimeDifference(offered, heldOut, 2_400).low).toBeGreaterThan(0.03);
  });

  it('turns round with its sides', () => {
    const [a, b] = [seen([1, 2, 3, 4]), seen([2, 2, 5])];
    const one = anytimeDifference(a, b, 100);
    const other = anytimeDifference(b, a, 100);
    expect([one.low, one.high]).toEqual([-other.high, -other.low]);
  });

  it('would be wrong far more often if it were made to be looked at once', () => {
    const fixed = ({ count, mean, variance }: Seen, second: Seen) => {
      const reach = 1.96 * Math.sqrt(variance / count + second.variance / second.count);
      return Math.abs(mean - second.mean) > reach;
    };
    let wrong = 0;
    for (let at = 0; at < 300; at++) {
      const [first, second] = [new Side(), new Side()];
      let isWrong = false;
      for (let day = 1; day <= DAYS; day++) {
        for (let visitor = 0; visitor < EACH_DAY; visitor++) {
          first.add(orders(0.1));
          second.add(orders(0.1));
        }
        isWrong ||= day >= FIRST_DAY && fixed(first.now, second.now);
      }
      wrong += Number(isWrong);
    }
    expect(wrong / 300).toBeGreaterThan(0.1);
  });
});

describe('a split', () => {
  it('of 66 to 34 is flagged where halves were meant', () => {
    let [first, second] = [0, 0];
    let flaggedAt = 0;
    for (let visitor = 1; visitor <= 1_000 && !flaggedAt; visitor++) {
      if (chance() < 0.66) first += 1;
      else second += 1;
      if (isSplitOff([first, second], 0.5)) flaggedAt = visitor;
    }
    expect(flaggedAt).toBeGreaterThan(0);
    expect(flaggedAt).toBeLessThan(600);
  });

  it('that is right is hardly ever flagged, also where nine in ten were meant', () => {
    for (const meant of [0.5, 0.9]) {
      let flagged = 0;
      for (let experiment = 0; experiment < 500; experiment++) {
        let [first, second] = [0, 0];
        let isOff = false;
        for (let visitor = 1; visitor <= 2_000; visitor++) {
          if (chance() < meant) first += 1;
          else second += 1;
          if (visitor % 50 === 0) isOff ||= isSplitOff([first, second], meant);
        }
        flagged += Number(isOff);
      }
      expect(flagged).toBeLessThanOrEqual(3);
    }
  });

  it('is not judged where one side was not meant to be', () => {
    expect(isSplitOff([500, 0], 1)).toBe(false);
    expect(isSplitOff([0, 0], 0.5)).toBe(false);
  });
});

describe('what was bought before', () => {
  it('takes its noise out of what is compared, and moves no mean', () => {
    const before = Array.from({ length: 2_000 }, () => spends(0.5));
    const values = before.map((one) => 0.8 * one + spends(0.1));
    const adjusted = withoutForetold(values, before);
    expect(seen(adjusted).mean).toBeCloseTo(seen(values).mean, 6);
    expect(seen(adjusted).variance).toBeLessThan(seen(values).variance / 2);
  });

  it('changes nothing where nobody had bought before', () => {
    expect(withoutForetold([1, 2, 3], [0, 0, 0])).toEqual([1, 2, 3]);
  });
});
