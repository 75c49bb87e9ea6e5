import { describe, expect, it } from 'vitest';
import { canOverlay, overlayOf } from '#src/pictures/overlay.ts';
import { productOf } from './picture-product.ts';

const shoe = (heel: number, forefoot: number) =>
  productOf('Road running shoe', { heel_stack: `${heel} mm`, forefoot_stack: `${forefoot} mm` });

describe('one shoe over another', () => {
  it('is drawn for two shoes that state their heights, and for nothing else', () => {
    expect(canOverlay(shoe(33, 27), shoe(40, 32))).toBe(true);
    expect(canOverlay(shoe(33, 27), productOf('Road running shoe'))).toBe(false);
    expect(canOverlay(shoe(33, 27), productOf('Energy gel'))).toBe(false);
  });

  it('says in words what the lines show', () => {
    const { caption, url } = overlayOf(shoe(33, 27), { ...shoe(40, 27), slug: 'other', title: 'Other' });
    expect(caption).toContain('Tarn stands 7 mm lower (33 and 40 mm)');
    expect(caption).toContain('at the forefoot as high (27 and 27 mm)');
    expect(caption).toContain('The drop is 6 mm against 13 mm.');
    expect(url).toMatch(/^\/pictures\/compare\/tarn-vs-other\.svg\?v=[\w-]{10}$/);
  });
});
