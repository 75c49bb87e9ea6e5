import { describe, expect, it } from 'vitest';
import type { Product } from '#src/catalog/product.ts';
import { comparisonOf } from '#src/pictures/comparison.ts';
import { drawProduct } from '#src/pictures/draw-product.ts';
import { productOf, variantOf } from './picture-product.ts';

const draw = (product: Product) => drawProduct(product, product.variants[0]);
/** The drawing without its words, so that only a changed line counts as changed. */
const lines = (svg: string) => svg.replace(/<(title|text)\b.*?<\/\1>/g, '');

describe('the picture of any product', () => {
  it('of an unknown class shows its two first numbers', () => {
    const { svg, alt } = draw(productOf('Widget', { reach: '45 cm', mass: '12 kg', spin: '3 rpm' }));
    expect(alt).toBe('Drawing of the Tarn in Ember: reach 45 cm, mass 12 kg');
    expect(svg).toContain('>45 cm</text>');
  });

  it('has the proportions that are stated, in any unit, and says them', () => {
    const shelf = draw(productOf('Shelf', { width: '80 cm', height: '1.9 m', depth: '30 cm' }));
    expect(shelf.alt).toBe('Drawing of the Tarn in Ember: 80 cm width, 1.9 m height, 30 cm depth');
    expect(shelf.svg).toContain('>1.9 m</text>');
    const [, w, h] = /<clipPath[^>]*><path d="M\S+ \S+h([\d.]+)v([\d.]+)/.exec(shelf.svg) ?? [];
    expect(Number(h) / Number(w)).toBeCloseTo(190 / 80, 1);
  });

  it.each([
    ['size', '60 x 90 cm', '60 cm × 90 cm'],
    ['dimensions', '45 × 30 × 2 cm', '45 cm × 30 cm × 2 cm'],
    ['dimensions_wxdxh', '437 x 89 x 44', '437 × 89 × 44'],
  ])('reads a size written as %s: %s', (key, written, told) => {
    expect(draw(productOf('Thing', { [key]: [written] })).alt).toBe(`Drawing of the Tarn in Ember: ${told}`);
  });

  it('shows no scale where numbers stand without a unit', () => {
    const marks = (product: Product) => lines(draw(product).svg).length;
    const bare = productOf('Box', { width: 300, height: 200 });
    expect(draw(bare).alt).toBe('Drawing of the Tarn in Ember: 300 width, 200 height');
    expect(marks(bare)).toBeLessThan(marks(productOf('Box', { width: '300 mm', height: '200 mm' })));
  });

  it('measures a weight or a volume where no side is stated', () => {
    expect(draw(productOf('Rice', { net_weight: '2.5 kg' })).alt).toBe(
      'Drawing of the Tarn in Ember: net weight 2.5 kg',
    );
  });

  it('differs between products of one list and is the same every time', () => {
    const titles = ['Pearl Stud', 'Gold Hoop', 'Silver Drop', 'Plain Ring', 'Charm Ring', 'Opal Ring'];
    const svgs = titles.map((title) => draw(productOf('Ring', {}, { title, slug: title.toLowerCase() })).svg);
    expect(new Set(svgs.map(lines)).size).toBe(titles.length);
    expect(draw(productOf('Ring'))).toEqual(draw(productOf('Ring')));
  });

  it('claims no colour that is not stated', () => {
    const plain = productOf('Ring', {}, { variants: [variantOf('R')] });
    const red = productOf('Ring', {}, { variants: [variantOf('R', {}, { Colour: 'Red' })] });
    expect(draw(red).svg).toContain('#b8402f');
    expect(draw(plain).svg).not.toContain('#b8402f');
  });

  it.each(['Running shoe', 'Energy gel', 'GPS watch'])('knows no word of a trade: %s', (type) => {
    expect(draw(productOf(type, {}, { brand: 'Somebody' })).alt).toMatch(/^Drawing of/);
  });

  it('stands absurd facts and markup', () => {
    const evil = '"><script>alert(1)</script>';
    const keys = ['width', 'height', 'depth', 'diameter', 'length', 'weight', 'volume'];
    for (const figure of ['0 cm', '100000 m', '-4 cm', 'NaN cm', '1e300 kg', evil, `3 x 4 ${evil}`]) {
      for (let most = 1; most <= keys.length; most += 1) {
        const facts = Object.fromEntries(keys.slice(0, most).map((key) => [key, figure]));
        const { svg } = draw(productOf(evil, facts, { title: evil, slug: 'x"onload="y', brand: evil }));
        expect(svg).toMatch(/^<svg .*<\/svg>$/s);
        expect(svg).not.toMatch(/<script|onload="|NaN|undefined|Infinity|e\+/);
        expect(Buffer.byteLength(svg)).toBeLessThan(12_288);
      }
    }
  });
});

describe('two products side by side', () => {
  const box = (width: string, height: string, title = 'Box') =>
    productOf('Box', { width, height }, { title, slug: title.toLowerCase() });

  it('stand at one scale and say their sizes', () => {
    const found = comparisonOf(box('80 cm', '190 cm'), box('40 cm', '95 cm', 'Chest <b>'));
    expect(found?.caption).toBe(
      'Box and Chest <b> as plain bodies at one scale: 80 cm width, 190 cm height and 40 cm width, 95 cm height.',
    );
    const heights = [...(found?.svg ?? '').matchAll(/<clipPath[^>]*><path d="M\S+ \S+h[\d.]+v([\d.]+)/g)];
    expect(Number(heights[0]?.[1]) / Number(heights[1]?.[1])).toBeCloseTo(2, 1);
    expect(found?.svg).toContain('Chest &lt;b&gt;');
  });

  it('are not drawn where a size is missing, has no unit, or makes a dot of the other', () => {
    expect(comparisonOf(box('80 cm', '190 cm'), productOf('Box'))).toBeNull();
    expect(comparisonOf(box('80 cm', '190 cm'), productOf('Box', { width: 4, height: 5 }))).toBeNull();
    expect(comparisonOf(box('80 cm', '190 cm'), box('8 mm', '19 mm'))).toBeNull();
  });
});
