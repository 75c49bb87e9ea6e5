import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applySet, better, bestSet, type BestSet } from '#src/loyalty/best-set.ts';
import { bundleAsCandidate, combine, type Candidate } from '#src/loyalty/candidate.ts';
import { money } from '#src/money/money.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { cartWith, offerWith } from './offer-cases.ts';
import type { OfferCart } from '#src/loyalty/offer-outcome.ts';

const dollars = (minor: number) => `${(minor / 100).toFixed(2)} USD`;
const anyReward = fc.oneof(
  fc.integer({ min: 1, max: 200 }).map((half) => ({ percent: half / 2 })),
  fc.integer({ min: 1, max: 3000 }).map((minor) => ({ amount: dollars(minor) })),
  fc.integer({ min: 1, max: 500 }).map((minor) => ({ amountEach: dollars(minor) })),
  fc.integer({ min: 1, max: 60 }).map((half) => ({ memberPrice: { percent: half / 2 } })),
  fc
    .record({ every: fc.integer({ min: 2, max: 4 }), percent: fc.constantFrom(50, 100) })
    .map((nthItem) => ({ nthItem })),
  fc
    .record({
      buy: fc.integer({ min: 1, max: 3 }),
      get: fc.integer({ min: 1, max: 2 }),
      percent: fc.constantFrom(50, 100),
    })
    .map((buyGet) => ({ buyGet })),
  fc
    .record({
      buy: fc.integer({ min: 1, max: 2 }),
      get: fc.integer({ min: 1, max: 2 }),
      from: fc.constantFrom('a', 'b'),
    })
    .map(({ buy, get, from }) => ({
      buyGet: { buy, get, percent: 100, products: { categories: [from] } },
    })),
  fc
    .tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 900 }))
    .map(([half, cap]) => ({ percent: half / 2, atMost: dollars(cap) })),
  fc.constant({ freeDelivery: true as const }),
  fc.constant({ pointsTimes: 2 }),
);
const anyStacking = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  fc.constantFrom('red', 'blue').map((group) => ({ stacking: { group } })),
  fc.constant({ stacking: { alone: true as const } }),
  fc.constantFrom('o0', 'o1').map((other) => ({ stacking: { notWith: [other] } })),
);
const anyProblem = fc
  .record({
    lines: fc.array(
      fc.record({
        minor: fc.integer({ min: 1, max: 20_000 }),
        quantity: fc.integer({ min: 1, max: 5 }),
        floorPart: fc.integer({ min: 0, max: 100 }),
        category: fc.constantFrom('a', 'b'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    offers: fc.array(fc.tuple(anyReward, anyStacking, fc.constantFrom('a', 'b', 'any')), { maxLength: 7 }),
    bundles: fc.array(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 4 }), {
      maxLength: 2,
    }),
  })
  .map(({ lines, offers, bundles }) => {
    const cart = cartWith(
      lines.map(({ floorPart, ...line }, at) => ({
        ...line,
        sku: `s${at}`,
        floor: Math.floor((line.minor * floorPart) / 100),
      })),
    );
    const candidates = offers.map(([reward, stacking, where], at) => {
      const products: Partial<OfferWords> = where === 'any' ? {} : { products: { categories: [where] } };
      return offerWith(`o${at}`, reward, cart, { ...stacking, ...products });
    });
    const asBundles = bundles.map((shares, at) =>
      bundleAsCandidate(
        {
          offerId: `bundle:${at}`,
          label: `b${at}`,
          arithmetic: '',
          shares: shares.map((minor, line) => ({ sku: `s${line}`, amount: money(minor, cart.currency) })),
          times: 1,
          parts: [],
          onReturn: 'keep',
        },
        cart.lines,
      ),
    );
    return { cart, candidates: [...candidates, ...asBundles] };
  });

/** Every legal subset, one after another: slow, and nothing to do with the search under test. */
function byBruteForce(candidates: readonly Candidate[], cart: OfferCart): BestSet {
  let best = applySet([], cart, 'en-US');
  for (let bits = 0; bits < 2 ** candidates.length; bits++) {
    const set = candidates.filter((_, at) => bits & (2 ** at));
    if (set.some((one, at) => set.slice(at + 1).some((other) => !combine(one, other)))) continue;
    const found = applySet(set, cart, 'en-US');
    if (better(found, best)) best = found;
  }
  return best;
}

it('finds as much as trying every legal set does', () => {
  fc.assert(
    fc.property(anyProblem, ({ cart, candidates }) => {
      const found = bestSet(candidates, cart, 'en-US');
      expect(found.exact).toBe(true);
      expect(found.off).toBe(byBruteForce(candidates, cart).off);
    }),
    { numRuns: 1500 },
  );
});

it('never goes below the floor but by what it gives, and its shares add up', () => {
  fc.assert(
    fc.property(anyProblem, ({ cart, candidates }) => {
      const { left, applied, off } = bestSet(candidates, cart, 'en-US');
      cart.lines.forEach((line, at) => {
        const given = applied
          .filter(({ candidate: { reward } }) => reward.nthItem ?? reward.buyGet)
          .reduce((total, { effect }) => total + (effect.shares[at] ?? 0), 0);
        expect(left.lines[at]).toBeGreaterThanOrEqual(left.floors[at] ?? 0);
        expect((left.lines[at] ?? 0) + given).toBeGreaterThanOrEqual(
          (line.floor?.minor ?? 0) * line.quantity,
        );
        const shares = applied.reduce((total, { effect }) => total + (effect.shares[at] ?? 0), 0);
        expect((left.lines[at] ?? 0) + shares).toBe(line.unit.minor * line.quantity);
      });
      const goods = cart.lines.reduce((total, line) => total + line.unit.minor * line.quantity, 0);
      const start = goods + (cart.delivery?.minor ?? 0);
      expect(left.lines.reduce((total, one) => total + one, left.delivery)).toBe(start - off);
      expect(left.delivery).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1500 },
  );
});

it('holds no two offers that may not stand together', () => {
  fc.assert(
    fc.property(anyProblem, ({ cart, candidates }) => {
      const set = bestSet(candidates, cart, 'en-US').applied.map((one) => one.candidate);
      expect(set.some((one, at) => set.slice(at + 1).some((other) => !combine(one, other)))).toBe(false);
    }),
  );
});
