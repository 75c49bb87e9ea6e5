import { describe, expect, it } from 'vitest';
import { compareInWords } from '#src/catalog/compare-in-words.ts';
import { compareRows } from '#src/catalog/compare.ts';
import type { Product } from '#src/catalog/product.ts';
import { productOf, variantOf } from '#test/pictures/picture-product.ts';

const shoe = (slug: string, title: string, facts: Record<string, string>, price: number) =>
  productOf('Shoe', facts, {
    id: slug.length,
    slug,
    title,
    variants: [{ ...variantOf(slug), price: { minor: price, currency: 'USD' } }],
  });
const inWords = (...products: readonly Product[]) => {
  const compared = products.map((product) => ({ product, variant: null }));
  return compareInWords(compared, compareRows(compared, 'en-US'), 'en-US');
};
const heron = shoe('heron', 'Heron', { weight: '262 g', drop: '6 mm' }, 13_900);
const egret = shoe('egrets', 'Egret', { weight: '240 g', drop: '4 mm' }, 12_050);

describe('a comparison in words', () => {
  it('says each price, how many facts differ, and the first measured ones', () => {
    expect(inWords(heron, egret)).toBe(
      'Heron costs $139 and Egret costs $120.50. They differ in 2 stated facts, in the same order: weight 262 g and 240 g; drop 6 mm and 4 mm.',
    );
  });

  it('says every number as a row states it, and none that a row leaves out', () => {
    const bare = shoe('bare', 'Bare', { weight: '300 g' }, 9_900);
    const text = inWords(heron, bare);
    expect(text).toContain('weight 262 g and 300 g');
    expect(text).not.toContain('drop');
    const stated = new Set(['139', '99', '262', '300', '2']);
    for (const [number] of text.matchAll(/\d+(?:\.\d+)?/g)) expect(stated).toContain(number);
  });

  it('says so where nothing differs', () => {
    const twin = { ...heron, id: 99, slug: 'twin', title: 'Twin' };
    expect(inWords(heron, twin)).toContain('They differ in no stated fact.');
  });
});
