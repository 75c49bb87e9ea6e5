import { describe, expect, it } from 'vitest';
import { rasterUrl, pictureUrl } from '#src/pictures/picture-url.ts';
import { rasterOf } from '#src/pictures/raster.ts';
import { productOf } from './picture-product.ts';

const shoe = productOf('Running shoe', { heel_stack: '33 mm', forefoot_stack: '25 mm' });
const [variant] = shoe.variants;

describe('a drawing for readers that take no SVG', () => {
  it('is a PNG of 1200 by 900', async () => {
    const { png } = await rasterOf(shoe, variant);
    const bytes = Buffer.from(png);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 900]);
  });

  it('has an address that changes with the drawing', () => {
    expect(rasterUrl(shoe, variant)).toMatch(/^\/pictures\/tarn\.png\?v=[\w-]{10}$/);
    expect(rasterUrl(shoe, variant)).toBe(pictureUrl(shoe, variant).replace('.svg', '.png'));
  });

  it('is the merchant’s photograph where there is one', () => {
    const own = { ...variant, imageUrl: 'https://cdn.example/b.jpg' };
    expect(rasterUrl({ ...shoe, variants: [own] }, own)).toBe('https://cdn.example/b.jpg');
  });
});
