import { attributeOf, attributeText, type Product, type Variant } from '#src/catalog/product.ts';
import { formatMoney } from '#src/money/money.ts';
import type { MatchReason, SearchHit } from '../result.ts';
import { filterText } from '#src/query/filter-text.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';

const FIELDS: Readonly<Record<MatchReason['field'], string>> = {
  title: 'name',
  class: 'kind',
  brand: 'brand',
  attributes: 'stated facts',
  description: 'description',
  editorial: 'page',
};

const ORDERS: Readonly<Record<SearchQuery['sort'], string>> = {
  best: 'the more popular stand first',
  'price-low': 'the least expensive stand first',
  'price-high': 'the most expensive stand first',
  rating: 'the better rated stand first',
  newest: 'the newest stand first',
};

/**
 * Why a hit stands in its place, in plain lines: each limit with what the product has, where the words were found, and
 * what orders it; `place` counts from 1. A near hit's broken limits are left out: its card says them.
 */
export function explainHit(
  hit: SearchHit,
  query: SearchQuery,
  place: number,
  locale: string,
): readonly string[] {
  const broken = 'violations' in hit ? (hit.violations as readonly { readonly filter: Filter }[]) : [];
  const met = query.filters
    .filter((filter) => !broken.some((one) => one.filter.key === filter.key))
    .map((filter) => `${filterText(filter, locale)}: ${hasText(filter, hit.product, hit.variant, locale)}`);
  const words = query.text ? `“${query.text}”` : '';
  return [
    ...met,
    ...(hit.reason && words
      ? [`Your words ${words} stand in its ${FIELDS[hit.reason.field]}: “${hit.reason.passage.trim()}”`]
      : []),
    words && query.sort === 'best'
      ? `Place ${place}: ${words} score ${hit.score.toFixed(2)}`
      : `Place ${place}: ${query.filters.length ? 'all of them fit, and ' : ''}${ORDERS[query.sort]}`,
  ];
}

/** What the product has where the limit looks. */
function hasText(filter: Filter, product: Product, variant: Variant, locale: string): string {
  if (filter.key === 'price') return `it costs ${formatMoney(variant.price, locale)}`;
  if (filter.key === 'category') return `it stands under ${product.categoryPath.join(', ')}`;
  if (filter.key === 'brand') return product.brand ? `it is by ${product.brand}` : 'no brand is stated';
  const option = Object.entries(variant.options).find(
    ([name]) => name.toLowerCase() === filter.label.toLowerCase(),
  );
  if (option) return `stated as ${option[1]}, in stock`;
  const attribute = attributeOf(product, filter.key, variant);
  return attribute ? `stated as ${attributeText(attribute)}` : 'nothing else is stated';
}
