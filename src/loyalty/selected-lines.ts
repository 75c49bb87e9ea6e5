import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { minorOf } from './offer-amount.ts';
import type { OfferLine } from './offer-outcome.ts';

export type Products = NonNullable<OfferWords['products']>;
type Selection = Pick<Products, 'categories' | 'brands' | 'products' | 'tags'>;
type Selectable = Pick<OfferLine, 'categorySlugs' | 'brand' | 'productSlug' | 'tags' | 'unit' | 'onSale'>;

/** Whether a line is one of the products; every list that is given must name it, `except` takes it out by any of its lists. */
export function selects(products: Products | undefined, line: Selectable): boolean {
  if (!products) return true;
  const hits = matches(products, line);
  if (hits.includes(false)) return false;
  if (products.except && matches(products.except, line).includes(true)) return false;
  const from = minorOf(products.priceFrom);
  const to = minorOf(products.priceTo);
  if (from !== null && line.unit.minor < from) return false;
  if (to !== null && line.unit.minor > to) return false;
  return !(products.notReduced && line.onSale);
}

function matches({ categories, brands, products, tags }: Selection, line: Selectable): readonly boolean[] {
  return [
    categories?.some((one) => line.categorySlugs.includes(one)),
    brands?.some((one) => one.toLowerCase() === line.brand?.toLowerCase()),
    products?.includes(line.productSlug),
    tags?.some((one) => line.tags.some((tag) => tag.toLowerCase() === one.toLowerCase())),
  ].filter((hit) => hit !== undefined);
}
