import { isAvailable, type Attribute, type Product, type Variant } from '#src/catalog/product.ts';
import type { ExpectedLimit } from './eval-cases.ts';

/*
 * Whether rows satisfy a limit, written apart from the search's own check on purpose: the two have to agree.
 */

/** Whether a variant satisfies the limit by its own rows. */
export function satisfies(product: Product, variant: Variant, limit: ExpectedLimit): boolean {
  if (limit.key === 'price') return between(variant.price.minor / 100, limit);
  if (limit.key === 'available') return isAvailable(variant);
  if (limit.key === 'category') return words(product.categorySlugs, limit, true);
  if (limit.key === 'brand') return words(product.brand ? [product.brand] : [], limit, false);
  const option = Object.entries(variant.options).find(
    ([name]) => name.toLowerCase().replaceAll(' ', '_') === limit.key,
  );
  const stated = statedBy(product, variant, limit.key);
  if (limit.is !== undefined) return stated?.kind === 'flag' && stated.value === limit.is;
  if (limit.min !== undefined || limit.max !== undefined)
    return stated?.kind === 'number' && between(stated.value, limit);
  const own = stated?.kind === 'words' ? stated.values : [];
  return words([...own, ...(option ? [option[1]] : [])], limit, false);
}

/** Whether a card's product can be bought in one variant that satisfies all limits. */
export const someVariantSatisfies = (
  product: Product,
  sku: string | null,
  limits: readonly ExpectedLimit[],
): boolean =>
  product.variants.some(
    (variant) =>
      (sku === null ? isAvailable(variant) : variant.sku === sku) &&
      limits.every((limit) => satisfies(product, variant, limit)),
  );

function statedBy(product: Product, variant: Variant, key: string): Attribute | undefined {
  return (
    variant.attributes.find((attribute) => attribute.key === key) ??
    product.attributes.find((attribute) => attribute.key === key)
  );
}

const between = (value: number, { min, max }: ExpectedLimit): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max);

function words(values: readonly string[], { any, none }: ExpectedLimit, parts: boolean): boolean {
  const held = values.map((value) => value.toLowerCase());
  const has = (wanted: string) =>
    held.some((value) => (parts ? value.includes(wanted.toLowerCase()) : value === wanted.toLowerCase()));
  return (any === undefined || any.some(has)) && !(none ?? []).some(has);
}
