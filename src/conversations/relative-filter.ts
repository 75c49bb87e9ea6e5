import { attributeOf, attributeText, chosenVariant, priceRange, type Product } from '#src/catalog/product.ts';
import type { Filter } from '#src/query/search-query.ts';

/** A product's number for a key: `price` in minor units, else a stated numeric attribute; null where there is none. */
export function numberOf(product: Product, key: string): number | null {
  if (key === 'price') return priceRange(product).from.minor;
  const attribute = attributeOf(product, key, chosenVariant(product));
  return attribute?.kind === 'number' ? attribute.value : null;
}

/** "Cheaper than this one", "lighter": a bound just past the product's own number; none where it states no number. */
export function relativeFilters(
  product: Product,
  key: string,
  direction: 'less' | 'more',
): readonly Filter[] {
  const bound = numberOf(product, key);
  if (bound === null) return [];
  const attribute = attributeOf(product, key, chosenVariant(product));
  return [
    {
      kind: 'range',
      key,
      label: key === 'price' ? 'Price' : (attribute?.label ?? key),
      min: direction === 'more' ? bound : null,
      max: direction === 'less' ? bound : null,
      minInclusive: false,
      maxInclusive: false,
      unit: unitOf(product, key),
    },
  ];
}

function unitOf(product: Product, key: string): string | null {
  if (key === 'price') return priceRange(product).from.currency;
  const attribute = attributeOf(product, key, chosenVariant(product));
  return attribute?.kind === 'number' ? attribute.unit : null;
}

/** The attribute's value in words, or null where nothing is stated. */
export function statedText(product: Product, key: string): string | null {
  const attribute = attributeOf(product, key, chosenVariant(product));
  return attribute ? attributeText(attribute) : null;
}
