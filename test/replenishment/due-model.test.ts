import { describe, expect, it } from 'vitest';
import { dueFeatures, FEATURES } from '#src/replenishment/due-features.ts';
import { dueChance, learnDue } from '#src/replenishment/due-model.ts';
import { chanceWithin, lawOf, learnPriors, normalBelow } from '#src/replenishment/interval-law.ts';
import { chanceOf, fitLogistic } from '#src/replenishment/logistic.ts';
import { gatherPurchases, type Pair, type Purchase } from '#src/replenishment/purchase-days.ts';
import { seeded } from '#src/numbers/seeded.ts';

const anyCategory = () => '';

/** Customers who come back about every 20 days, and others about every 90. */
function twoKinds(customers: number): Purchase[] {
  const chance = seeded(7);
  return Array.from({ length: customers }, (_, at) => at).flatMap((at) => {
    const every = at % 2 ? 20 : 90;
    const lines: Purchase[] = [];
    for (
      let day = Math.floor(chance() * every);
      day < 1000;
      day += Math.round(every * (0.8 + 0.4 * chance()))
    )
      lines.push({ customer: `c${at}`, item: 'gel', day, quantity: 2 });
    return lines;
  });
}

describe('the chance that something is due', () => {
  it('looks at nothing of the day itself or later', () => {
    const lines = twoKinds(40);
    const known = gatherPurchases(lines.filter((one) => one.day < 700));
    const all = gatherPurchases(lines);
    for (const customer of ['c1', 'c2']) {
      const seen = [known, all].map((history) => [
        ...dueFeatures(
          history,
          learnPriors(history, 700, anyCategory),
          history.pairOf(customer, 'gel') as Pair,
          700,
        ),
      ]);
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[0]).toHaveLength(FEATURES.length);
    }
    expect(learnDue(all, 700)).toEqual(learnDue(known, 700));
  });

  it('is said as often as it comes true', () => {
    const history = gatherPurchases(twoKinds(300));
    const model = learnDue(history, 800);
    expect(model.fittedOn).toBeGreaterThan(1000);
    const priors = learnPriors(history, 800, anyCategory);
    let [said, came] = [0, 0];
    for (const pair of history.pairs) {
      said += dueChance(model, history, priors, pair, 800);
      came += pair.days.some((day) => day >= 800 && day < 814) ? 1 : 0;
    }
    expect(Math.abs(said - came) / 300).toBeLessThan(0.06);
  });

  it('starts from the interval law alone where the shop has too few cases', () => {
    const history = gatherPurchases(twoKinds(2));
    const model = learnDue(history, 500);
    expect(model.fittedOn).toBe(0);
    const priors = learnPriors(history, 500, anyCategory);
    const [often, rarely] = ['c1', 'c0'].map((one) =>
      dueChance(model, history, priors, history.pairOf(one, 'gel') as Pair, 500),
    );
    expect(often).toBeGreaterThan(rarely as number);
  });
});

describe('the law of intervals', () => {
  it('leans on the item with little history and on the customer with much', () => {
    const prior = { middle: Math.log(60), spread: 0.5 };
    const days = Array.from({ length: 13 }, (_, at) => at * 20);
    const [short, long] = [lawOf(days, 2, prior), lawOf(days, 13, prior)].map((law) => Math.exp(law.middle));
    expect(short).toBeGreaterThan(25);
    expect(long).toBeLessThan(24);
  });

  it('gives chances between 0 and 1 for every length of waiting', () => {
    const law = { middle: 3, spread: 0.2 };
    for (const elapsed of [0, 1, 20, 400, 5000]) {
      const chance = chanceWithin(law, elapsed, 14);
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThan(1);
    }
  });

  it('knows the normal distribution to six places', () => {
    expect(normalBelow(0)).toBeCloseTo(0.5, 6);
    expect(normalBelow(1.959964)).toBeCloseTo(0.975, 6);
    expect(normalBelow(-1)).toBeCloseTo(0.158655, 6);
  });
});

describe('the logistic fit', () => {
  it('finds the weights that made the examples', () => {
    const chance = seeded(3);
    const examples = Array.from({ length: 20_000 }, () => {
      const x = chance() * 4 - 2;
      const label: 0 | 1 = chance() < 1 / (1 + Math.exp(-(-1 + 1.5 * x))) ? 1 : 0;
      return { features: Float64Array.of(1, x), label, weight: 1 };
    });
    const { weights } = fitLogistic(examples, 0.1);
    expect(weights[0]).toBeCloseTo(-1, 0);
    expect(weights[1]).toBeCloseTo(1.5, 0);
    expect(chanceOf({ weights }, Float64Array.of(1, 2))).toBeGreaterThan(0.8);
  });

  it('refuses examples of one kind only', () => {
    expect(() => fitLogistic([{ features: Float64Array.of(1), label: 1, weight: 1 }], 1)).toThrow(
      /both kinds/,
    );
  });
});
