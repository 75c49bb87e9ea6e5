import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleCandidates } from '#src/bundles/merchant-bundles.ts';
import { bundleSchema, type BundleWords } from '#src/editorial/kit-schema.ts';
import { money } from '#src/money/money.ts';

const now = new Date('2026-06-15T12:00:00Z');
const store = { locale: 'en-US', timeZone: 'UTC' };
const usd = (minor: number) => money(minor, 'USD');
const bundle = (words: Partial<BundleWords> = {}): Parameters<typeof bundleCandidates>[0][number] => ({
  slug: 'fuel',
  file: 'bundles/fuel.yaml',
  body: '',
  html: '',
  hash: '',
  modified: now,
  words: {
    title: 'Fuel',
    why: 'They belong together.',
    items: [
      { product: 'gel', quantity: 2 },
      { product: 'flask', quantity: 1 },
    ],
    price: { percent: 10 },
    ...words,
  },
});
const line = (sku: string, productSlug: string, quantity: number, minor: number) => ({
  sku,
  productSlug,
  quantity,
  unit: usd(minor),
});

describe('a bundle', () => {
  it('takes its part off what the cart holds of it, and off nothing else', () => {
    const cart = [
      line('GEL-L', 'gel', 3, 1_350),
      line('FLASK', 'flask', 1, 1_400),
      line('HAT', 'hat', 1, 2_700),
    ];
    const [found] = bundleCandidates([bundle()], cart, 'USD', now, store);
    expect(found).toEqual({
      offerId: 'bundle:fuel',
      label: 'Fuel',
      arithmetic: '10% of $41',
      shares: [
        { sku: 'GEL-L', amount: usd(270) },
        { sku: 'FLASK', amount: usd(140) },
      ],
      times: 1,
      parts: [
        { needed: 2, taken: [{ sku: 'GEL-L', quantity: 2 }] },
        { needed: 1, taken: [{ sku: 'FLASK', quantity: 1 }] },
      ],
      onReturn: 'keep',
    });
  });

  it('counts any choice of a product, and as often as the cart holds it whole', () => {
    const cart = [
      line('GEL-L', 'gel', 1, 1_000),
      line('GEL-B', 'gel', 3, 1_000),
      line('FLASK', 'flask', 2, 1_000),
    ];
    const [found] = bundleCandidates([bundle({ price: { total: '25.00 USD' } })], cart, 'USD', now, store);
    expect(found?.arithmetic).toBe('$60 apart, $50 together, 2 times');
    expect(found?.shares.reduce((sum, share) => sum + share.amount.minor, 0)).toBe(1_000);
  });

  it.each([
    ['one piece is missing', [line('GEL', 'gel', 1, 1_000), line('FLASK', 'flask', 1, 1_000)], {}],
    [
      'its price is no saving',
      [line('GEL', 'gel', 2, 100), line('FLASK', 'flask', 1, 100)],
      { price: { total: '25.00 USD' } },
    ],
    [
      'its price is in another currency',
      [line('GEL', 'gel', 2, 5_000), line('FLASK', 'flask', 1, 100)],
      { price: { total: '25.00 EUR' } },
    ],
    ['it is over', [line('GEL', 'gel', 2, 1_000), line('FLASK', 'flask', 1, 1_000)], { ends: '2026-06-14' }],
    [
      'it has not begun',
      [line('GEL', 'gel', 2, 1_000), line('FLASK', 'flask', 1, 1_000)],
      { starts: '2026-06-16' },
    ],
  ])('does not apply where %s', (_, cart, words) => {
    expect(bundleCandidates([bundle(words)], cart, 'USD', now, store)).toEqual([]);
  });

  it.each([
    [
      'is over with its last day in the shop, not in Greenwich',
      '2026-06-16T05:59:59Z',
      '2026-06-16T06:00:00Z',
    ],
  ])('%s', (_, last, after) => {
    const cart = [line('GEL', 'gel', 2, 1_000), line('FLASK', 'flask', 1, 1_000)];
    const at = (when: string) =>
      bundleCandidates([bundle({ ends: '2026-06-15' })], cart, 'USD', new Date(when), {
        locale: 'en-US',
        timeZone: 'America/Denver',
      }).length;
    expect([at(last), at(after)]).toEqual([1, 0]);
  });

  it('never takes more than the price of what it covers, and its shares add up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(
          fc.record({ gel: fc.boolean(), quantity: fc.integer({ min: 1, max: 9 }), minor: fc.nat(9_999) }),
          {
            minLength: 2,
            maxLength: 6,
          },
        ),
        (percent, picked) => {
          const cart = picked.map((one, at) =>
            line(`SKU${at}`, one.gel ? 'gel' : 'flask', one.quantity, one.minor),
          );
          for (const found of bundleCandidates([bundle({ price: { percent } })], cart, 'USD', now, store)) {
            for (const share of found.shares) {
              const of = cart.find((one) => one.sku === share.sku);
              expect(share.amount.minor).toBeGreaterThan(0);
              expect(share.amount.minor).toBeLessThanOrEqual((of?.quantity ?? 0) * (of?.unit.minor ?? 0));
            }
          }
        },
      ),
    );
  });
});

describe('the file of a bundle', () => {
  const good = {
    title: 'Fuel',
    why: 'They belong together.',
    items: [{ product: 'gel' }, { product: 'flask' }],
    price: { percent: 10 },
  };
  it.each([
    ['one product', { ...good, items: [{ product: 'gel' }] }],
    ['a price of nothing', { ...good, price: { total: '0.00 USD' } }],
    ['a price without a currency', { ...good, price: { total: '49' } }],
    ['everything off', { ...good, price: { percent: 100 } }],
    ['a quantity below one', { ...good, items: [{ product: 'gel', quantity: 0 }, { product: 'flask' }] }],
    ['a field that is none', { ...good, stock: 4 }],
  ])('is refused with %s', (_, words) => {
    expect(bundleSchema.safeParse(good).success).toBe(true);
    expect(bundleSchema.safeParse(words).success).toBe(false);
  });
});
