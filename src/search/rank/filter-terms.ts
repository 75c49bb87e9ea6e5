import { valueText } from '../query/filter-text.ts';
import { isSizeKey } from '../filter/filter-sql.ts';
import type { Limit, Need } from '../query.ts';

/**
 * The words that a need's limits were read from. A filter says which products may stand in the list; among them, what
 * the question named still orders.
 */
export const limitWords = (need: Need): string => need.limits.flatMap(wordsOfLimit).join(' ');

const OF_PRODUCT: ReadonlySet<string> = new Set(['category', 'brand', 'color']);

function wordsOfLimit(limit: Limit): readonly string[] {
  switch (limit.kind) {
    case 'flag':
      return limit.value && limit.key !== 'on_sale' ? [limit.label] : [];
    case 'any-of':
      if (isSizeKey(limit.key)) return [];
      // "No laces" is kept by a gel as well: what says how it is fastened comes first.
      if (limit.negated) return OF_PRODUCT.has(limit.key) ? [] : [limit.label];
      return limit.values.map((value) => valueText(limit.key, value));
    case 'range':
      return limit.key === 'price' ? [] : [limit.label];
  }
}
