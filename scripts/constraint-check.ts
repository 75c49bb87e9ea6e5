import type { Product, Variant } from '#src/catalog/product.ts';
import { statedBy, type Asked } from './constraint-questions.ts';

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
        ([name, value]) => name === asked.name && value.toLowerCase() === asked.value.toLowerCase(),
      );
    case 'flag':
      return attributesOf(product, variant, asked.key).some(
        (one) => one.kind === 'flag' && one.value === asked.value,
      );
    case 'word': {
      const has = attributesOf(product, variant, asked.key).some(
        (one) =>
          one.kind === 'words' &&
          one.values.some((value) => value.toLowerCase() === asked.value.toLowerCase()),
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

// Of the unit named first in each row, by the SI Brochure and NIST SP 811; a table of its own, like all of this file.
const SCALES: readonly (readonly (readonly [unit: string, of: number])[])[] = [
  [['mm', 1], ['cm', 10], ['m', 1e3], ['km', 1e6], ['in', 25.4], ['inch', 25.4], ['"', 25.4], ['ft', 304.8]],
  [['mg', 1e-3], ['g', 1], ['kg', 1e3], ['oz', 28.349523125], ['lb', 453.59237], ['lbs', 453.59237]],
  [['hz', 1], ['khz', 1e3], ['mhz', 1e6], ['ghz', 1e9]],
  [['kb', 1 / 1024], ['mb', 1], ['gb', 1024], ['tb', 1024 ** 2]],
  [['mw', 1e-3], ['w', 1], ['kw', 1e3]],
  [['ml', 1], ['cl', 10], ['l', 1e3]],
  [['ms', 1e-3], ['s', 1], ['sec', 1], ['min', 60], ['h', 3600], ['hr', 3600], ['hours', 3600]],
  [['mah', 1], ['ah', 1e3]],
]; // prettier-ignore

/** How many of unit `to` one of unit `from` is; 1 where they are the same, unknown or of different kinds. */
function perUnit(from: string | null, to: string | null): number {
  if (from === null || to === null || from === to) return 1;
  for (const scale of SCALES) {
    const known = new Map(scale);
    const [a, b] = [known.get(from.toLowerCase()), known.get(to.toLowerCase())];
    // In whole parts per million, so that 12 in asked as 304.8 mm is not lost to a rounding error.
    if (a !== undefined && b !== undefined) return Number((a / b).toPrecision(9));
  }
  return 1;
}

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
