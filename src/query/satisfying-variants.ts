import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import type { AttributeKey } from './attribute-key.ts';
import type { Filter } from './search-query.ts';
import { violationCheck } from './violations.ts';

/** A query's filters with what is needed to check products against them. */
export interface CheckedFilters {
  readonly filters: readonly Filter[];
  readonly keys: ReadonlyMap<string, AttributeKey>;
  readonly locale: string;
}

/** The variants that can be bought and satisfy every filter; those that `excused` itself violates are let go. */
export function satisfyingVariants(
  product: Product,
  { filters, keys, locale }: CheckedFilters,
  excused: Variant | null = null,
): readonly Variant[] {
  const check = violationCheck(product, keys, locale);
  const violated = (variant: Variant) => check(variant, filters, true).map((one) => one.violation.filter);
  const pardoned = excused ? violated(excused) : [];
  return product.variants.filter(
    (variant) => isAvailable(variant) && violated(variant).every((filter) => pardoned.includes(filter)),
  );
}
