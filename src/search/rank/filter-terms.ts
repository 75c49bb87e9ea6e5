import { isSizeKey } from '#src/language/sizes.ts';
import { valueText } from '#src/query/filter-text.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';

/**
 * The words that a query's filters were read from. A filter says which products may stand in the list; among them, what
 * the question named still orders.
 */
export const filterTerms = (query: SearchQuery): string => query.filters.flatMap(wordsOfFilter).join(' ');

const OF_PRODUCT: ReadonlySet<string> = new Set(['category', 'brand', 'color']);

function wordsOfFilter(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'flag':
      return filter.value && filter.key !== 'on_sale' ? [filter.label] : [];
    case 'any-of':
      if (isSizeKey(filter.key)) return [];
      // "No laces" is kept by a gel as well: what says how it is fastened comes first. Of labels of several words ("power
      // source") each is said of other things too.
      if (filter.negated) return OF_PRODUCT.has(filter.key) || /\s/.test(filter.label) ? [] : [filter.label];
      return filter.values.map((value) => valueText(filter.key, value));
    case 'range':
      return filter.key === 'price' ? [] : [filter.label];
  }
}
