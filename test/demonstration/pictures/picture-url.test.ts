import { describe, expect, it } from 'vitest';
import type { Attribute, Product } from '#src/catalog/product.ts';
import { pictureUrl } from '#src/pictures/picture-url.ts';
import { goodsOf } from './goods.ts';

const product = goodsOf('Road running shoe', { heel_stack: '33 mm', forefoot_stack: '27 mm' });

describe('variants that differ in a fact the drawing reads', () => {
  it('have pictures of their own, and others share one', () => {
    const heights = (mm: number, grams: number): Attribute[] => [
      { key: 'heel_stack', label: 'Heel', kind: 'number', value: mm, unit: 'mm' },
      { key: 'weight', label: 'Weight', kind: 'number', value: grams, unit: 'g' },
    ];
    const of = (sku: string, attributes: Attribute[]) => ({ ...product.variants[0], sku, attributes });
    const many = {
      ...product,
      variants: [of('A', heights(33, 200)), of('B', heights(33, 260)), of('C', heights(40, 200))],
    } as unknown as Product;
    const [a, b, c] = many.variants.map((variant) => pictureUrl(many, variant));
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });
});
