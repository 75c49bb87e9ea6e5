import { attributeOf, attributeText, type Attribute, type Product, type Variant } from './product.ts';

/** Every stated fact of a variant, its own before the product's; each key once. */
export function specsOf(product: Product, variant: Variant): readonly Attribute[] {
  const own = new Set(variant.attributes.map((attribute) => attribute.key));
  return [...variant.attributes, ...product.attributes.filter((attribute) => !own.has(attribute.key))];
}

const DRAWN_NOT_READ = new Set(['color_hex', 'color_family']); // shown as swatches, not as words

/** The stated facts of a variant as a page lists them: every one but those that are shown as a colour. */
export const listedSpecs = (product: Product, variant: Variant): readonly Attribute[] =>
  specsOf(product, variant).filter((attribute) => !DRAWN_NOT_READ.has(attribute.key));

/** The first numbers with a unit, in the merchant's order: the ones to print large. */
export function keyFigures(product: Product, variant: Variant, most: number) {
  return product.attributes
    .map((attribute) => attributeOf(product, attribute.key, variant) ?? attribute)
    .filter(
      (attribute) => attribute.kind === 'number' && attribute.unit !== null && attribute.unit !== 'months',
    )
    .slice(0, most)
    .map((attribute) => ({ key: attribute.key, label: attribute.label, text: attributeText(attribute) }));
}

/** One line of facts for a card: `6 mm drop, 38 mm heel stack, 276 g weight`. */
export const figuresLine = (product: Product, variant: Variant, most = 3): string =>
  keyFigures(product, variant, most)
    .map(({ text, label }) => `${text} ${label.toLowerCase()}`)
    .join(', ');
