import { describe, expect, it } from 'vitest';
import type { Attribute, Product, Variant } from '#src/catalog/product.ts';
import { alternativesTo } from '#src/catalog/alternatives.ts';
import { canonicalPath, comparedSlugs, comparePath, compareRows, stockText } from '#src/catalog/compare.ts';
import { shownPrice } from '#src/page-data/shown-price.ts';

const number = (key: string, value: number): Attribute => ({
  key,
  label: key,
  kind: 'number',
  value,
  unit: 'mm',
});
const word = (key: string, value: string): Attribute => ({ key, label: key, kind: 'words', values: [value] });

function shoe(id: number, price: number, attributes: readonly Attribute[]) {
  const variant = {
    attributes: [],
    price: { minor: price, currency: 'USD' },
    availability: { state: 'in-stock', left: 3 },
  } as unknown as Variant;
  const product = { id, slug: `shoe-${id}`, attributes, variants: [variant] } as unknown as Product;
  return { product, variant };
}

describe('a comparison', () => {
  const first = shoe(1, 100, [word('foam', 'EVA'), number('drop', 8), word('terrain', 'road')]);
  const second = shoe(2, 120, [
    word('foam', 'PEBA'),
    number('drop', 4),
    word('terrain', 'road'),
    number('lugs', 4),
  ]);

  it('puts rows that differ first, measured ones before words', () => {
    expect(compareRows([first, second], 'en-US').map((row) => row.label)).toEqual([
      'drop',
      'lugs',
      'foam',
      'terrain',
    ]);
  });

  it('says null where one of them states nothing', () => {
    expect(compareRows([first, second], 'en-US').find((row) => row.label === 'lugs')?.values).toEqual([
      null,
      '4 mm',
    ]);
  });

  it('has an address that names its products, each once and four at most', () => {
    const slugs = ['a', 'b-2', 'c'];
    expect(comparedSlugs(comparePath(slugs).replace('/compare/', ''))).toEqual(slugs);
    expect(comparedSlugs('a-vs-a-vs-b-vs-c-vs-d-vs-e')).toEqual(['a', 'b', 'c', 'd']);
    expect(comparedSlugs('-vs-')).toEqual([]);
  });

  it('has one address that counts, whatever order its products were asked in', () => {
    for (const asked of ['b-vs-a', 'a-vs-b', 'b-vs-a-vs-b'])
      expect(canonicalPath(`/compare/${asked}`)).toBe('/compare/a-vs-b');
    expect(canonicalPath('/compare/d-vs-b-vs-c-vs-a')).toBe('/compare/a-vs-b-vs-c-vs-d');
    for (const path of ['/compare/a', '/compare/-vs-', '/p/b-vs-a', '/'])
      expect(canonicalPath(path)).toBe(path);
  });
});

describe('a product of which nothing was chosen', () => {
  const sizes = (weights: readonly number[]) => {
    const { product, variant } = shoe(3, 100, []);
    return {
      product: {
        ...product,
        variants: weights.map((weight) => ({ ...variant, attributes: [number('weight', weight)] })),
      } as unknown as Product,
      variant: null,
    };
  };

  it('is compared as the merchant states it, not by the size that happens to stand first', () => {
    const { product, variant } = shoe(4, 100, [number('weight', 276)]);
    const small = { ...product, variants: [{ ...variant, attributes: [number('weight', 203)] }] } as never;
    expect(compareRows([{ product: small, variant: null }], 'en-US')[0]?.values).toEqual(['276 mm']);
  });

  it('tells what only its variants state for all of them', () => {
    expect(compareRows([sizes([203, 273])], 'en-US')[0]?.values).toEqual(['203 to 273 mm']);
    expect(compareRows([sizes([203, 203])], 'en-US')[0]?.values).toEqual(['203 mm']);
  });

  it('tells its stock over all variants, and of the chosen one where there is one', () => {
    const { product, variant } = shoe(5, 100, []);
    const gone = { ...variant, availability: { state: 'sold-out', left: 0 } } as Variant;
    const half = { ...product, variants: [gone, variant] } as unknown as Product;
    expect(stockText({ product: half, variant: null }, 'en-US')).toBe('1 of 2 choices in stock');
    expect(stockText({ product: half, variant: gone }, 'en-US')).toBe('Sold out');
  });

  it('has the lowest price that can be bought, as from where prices vary', () => {
    const { product, variant } = shoe(6, 100, []);
    const dear = { ...variant, price: { minor: 120, currency: 'USD' } } as Variant;
    const gone = {
      ...variant,
      price: { minor: 90, currency: 'USD' },
      availability: { state: 'sold-out', left: 0 },
    } as Variant;
    const many = { ...product, variants: [gone, dear, variant] } as unknown as Product;
    expect(shownPrice(many, 'en-US')).toEqual({ variant, before: 'from' });
    expect(shownPrice(product, 'en-US')).toEqual({ variant, before: undefined });
  });
});

describe('alternatives', () => {
  const mine = shoe(1, 10_000, [number('drop', 8), word('terrain', 'road')]).product;
  const neighbour = ({ product, variant }: ReturnType<typeof shoe>) => ({
    id: product.id,
    attributes: product.attributes,
    from: variant.price.minor,
  });
  const twin = neighbour(shoe(2, 10_500, [number('drop', 8), word('terrain', 'road')]));
  const far = neighbour(shoe(3, 30_000, [number('drop', 0), word('terrain', 'trail')]));
  const self = { id: 1, attributes: mine.attributes, from: 10_000 };

  it('are the nearest in facts and price, without the product itself', () => {
    expect(alternativesTo(mine, [far, self, twin], 2)).toEqual([2, 3]);
  });

  it('are no more than asked for', () => {
    expect(alternativesTo(mine, [far, twin], 1)).toEqual([2]);
  });
});
