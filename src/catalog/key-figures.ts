import { messagesOf } from '#src/messages/messages.ts';
import { spokenLabel } from './spoken-label.ts';
import { attributeOf, attributeText, type Attribute, type Product, type Variant } from './product.ts';

/** Every stated fact of a variant, its own before the product's; each key once. */
export function specsOf(product: Product, variant: Variant): readonly Attribute[] {
  const own = new Set(variant.attributes.map((attribute) => attribute.key));
  return [...variant.attributes, ...product.attributes.filter((attribute) => !own.has(attribute.key))];
}

const DRAWN_NOT_READ = new Set(['color_hex', 'color_family']); // shown as swatches, not as words

const ASIDE = new Set(['%', 'month', 'months', 'year', 'years']); // shares and warranties tell little at a glance

/** The stated facts of a variant as a page lists them: every one but those that are shown as a colour. */
export const listedSpecs = (product: Product, variant: Variant): readonly Attribute[] =>
  specsOf(product, variant).filter((attribute) => !DRAWN_NOT_READ.has(attribute.key));

/**
 * The first numbers with a unit, in the merchant's order: the ones to print large. Of the variant where one was
 * chosen, else as the merchant states them for the product (a shoe's weight is told for one size).
 */
export function keyFigures(product: Product, chosen: Variant | null, most: number, locale: string) {
  return product.attributes
    .map((attribute) => (chosen && attributeOf(product, attribute.key, chosen)) ?? attribute)
    .filter((attribute) => attribute.kind === 'number' && attribute.unit && !ASIDE.has(attribute.unit))
    .slice(0, most)
    .map((attribute) => ({
      key: attribute.key,
      label: spokenLabel(attribute.key, attribute.label, locale),
      text: attributeText(attribute, locale),
    }));
}

/** One line of facts for a card: `8 mm drop, 38 mm heel stack, 276 g`; a weight needs no word. */
export function figuresLine(product: Product, locale: string): string {
  const { figure } = messagesOf(locale).filters;
  const figures = keyFigures(product, null, 20, locale);
  const weight = figures.find(({ key }) => key === 'weight');
  return [
    ...figures
      .filter((one) => one !== weight)
      .slice(0, 2)
      .map(({ text, label }) => figure(text, label)),
    ...(weight ? [weight.text] : []),
  ].join(', ');
}
