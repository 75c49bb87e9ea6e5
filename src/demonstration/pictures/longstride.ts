import type { Shapes } from '#src/pictures/drawing/shapes.ts';
import type { Subject } from '#src/pictures/drawing/subject.ts';
import { compareShoes } from './footwear/compare-shoes.ts';
import { drawShoe } from './footwear/shoe.ts';
import { kinds } from './kinds.ts';

/** The brands of `content/catalog/`. All are invented, so no merchant's product bears one. */
const brands = new Set(
  (
    'Brinefold Dunmere Ghyllmark Halvorsund Kestrane Lodekite Loopline Marrowby Oatbarrow Ostrel Quarterhour ' +
    'Saltwick Tallowby Tarnhollow Twillbeck Wickfell Wrenlet'
  ).split(' '),
);

const kindOf = ({ product }: Subject) =>
  brands.has(product.brand ?? '') ? kinds.get(product.productType ?? '') : undefined;

/** The drawings of the demonstration's goods. */
export const longstride: Shapes = {
  draw: (subject) => kindOf(subject)?.(subject) ?? null,
  compare: (first, second) =>
    [first, second].every((one) => kindOf(one) === drawShoe) ? compareShoes(first, second) : null,
};
