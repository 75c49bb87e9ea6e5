import { attributeOf, attributeText, type Product, type Variant } from '#src/catalog/product.ts';
import { paletteOf } from './palette.ts';

/** Stands in a drawing's reads for "any fact of the variant". */
export const ALL_FACTS = '*';

export const optionKey = (name: string): string => `option:${name}`;

const named = /colou?r|flavou?r|farbe|couleur/i;

/** The colour or flavour that a picture's words name. */
export const lookName = (variant: Variant): string | undefined =>
  Object.entries(variant.options).find(([name]) => named.test(name))?.[1];

/** What of a variant decides a drawing that reads those facts: variants equal in it have one picture. */
export function lookKey(product: Product, variant: Variant, reads: Iterable<string>): string {
  const facts = [...reads].map((read) => {
    if (read === ALL_FACTS) return [variant.options, variant.attributes];
    if (read.startsWith('option:')) return variant.options[read.slice('option:'.length)] ?? '';
    const attribute = attributeOf(product, read, variant);
    return attribute ? attributeText(attribute) : '';
  });
  return JSON.stringify([lookName(variant) ?? '', paletteOf(product, variant), facts]);
}
