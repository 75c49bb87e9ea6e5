import { statedColours } from '../drawing/palette.ts';
import type { Subject } from '../drawing/subject.ts';
import { circle } from '../drawing/svg.ts';

const MOST = 6;
const LOOKED_AT = 60; // variants

/** The colours that a product comes in as a row that ends at x; nothing where it comes in one. */
export function swatches({ product }: Pick<Subject, 'product'>, x: number, y: number): string {
  const found = product.variants
    .slice(0, LOOKED_AT)
    .map((variant) => statedColours(product, variant))
    .filter((palette) => palette !== null)
    .map(({ main }) => main);
  const colours = [...new Set(found)].slice(0, MOST);
  if (colours.length < 2) return '';
  return colours
    .map((fill, at) => circle([x - 16 - (colours.length - 1 - at) * 40, y], 15, { fill, width: 2 }))
    .join('');
}
