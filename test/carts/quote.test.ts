import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CartLine } from '#src/carts/cart.ts';
import { EMPTY_CART } from '#src/carts/cart.ts';
import { quote } from '#src/carts/quote.ts';
import { taxOn, taxRuleFor } from '#src/carts/tax.ts';
import type { Product, Variant } from '#src/catalog/product.ts';
import { money, splitMoney } from '#src/money/money.ts';
import type { OfferOutcome } from '#src/loyalty/offer-outcome.ts';

const line = (
  sku: string,
  minor: number,
  quantity: number,
  category = 'things',
  currency = 'USD',
): CartLine => ({
  product: { id: 1, title: sku, slug: sku, categorySlugs: [category], variants: [] } as unknown as Product,
  variant: {
    sku,
    price: { minor, currency },
    availability: { state: 'in-stock', left: null },
  } as unknown as Variant,
  quantity,
});
const cart = (lines: readonly CartLine[]) => ({ ...EMPTY_CART, lines });
const rules = [
  { name: 'Food', country: 'US', categories: ['food'], percent: 0 },
  { name: 'Sales tax', country: 'US', regions: ['CO', 'Colorado'], percent: 2.9, delivery: true },
];
const colorado = { country: 'US', region: 'colorado' };

describe('a quote', () => {
  it('adds up to the cent for any cart, any reductions and any rate, on top or included', () => {
    const lines = fc.array(
      fc.record({ minor: fc.integer({ min: 0, max: 5_000_000 }), quantity: fc.integer({ min: 1, max: 20 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        lines,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.boolean(),
        (given, part, rate, rateOfDelivery, deliveryOff, included) => {
          const held = given.map(({ minor, quantity }, at) => line(`S${at}`, minor, quantity));
          const goods = given.reduce((sum, one) => sum + one.minor * one.quantity, 0);
          const off = Math.floor(goods * part);
          const shares =
            off === 0
              ? []
              : splitMoney(
                  money(off, 'USD'),
                  given.map((one) => one.minor * one.quantity),
                );
          const delivery = Math.min(rateOfDelivery, deliveryOff);
          const offers = {
            applied: [
              {
                amount: money(off + delivery, 'USD'),
                delivery: money(delivery, 'USD'),
                shares: shares.map((amount, at) => ({ sku: `S${at}`, amount })),
              },
            ],
            notApplied: [],
          } as unknown as OfferOutcome;
          const made = quote(cart(held), 'USD', {
            offers,
            delivery: {
              service: 'Slow',
              rate: money(rateOfDelivery, 'USD'),
              standard: money(rateOfDelivery, 'USD'),
              isEstimate: false,
            },
            tax: {
              rules: [{ name: 'T', country: 'US', percent: rate / 10_000, delivery: true }],
              included,
              place: colorado,
            },
          });
          expect(made.discount.minor).toBe(off);
          expect(made.subtotal.minor - made.discount.minor).toBe(
            made.lines.reduce((sum, one) => sum + one.net.minor, 0),
          );
          expect(made.tax?.total.minor).toBe(
            made.lines.reduce((sum, one) => sum + one.tax.minor, made.delivery?.tax.minor ?? 0),
          );
          expect(made.total.minor).toBe(
            goods - off + rateOfDelivery - delivery + (included ? 0 : (made.tax?.total.minor ?? 0)),
          );
          expect(made.total.minor).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names what each tax is taken of, and none where the rate is nought', () => {
    const made = quote(cart([line('A', 1000, 1), line('F', 1000, 1, 'food')]), 'USD', {
      tax: { rules, included: false, place: colorado },
    });
    expect(made.tax).toEqual({
      total: { minor: 29, currency: 'USD' },
      included: false,
      parts: [
        {
          name: 'Sales tax',
          percent: 2.9,
          base: { minor: 1000, currency: 'USD' },
          amount: { minor: 29, currency: 'USD' },
        },
      ],
    });
    expect(made.total.minor).toBe(2029);
  });

  it('leaves out what has no price in the currency of the shop, and says so', () => {
    const made = quote(cart([line('A', 1000, 1), line('E', 1000, 1, 'things', 'EUR')]), 'USD');
    expect(made.total.minor).toBe(1000);
    expect(made.problems).toEqual([
      { sku: 'E', reason: 'E has no price in USD now, so it cannot be ordered with the rest.' },
    ]);
  });
});

describe('a tax', () => {
  it.each([
    [1000, 2.9, false, 29],
    [50, 2.9, false, 1],
    [17, 2.9, false, 0],
    [11900, 19, true, 1900],
    [9_007_199_254_740, 19, false, 1_711_367_858_401],
    [1, 50, false, 1],
    [0, 19, true, 0],
  ])('on %d at %d %% (included: %s) is %d', (minor, percent, included, expected) => {
    expect(taxOn(money(minor, 'USD'), percent, included)).toBe(expected);
  });

  it('is the first rule that fits country, region and category', () => {
    expect(taxRuleFor(rules, colorado, ['food'])?.name).toBe('Food');
    expect(taxRuleFor(rules, colorado, ['shoes'])?.name).toBe('Sales tax');
    expect(taxRuleFor(rules, colorado, 'delivery')?.name).toBe('Sales tax');
    expect(taxRuleFor(rules, { country: 'US', region: 'NY' }, ['shoes'])).toBeNull();
    expect(taxRuleFor(rules, { country: 'CA', region: 'CO' }, ['shoes'])).toBeNull();
  });
});
