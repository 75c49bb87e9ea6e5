import { expect, it } from 'vitest';
import { alignedWeights, FEATURES, FIRST_WEIGHTS } from '#src/affinity/candidate-features.ts';
import { collectBaskets } from '#src/affinity/baskets.ts';
import {
  historiesBefore,
  historyOf,
  LEAST_THINGS,
  MOST_ORDERS_BACK,
  ORDERS_BACK,
} from '#src/affinity/histories.ts';
import { ownSigns } from '#src/affinity/own-signs.ts';

const [BREAD, BUTTER, JAM, SOAP] = [1, 2, 3, 4];

it('a thing of own orders that were like the cart speaks louder than one of others', () => {
  const history = historyOf([
    { daysAgo: 10, items: [BREAD, BUTTER, JAM] },
    { daysAgo: 20, items: [SOAP] },
    { daysAgo: 30, items: [BREAD, JAM] },
  ]);
  const signs = ownSigns(new Set([BREAD, BUTTER]), history);
  expect([...signs.keys()].toSorted()).toEqual([JAM, SOAP]);
  const [jam, soap] = [signs.get(JAM), signs.get(SOAP)];
  expect(jam?.mostAlike).toBeCloseTo(2 / Math.sqrt(3 * 2), 9);
  expect(soap?.mostAlike).toBe(0);
  expect(jam?.bestPair).toBeCloseTo(2 / 4, 9); // two orders with bread and two that are made up
  expect(jam?.pair).toBeCloseTo(2 / 4 + 1 / 3, 9);
  expect(soap).toMatchObject({ times: 1, daysAgo: 20, pair: 0 });
});

it('many small orders count, and of full ones fewer', () => {
  const orders = (things: number) =>
    Array.from({ length: 200 }, (_, daysAgo) => ({
      daysAgo,
      items: Array.from({ length: things }, (__, at) => at),
    }));
  expect(historyOf(orders(2))?.baskets).toHaveLength(MOST_ORDERS_BACK);
  expect(historyOf(orders(LEAST_THINGS))?.baskets).toHaveLength(ORDERS_BACK);
  expect(historyOf(orders(10))?.baskets).toHaveLength(LEAST_THINGS / 10);
  expect(historyOf([])).toBeNull();
});

it('fitting sees what a customer had bought until that basket, and nothing of it or later', () => {
  const collected = collectBaskets();
  const row = (id: string, day: number, ...keys: string[]) =>
    collected.add({ id, day, customer: 'ann', keys });
  row('a', 1, 'x');
  row('b', 5, 'y');
  row('c', 9, 'z');
  const baskets = collected.done();
  const before = historiesBefore(baskets, 3);
  const seen = [0, 1, 2].map((basket) =>
    before(basket)?.baskets.map(({ daysAgo, items }) => [
      daysAgo,
      ...Array.from(items, (item) => baskets.keys[item]),
    ]),
  );
  expect(seen).toEqual([
    undefined,
    [[4, 'x']],
    [
      [4, 'y'],
      [8, 'x'],
    ],
  ]);
});

it('weights go by their names: a new sign weighs nothing until it is learned, a name that is gone leaves the first weights', () => {
  const old = FEATURES.slice(0, 21);
  const weights = old.map((_, at) => at + 1);
  const aligned = alignedWeights(weights, null);
  expect(aligned).toHaveLength(FEATURES.length);
  expect(aligned.slice(0, 21)).toEqual(weights);
  expect(aligned.slice(21).every((weight) => weight === 0)).toBe(true);
  expect(alignedWeights([7, 8], ['walk', 'ease']).slice(0, 3)).toEqual([8, 0, 7]);
  expect(alignedWeights([1], ['gone'])).toBe(FIRST_WEIGHTS);
});
