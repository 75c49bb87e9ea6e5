import type { Product } from '#src/catalog/product.ts';
import { productOf } from '#test/pictures/picture-product.ts';

/** A product of one of the demonstration's invented brands. */
export const goodsOf = (...[type, facts, rest]: Parameters<typeof productOf>): Product =>
  productOf(type, facts, { brand: 'Marrowby', ...rest });
