import { describe, expect, it } from 'vitest';
import type { Attribute, Product, Variant } from '#src/catalog/product.ts';
import { alternativesTo } from '#src/components/alternatives.ts';
import { comparedSlugs, comparePath, compareRows } from '#src/components/compare-rows.ts';

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
    expect(compareRows([first, second]).map((row) => row.label)).toEqual(['drop', 'lugs', 'foam', 'terrain']);
  });

  it('says null where one of them states nothing', () => {
    expect(compareRows([first, second]).find((row) => row.label === 'lugs')?.values).toEqual([null, '4 mm']);
  });

  it('has an address that names its products, each once and four at most', () => {
    const slugs = ['a', 'b-2', 'c'];
    expect(comparedSlugs(comparePath(slugs).replace('/compare/', ''))).toEqual(slugs);
    expect(comparedSlugs('a-vs-a-vs-b-vs-c-vs-d-vs-e')).toEqual(['a', 'b', 'c', 'd']);
    expect(comparedSlugs('-vs-')).toEqual([]);
  });
});

describe('alternatives', () => {
  const mine = shoe(1, 10_000, [number('drop', 8), word('terrain', 'road')]).product;
  const twin = shoe(2, 10_500, [number('drop', 8), word('terrain', 'road')]).product;
  const far = shoe(3, 30_000, [number('drop', 0), word('terrain', 'trail')]).product;

  it('are the nearest in facts and price, without the product itself', () => {
    expect(alternativesTo(mine, [far, mine, twin], 2).map(({ id }) => id)).toEqual([2, 3]);
  });

  it('are no more than asked for', () => {
    expect(alternativesTo(mine, [far, twin], 1).map(({ id }) => id)).toEqual([2]);
  });
});
