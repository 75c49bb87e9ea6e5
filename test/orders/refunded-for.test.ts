import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bundleCandidates } from '#src/bundles/merchant-bundles.ts';
import type { Content } from '#src/editorial/content.ts';
import { bestSet } from '#src/loyalty/best-set.ts';
import { bundleAsCandidate, candidateOf } from '#src/loyalty/candidate.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { ruleOfSet } from '#src/loyalty/rule-of-set.ts';
import { money } from '#src/money/money.ts';
import { refundedFor } from '#src/orders/refunded-for.ts';
import { priceReturns } from '#src/orders/return-prices.ts';
import type { Order } from '#src/orders/order.ts';
import { cartWith } from '#test/loyalty/offer-cases.ts';

type Line = readonly [minor: number, quantity: number, category: string];
interface Bundle {
  readonly items: readonly { readonly product: string; readonly quantity: number }[];
  readonly percent: number;
}

const noon = new Date('2026-11-27T12:00:00Z');
const clock = { timeZone: 'UTC', locale: 'en-US' };

/** An order of these lines under these offers, with so much tax on top. */
function orderOf(
  lines: readonly Line[],
  offers: readonly Partial<OfferWords>[],
  { taxPercent = 0, bundle = null }: { taxPercent?: number; bundle?: Bundle | null } = {},
): Order {
  const cart = cartWith(
    lines.map(([minor, quantity, category], at) => ({ sku: `s${at}`, minor, quantity, category, floor: 0 })),
  );
  const entries = bundle
    ? [
        {
          slug: 'b',
          words: {
            title: 'bundle',
            why: '',
            items: bundle.items,
            price: { percent: bundle.percent },
            onReturn: 'recompute',
          },
        },
      ]
    : [];
  const candidates = [
    ...offers.map((words, at) =>
      candidateOf(
        { offerId: `o${at}`, words: { title: `o${at}`, ...words } as OfferWords, codeHash: null },
        cart.lines,
      ),
    ),
    ...bundleCandidates(entries as unknown as Content['bundles'], cart.lines, 'USD', noon, clock).map((one) =>
      bundleAsCandidate(one, cart.lines),
    ),
  ];
  const { applied, left } = bestSet(candidates, cart, 'en-US');
  const usd = (minor: number) => money(minor, 'USD');
  return {
    total: usd(0),
    lines: cart.lines.map((line, position) => ({
      position,
      sku: line.sku,
      title: line.sku,
      quantity: line.quantity,
      net: usd(left.lines[position] ?? 0),
      tax: usd(Math.round(((left.lines[position] ?? 0) * taxPercent) / 100)),
    })),
    terms: {
      tax: null,
      applied: applied.map(({ candidate, effect }) => ({
        offerId: candidate.offerId,
        label: candidate.label,
        returnRule: ruleOfSet(candidate, effect, cart.lines) ?? undefined,
      })),
    },
  } as unknown as Order;
}

const paidFor = (order: Order) => order.lines.reduce((sum, { net, tax }) => sum + net.minor + tax.minor, 0);
const goods = (order: Order, ...back: [position: number, quantity: number][]) =>
  refundedFor(order, new Map(back)).goods;

const shoesAndSocks: Partial<OfferWords> = {
  products: { categories: ['shoe'] },
  reward: { buyGet: { buy: 1, get: 1, percent: 100, products: { categories: ['sock'] } } },
  onReturn: 'recompute',
};

it('withholds a gift that stays when what it came with goes back, and gives that back with the gift', () => {
  const order = orderOf(
    [
      [10_000, 1, 'shoe'],
      [1200, 1, 'sock'],
    ],
    [shoesAndSocks],
  );
  expect(goods(order, [0, 1])).toBe(8800);
  expect(goods(order, [1, 1])).toBe(0);
  expect(goods(order, [0, 1], [1, 1])).toBe(10_000);
  const [shoe, sock] = priceReturns(
    order,
    [],
    [
      { pieces: [{ position: 0, quantity: 1 }], fee: 0 },
      { pieces: [{ position: 1, quantity: 1 }], fee: 0 },
    ],
    Infinity,
  );
  expect(shoe).toMatchObject({ refund: 8800, withheld: [{ label: 'o0', minor: 1200 }] });
  expect(sock).toMatchObject({ refund: 1200, withheld: [{ label: 'o0', minor: -1200 }] });
});

it('leaves the gift where the offer says so, or says nothing', () => {
  for (const onReturn of ['keep', undefined] as const) {
    const order = orderOf(
      [
        [10_000, 1, 'shoe'],
        [1200, 1, 'sock'],
      ],
      [{ ...shoesAndSocks, onReturn }],
    );
    expect(goods(order, [0, 1])).toBe(10_000);
  }
});

it('withholds no more than was paid for what goes back, however dear the gift', () => {
  const order = orderOf(
    [
      [1000, 1, 'shoe'],
      [5000, 1, 'sock'],
      [700, 1, 'hat'],
    ],
    [shoesAndSocks],
  );
  expect(goods(order, [0, 1])).toBe(0);
  expect(goods(order, [2, 1])).toBe(700);
  expect(goods(order, [0, 1], [2, 1])).toBe(700);
  expect(goods(order, [0, 1], [1, 1], [2, 1])).toBe(1700);
});

it('counts every third piece among those that stay, whichever they are', () => {
  const third: Partial<OfferWords> = {
    reward: { nthItem: { every: 3, percent: 50 } },
    onReturn: 'recompute',
  };
  const order = orderOf(
    [
      [1400, 1, 'a'],
      [2000, 1, 'a'],
      [3000, 1, 'a'],
      [4000, 1, 'a'],
    ],
    [third],
  );
  expect(paidFor(order)).toBe(700 + 2000 + 3000 + 4000);
  for (const [at, minor] of [2000, 3000, 4000].entries()) expect(goods(order, [at + 1, 1])).toBe(minor);
  expect(goods(order, [1, 1], [2, 1])).toBe(5000 - 700);
  const same = orderOf([[900, 3, 'a']], [{ ...third, reward: { nthItem: { every: 3, percent: 100 } } }]);
  expect([1, 2, 3].map((pieces) => goods(same, [0, pieces]))).toEqual([0, 900, 1800]);
});

it('takes a bundle apart by what stays whole of it, in any choice of its products', () => {
  const bundle = {
    items: [
      { product: 's0', quantity: 1 },
      { product: 's1', quantity: 2 },
    ],
    percent: 20,
  };
  const order = orderOf(
    [
      [2000, 2, 'a'],
      [500, 5, 'a'],
    ],
    [],
    { bundle },
  );
  expect(paidFor(order)).toBe(6500 - 1200);
  expect(goods(order, [1, 1])).toBe(500);
  expect(goods(order, [1, 2])).toBe(500); // one of them alone gives 500, and a second one never less
  expect(goods(order, [1, 3])).toBe(500 + 400 + 400 - 400);
  expect(goods(order, [1, 4])).toBe(900);
  expect(goods(order, [0, 2], [1, 5])).toBe(paidFor(order));
});

it('puts the tax on top of what is withheld', () => {
  const order = orderOf(
    [
      [10_000, 1, 'shoe'],
      [1200, 1, 'sock'],
    ],
    [shoesAndSocks],
    { taxPercent: 0 },
  );
  const taxed = {
    ...order,
    lines: order.lines.map((line) => ({ ...line, tax: money(Math.round(line.net.minor / 10), 'USD') })),
    terms: {
      ...order.terms,
      applied: order.terms?.applied.map((one) => ({
        ...one,
        returnRule: JSON.parse(JSON.stringify(one.returnRule).replace('"off":1200', '"off":1320')) as unknown,
      })),
    },
  } as Order;
  expect(goods(taxed, [0, 1])).toBe(11_000 - 1320);
});

const anyOffer: fc.Arbitrary<Partial<OfferWords>> = fc
  .record({
    reward: fc.oneof(
      fc
        .record({ every: fc.integer({ min: 2, max: 4 }), percent: fc.constantFrom(20, 50, 100) })
        .map((nthItem) => ({ nthItem })),
      fc
        .record(
          {
            buy: fc.integer({ min: 1, max: 3 }),
            get: fc.integer({ min: 1, max: 2 }),
            percent: fc.constantFrom(50, 100),
            products: fc.constantFrom('a', 'b').map((one) => ({ categories: [one] })),
          },
          { requiredKeys: ['buy', 'get', 'percent'] },
        )
        .map((buyGet) => ({ buyGet })),
      fc.constantFrom(5, 33).map((percent) => ({ percent })),
      fc.constant({ amount: '7.77 USD' }),
    ),
    of: fc.constantFrom('a', 'b', null),
    group: fc.constantFrom('red', 'blue', null),
    cap: fc.option(fc.constant('3.33 USD'), { freq: 4 }),
    onReturn: fc.constantFrom('keep', 'recompute', 'recompute'),
  })
  .map(
    ({ reward, of, group, cap, onReturn }) =>
      ({
        reward: { ...reward, ...(cap && !('amount' in reward) && { atMost: cap }) },
        onReturn,
        ...(of && { products: { categories: [of] } }),
        ...(group && { stacking: { group } }),
      }) as Partial<OfferWords>,
  );
const anyOrder = fc
  .tuple(
    fc.array(
      fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom('a', 'b')),
      { minLength: 2, maxLength: 4 },
    ),
    fc.array(anyOffer, { maxLength: 3 }),
    fc.record({
      taxPercent: fc.constantFrom(0, 0, 8.25),
      bundle: fc.option(
        fc.record({
          items: fc.constant([
            { product: 's0', quantity: 1 },
            { product: 's1', quantity: 2 },
          ]),
          percent: fc.constantFrom(10, 45),
        }),
      ),
    }),
  )
  .map(([lines, offers, more]) => orderOf(lines, offers, more));

it('gives back the same in whatever order pieces come, never less for more of them, and all of it at the end', () => {
  let withheld = 0;
  fc.assert(
    fc.property(anyOrder, fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 }), (order, chance) => {
      const all = order.lines.flatMap(({ position, quantity }) =>
        Array.from({ length: quantity }, () => position),
      );
      const shuffled = (salt: number) =>
        all
          .map((position, at) => ({
            position,
            rank: ((chance[(at + salt) % 30] ?? 0) * 7919 + at * salt * 31) % 1009,
          }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ position }) => position);
      const totals = [1, 7, 13].map((salt) => {
        const prices = priceReturns(
          order,
          [],
          shuffled(salt).map((position) => ({ pieces: [{ position, quantity: 1 }], fee: 0 })),
          Infinity,
        );
        for (const { refund, lines, withheld: kept } of prices) {
          expect(refund).toBeGreaterThanOrEqual(0);
          const parts = lines.reduce((sum, one) => sum + one.refund, 0);
          expect(parts - kept.reduce((sum, one) => sum + one.minor, 0)).toBe(refund);
          withheld += kept.filter(({ minor }) => minor > 0).length;
        }
        return prices.reduce((sum, one) => sum + one.refund, 0);
      });
      for (const total of totals) expect(total).toBe(paidFor(order));
      const half = shuffled(3).slice(0, Math.ceil(all.length / 2));
      const counted = [...Map.groupBy(half, (one) => one)].map(([at, those]): [number, number] => [
        at,
        those.length,
      ]);
      const [whole] = priceReturns(
        order,
        [],
        [{ pieces: counted.map(([position, quantity]) => ({ position, quantity })), fee: 0 }],
        Infinity,
      );
      expect(whole?.refund).toBe(goods(order, ...counted));
    }),
    { numRuns: 2000 },
  );
  expect(withheld).toBeGreaterThan(500);
});
