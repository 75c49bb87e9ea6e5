import { expect, it } from 'vitest';
import type { Product, Variant } from '#src/catalog/product.ts';
import { priceGroups, variantAnswer } from '#src/conversations/variant-answer.ts';
import { money } from '#src/money/money.ts';

function variant(
  size: string,
  glaze: string,
  left: number,
  minor = 4_000,
  before: number | null = null,
): Variant {
  return {
    id: 0,
    sku: `${size}-${glaze}`,
    title: `${size} / ${glaze}`,
    options: { Size: size, Glaze: glaze },
    attributes: [],
    gtin: null,
    mpn: null,
    price: money(minor, 'EUR'),
    compareAt: before === null ? null : money(before, 'EUR'),
    priceUntil: null,
    priceFrom: null,
    availableFrom: null,
    preorder: false,
    shippingWeightGrams: null,
    unitMeasure: null,
    imageUrl: null,
    availability: left ? { state: 'in-stock', left } : { state: 'sold-out', left: 0 },
  };
}

const bowl = {
  options: [
    { name: 'Size', values: ['S', 'M', 'L'] },
    { name: 'Glaze', values: ['Ash', 'Plum'] },
  ],
  variants: [
    variant('S', 'Ash', 3),
    variant('M', 'Ash', 2),
    variant('M', 'Plum', 0, 3_000, 4_000),
    variant('L', 'Plum', 5, 3_000, 4_000),
  ],
} as unknown as Product;

const isSize = (value: string) =>
  [{ kind: 'any-of', key: 'size', label: 'Size', values: [value], negated: false }] as const;

it('finds the variant asked for and says what it costs', () => {
  const { wanted, inStock } = variantAnswer(bowl, 'the plum in L');
  expect(wanted).toEqual(['L', 'Plum']);
  expect(inStock.map(({ sku }) => sku)).toEqual(['L-Plum']);
});

it('says what comes nearest, one wish after the other given up', () => {
  const { inStock, nearest } = variantAnswer(bowl, 'in M plum');
  expect(inStock).toEqual([]);
  expect(nearest).toEqual([
    { option: 'Size', values: ['L'], given: ['Plum'] },
    { option: 'Glaze', values: ['Ash'], given: ['M'] },
  ]);
});

it('keeps what was asked before for the options that are not said now', () => {
  expect(variantAnswer(bowl, 'and in ash', 'do you have plum in M').wanted).toEqual(['M', 'Ash']);
  expect(variantAnswer(bowl, 'how heavy is it', 'do you have plum in M').wanted).toEqual([]);
});

it('names a value that the product does not come in', () => {
  expect(variantAnswer(bowl, 'in XXL', '', isSize('XXL')).notMade).toEqual([
    { option: 'Size', values: ['XXL'] },
  ]);
  expect(variantAnswer(bowl, 'in M', '', isSize('M')).notMade).toEqual([]);
});

it('leaves open what is not said, with what can be bought of it', () => {
  expect(variantAnswer(bowl, 'in M').open).toEqual([{ option: 'Glaze', values: ['Ash'] }]);
});

it('tells prices by the option that decides them', () => {
  const buyable = bowl.variants.filter(({ availability }) => availability.state !== 'sold-out');
  expect(priceGroups(buyable)).toEqual([
    { price: money(3_000, 'EUR'), before: money(4_000, 'EUR'), values: ['Plum'] },
    { price: money(4_000, 'EUR'), before: null, values: ['Ash'] },
  ]);
});
