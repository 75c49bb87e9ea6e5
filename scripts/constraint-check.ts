import type { Product, Variant } from '#src/catalog/product.ts';
import { holdsColour } from './constraint-colours.ts';
import { statedBy, type Asked } from './constraint-questions.ts';
import { perUnit } from './constraint-units.ts';

/** Whether one variant keeps everything asked, judged on its rows alone. */
export const keeps = (product: Product, variant: Variant, asked: readonly Asked[]): boolean =>
  asked.every((one) => keepsOne(product, variant, one));

function keepsOne(product: Product, variant: Variant, asked: Asked): boolean {
  switch (asked.kind) {
    case 'price':
      return compares(variant.price.minor, asked.op, asked.minor, asked.upTo);
    case 'brand':
      return (product.brand?.toLowerCase() === asked.value.toLowerCase()) !== asked.negated;
    case 'category':
      return product.categorySlugs.some((slug) => slug.split('/').at(-1) === asked.slug.split('/').at(-1));
    case 'option':
      return Object.entries(variant.options).some(
        ([name, value]) => isSameName(name, asked.name) && value.toLowerCase() === asked.value.toLowerCase(),
      );
    case 'flag':
      return attributesOf(product, variant, asked.key).some(
        (one) => one.kind === 'flag' && one.value === asked.value,
      );
    case 'word': {
      const has = attributesOf(product, variant, asked.key).some(
        (one) =>
          one.kind === 'words' &&
          one.values.some((value) =>
            /colou?r/.test(asked.key)
              ? holdsColour(value, asked.value)
              : value.toLowerCase() === asked.value.toLowerCase(),
          ),
      );
      return has !== asked.negated;
    }
    case 'number':
      return attributesOf(product, variant, asked.key).some(
        (one) =>
          one.kind === 'number' &&
          compares(one.value * perUnit(one.unit, asked.unit), asked.op, asked.value, asked.upTo),
      );
  }
}

const COLOUR = /^colou?r$/i;

/** A merchant's "Colour" is another's "Color". */
const isSameName = (own: string, asked: string): boolean =>
  own === asked || (COLOUR.test(own) && COLOUR.test(asked));

const attributesOf = (product: Product, variant: Variant, key: string) =>
  statedBy({ product, variant }).filter((one) => one.key === key);

function compares(value: number, op: string, bound: number, upTo = bound): boolean {
  switch (op) {
    case 'under':
      return value < bound;
    case 'over':
      return value > bound;
    case 'at-least':
      return value >= bound;
    case 'at-most':
      return value <= bound;
    case 'between':
      return value >= bound && value <= upTo;
    default:
      return value === bound;
  }
}
