import { describe, expect, it } from 'vitest';
import { pictureAlt, pictureUrl, rasterUrl } from '#src/pictures/picture-url.ts';
import { drawnOrEmpty, emptyDrawing } from '#src/pictures/draw-product.ts';
import { productOf, variantOf } from './picture-product.ts';

const red = { color_hex: ['#aa2211'] };
const blue = { color_hex: ['#2244aa'] };
const product = productOf(
  'Road running shoe',
  { heel_stack: '33 mm', forefoot_stack: '27 mm' },
  {
    variants: [
      variantOf('R-8', red, { Color: 'Red', Size: '8' }),
      variantOf('R-9', red, { Color: 'Red', Size: '9' }),
      variantOf('B/8', blue, { Color: 'Blue', Size: '8' }),
      variantOf('B-9', blue, { Color: 'Blue', Size: '9' }),
    ],
  },
);
const urls = product.variants.map((variant) => pictureUrl(product, variant));

describe('the address of a picture', () => {
  it('leaves the SKU out where it changes nothing, and is one for all sizes of a colour', () => {
    expect(urls[0]).toMatch(/^\/pictures\/tarn\.svg\?v=[\w-]{10}$/);
    expect(urls[1]).toBe(urls[0]);
    expect(urls[2]).toMatch(/^\/pictures\/tarn\.svg\?sku=B%2F8&v=[\w-]{10}$/);
    expect(urls[3]).toBe(urls[2]);
  });

  it('changes with the facts', () => {
    const other = productOf(
      'Road running shoe',
      { heel_stack: '34 mm', forefoot_stack: '27 mm' },
      { variants: product.variants },
    );
    expect(pictureUrl(other, product.variants[0])).not.toBe(urls[0]);
  });

  it('is the merchant’s own photograph where there is one', () => {
    const images = [{ url: 'https://cdn.example/a.jpg', alt: 'A red shoe' }];
    const photographed = { ...product, images };
    const first = pictureUrl(photographed, product.variants[0]);
    expect(first).toMatch(/^\/pictures\/photo\/tarn\//);
    expect(rasterUrl(photographed, product.variants[0])).toBe('https://cdn.example/a.jpg');
    expect(pictureAlt(photographed, product.variants[0])).toBe('A red shoe');
    const own = { ...product.variants[0], imageUrl: 'https://cdn.example/b.jpg' };
    expect(pictureUrl(photographed, own)).not.toBe(first);
    expect(rasterUrl(photographed, own)).toBe('https://cdn.example/b.jpg');
    expect(pictureAlt(photographed, own)).toBe('Tarn, Red, 8');
  });
});

describe('a drawing that cannot be made', () => {
  it('leaves an empty tile', () => {
    const drawn = drawnOrEmpty(() => {
      throw new RangeError('no such line');
    });
    expect(drawn).toEqual(emptyDrawing);
  });
});
