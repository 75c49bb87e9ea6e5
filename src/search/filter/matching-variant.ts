import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { isSameCode } from '#src/language/code-signs.ts';
import { isReduced } from '#src/catalog/reduced.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import { isWithin } from '#src/query/filters.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { fieldQuery } from './field-query.ts';
import { violationCheck } from '#src/query/violations.ts';

/**
 * The variant of a product that satisfies every filter: the one whose code was asked for, else of those with the most
 * preferences the cheapest, the first of equals; null where none does.
 */
export type Choice = (product: Product) => Variant | null;

/**
 * Chooses by the columns; price and stock, which change by the minute, by the product as it was read, and every other
 * filter too while the columns are behind.
 */
export function matchingVariantOf(snapshot: Snapshot, query: SearchQuery, locale: string): Choice {
  const { columns, keys } = snapshot;
  const variantsOf = columns.engine.itemsOf(fieldQuery(query, keys));
  const preferred = query.preferences.map((one) =>
    columns.engine.itemsOf(fieldQuery({ ...query, filters: [one] }, keys)),
  );
  const isBehind = columns.version < snapshot.attributesVersion;
  return (product) => {
    const matching = variantsOf(product.id);
    const check = isBehind ? violationCheck(product, keys, locale) : null;
    const kept = product.variants.filter(
      (variant) =>
        matching.has(variant.id) &&
        stillMatches(variant, query) &&
        !check?.(variant, query.filters, query.includeSoldOut).length,
    );
    const wanted = preferred.map((itemsOf) => itemsOf(product.id));
    const coded = kept.find((variant) => isCoded(variant, query));
    if (coded) return coded;
    return cheapest(most(kept, ({ id }) => wanted.filter((items) => items.has(id)).length));
  };
}

const isCoded = ({ sku, gtin, mpn }: Variant, { code }: SearchQuery): boolean =>
  code !== undefined && [sku, gtin, mpn].some((own) => own !== null && isSameCode(own, code.written));

const stillMatches = (variant: Variant, { filters, includeSoldOut }: SearchQuery): boolean =>
  (includeSoldOut || isAvailable(variant)) && filters.every((filter) => matchesOffer(variant, filter));

function matchesOffer(variant: Variant, filter: Filter): boolean {
  const { price } = variant;
  if (filter.kind === 'range' && filter.key === 'price') {
    return (filter.unit === null || filter.unit === price.currency) && isWithin(filter, price.minor);
  }
  if (filter.kind === 'flag' && filter.key === 'on_sale') return isReduced(variant) === filter.value;
  return true;
}

/** Those that count the most. */
function most(variants: readonly Variant[], count: (variant: Variant) => number): readonly Variant[] {
  const highest = Math.max(0, ...variants.map(count));
  return highest === 0 ? variants : variants.filter((one) => count(one) === highest);
}

function cheapest(variants: readonly Variant[]): Variant | null {
  let best: Variant | null = null;
  for (const one of variants) if (best === null || one.price.minor < best.price.minor) best = one;
  return best;
}
