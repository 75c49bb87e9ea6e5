import { describe, expect, it } from 'vitest';
import type { Product, Variant } from '#src/catalog/product.ts';
import { inSizeOrder } from '#src/page-data/size-order.ts';
import { colorsOf, variantChoices } from '#src/page-data/variant-choice.ts';

const variant = (size: string, color: string, left: number, hex = '#aa3322'): Variant => ({
  id: 1,
  sku: `${size}-${color}`,
  title: `${size} / ${color}`,
  options: { Size: size, Color: color },
  attributes: [{ key: 'color_hex', label: 'Color hex', kind: 'words', values: [hex, 'url(x)'] }],
  gtin: null,
  mpn: null,
  price: { minor: 100, currency: 'USD' },
  compareAt: null,
  shippingWeightGrams: null,
  priceUntil: null,
  priceFrom: null,
  availableFrom: null,
  preorder: false,
  unitMeasure: null,
  imageUrl: null,
  availability: { state: left ? 'in-stock' : 'sold-out', left },
});

const variants = [
  variant('9', 'Red', 5),
  variant('10', 'Red', 0),
  variant('9', 'Blue', 5),
  variant('11', 'Blue', 5),
] as const;
const product = {
  title: 'Shoe',
  options: [
    { name: 'Size', values: ['9', '10', '11', '12'] },
    { name: 'Color', values: ['Red', 'Blue'] },
  ],
  attributes: [],
  variants,
} as unknown as Product;

const choice = (option: string, value: string) =>
  variantChoices(product, variants[0])
    .find(({ name }) => name === option)
    ?.choices.find((one) => one.value === value);

describe('the choices of a product page', () => {
  it('mark the chosen value', () => {
    expect(choice('Size', '9')?.selected).toBe(true);
    expect(choice('Size', '10')?.selected).toBe(false);
  });

  it('keep the other options where that combination exists', () => {
    expect(choice('Color', 'Blue')).toMatchObject({ state: 'available', variant: { sku: '9-Blue' } });
  });

  it('say sold out and still lead to that variant', () => {
    expect(choice('Size', '10')).toMatchObject({ state: 'sold-out', variant: { sku: '10-Red' } });
  });

  it('lead elsewhere where the combination does not exist', () => {
    expect(choice('Size', '11')).toMatchObject({ state: 'elsewhere', variant: { sku: '11-Blue' } });
  });

  it('leave out a value that no variant has', () => {
    expect(choice('Size', '12')).toBeUndefined();
  });

  it('show stated hex colours only, so that a feed cannot put anything else into the page', () => {
    expect(colorsOf(product, variants[0])).toEqual(['#aa3322']);
    expect(choice('Size', '9')?.colors).toEqual([]);
    expect(choice('Color', 'Blue')?.colors).toEqual(['#aa3322']);
  });
});

describe('the order of sizes', () => {
  it.each([
    [
      ['US M 9', 'US W 10', 'US W 7.5', 'US M 8.5', 'US W 7', 'US M 10'],
      ['US W 7', 'US W 7.5', 'US W 10', 'US M 8.5', 'US M 9', 'US M 10'],
    ],
    [
      ['US W 7', 'US M 7'],
      ['US W 7', 'US M 7'],
    ],
    [
      ['L', 'XS', 'XXL', 'S', 'M', 'XL'],
      ['XS', 'S', 'M', 'L', 'XL', 'XXL'],
    ],
    [
      ['L/XL', 'S/M'],
      ['S/M', 'L/XL'],
    ],
    [
      ['1000 ml', '500 ml'],
      ['500 ml', '1000 ml'],
    ],
    [
      ['US W 10.5 / M 9', 'US W 6 / M 4.5'],
      ['US W 6 / M 4.5', 'US W 10.5 / M 9'],
    ],
    [
      ['Wide', 'Standard'],
      ['Wide', 'Standard'],
    ],
    [
      ['9', 'One size'],
      ['9', 'One size'],
    ],
  ])('of %j is %j', (given, wanted) => {
    expect(inSizeOrder(given)).toEqual(wanted);
  });
});
