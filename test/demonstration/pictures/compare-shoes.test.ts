import { describe, expect, it } from 'vitest';
import { comparisonOf } from '#src/pictures/comparison.ts';
import { goodsOf } from './goods.ts';

const shoe = (heel: number, forefoot: number) =>
  goodsOf('Road running shoe', { heel_stack: `${heel} mm`, forefoot_stack: `${forefoot} mm` });

const compared = (...pair: Parameters<typeof comparisonOf>) => {
  const found = comparisonOf(...pair);
  if (!found) throw new Error('not compared');
  return found;
};

describe('one shoe over another', () => {
  it('is drawn for two shoes that state their heights, and for nothing else', () => {
    expect(comparisonOf(shoe(33, 27), shoe(40, 32))).not.toBeNull();
    expect(comparisonOf(shoe(33, 27), goodsOf('Road running shoe'))).toBeNull();
    expect(comparisonOf(shoe(33, 27), goodsOf('Energy gel'))).toBeNull();
  });

  it('says in words what the lines show', () => {
    const { caption, url } = compared(shoe(33, 27), { ...shoe(40, 27), slug: 'other', title: 'Other' });
    expect(caption).toContain('Tarn stands 7 mm lower (33 and 40 mm)');
    expect(caption).toContain('at the forefoot as high (27 and 27 mm)');
    expect(caption).toContain('The drop is 6 mm against 13 mm.');
    expect(url).toMatch(/^\/pictures\/compare\/tarn-vs-other\.svg\?v=[\w-]{10}$/);
  });

  it('names both and tells both heights', () => {
    const other = goodsOf(
      'Road running shoe',
      { heel_stack: '24 mm', forefoot_stack: '20 mm' },
      { title: 'Peat <b>' },
    );
    const { svg, alt } = compared(shoe(33, 27), other);
    expect(alt).toContain(
      '33 mm heel, 27 mm forefoot, 6 mm drop against 24 mm heel, 20 mm forefoot, 4 mm drop',
    );
    expect(svg).toContain('Peat &lt;b&gt;');
    expect(svg).not.toContain('Peat <b>');
  });
});
