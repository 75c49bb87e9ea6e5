import { describe, expect, it } from 'vitest';
import { chooseVariant, statedOptions } from '#src/conversations/choose-variant.ts';
import type { Product } from '#src/catalog/product.ts';
import { emptyQuery, type Filter } from '#src/query/search-query.ts';

const variant = (size: string, width: string, quantity = 5) => ({
  id: 1,
  sku: `${size}-${width}`,
  title: `${size} / ${width}`,
  price: { minor: 1_000, currency: 'USD' },
  availability: { state: quantity ? 'in-stock' : 'sold-out' },
  options: { Size: size, Width: width },
  attributes: [],
});
const product = {
  slug: 'bench',
  title: 'Bench',
  options: [
    { name: 'Size', values: ['S', 'M'] },
    { name: 'Width', values: ['Standard', 'Wide'] },
  ],
  variants: [
    variant('S', 'Standard'),
    variant('S', 'Wide', 0),
    variant('M', 'Standard'),
    variant('M', 'Wide'),
  ],
} as unknown as Product;
const wide: Filter = { kind: 'any-of', key: 'width', label: 'Width', values: ['Wide'], negated: false };

describe('the variant that words mean', () => {
  it('is of the value that the need prefers, where the words say nothing of it', () => {
    const choice = chooseVariant(product, 'in M', { ...emptyQuery, preferences: [wide] }, null);
    expect(choice).toMatchObject({ ok: true, variant: { sku: 'M-Wide' } });
  });

  it('is none where what the need asks for cannot be bought, and never another in its place', () => {
    const choice = chooseVariant(product, 'in S', { ...emptyQuery, filters: [wide] }, null);
    expect(choice).toEqual({ ok: false, refusal: 'no-such-variant', wanted: ['S', 'Wide'] });
  });

  it('is of the value said in place of the one that the need names', () => {
    const choice = chooseVariant(product, 'S in standard', { ...emptyQuery, filters: [wide] }, null);
    expect(choice).toMatchObject({ ok: true, variant: { sku: 'S-Standard' } });
  });

  it.each([
    ['UK 7 please', ['UK 6-8']],
    ['I wear UK 9.5', ['UK 9-12']],
    ['UK 13', undefined],
    ['EU 7', undefined],
    ['one pair in UK 3-5', ['UK 3-5']],
  ])('is of the range that holds the number said: %j', (words, values) => {
    const options = [{ name: 'Size', values: ['UK 3-5', 'UK 6-8', 'UK 9-12'] }];
    expect(statedOptions({ options }, words).get('Size')).toEqual(values);
  });
});
