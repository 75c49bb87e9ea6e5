import { COLOUR } from '#src/language/colors.ts';
import { isSizeKey } from '#src/language/sizes.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import type { Filter } from '#src/query/search-query.ts';
import { catalogueSchema } from '../columns/catalogue-schema.ts';

const OF_EVERY_SHOP: ReadonlySet<string> = new Set([...Object.values(catalogueSchema).flat(), COLOUR]);

/** Whether a product of the shop may state that key. */
export const isStated = (key: string, keys: ReadonlyMap<string, AttributeKey>): boolean =>
  OF_EVERY_SHOP.has(key) || keys.has(key) || isSizeKey(key);

/**
 * The filters without those that say nothing more: on keys that no product states every filter of a kind leaves the
 * same products, so the first stands for them all, and thirty cost what one costs.
 */
export function tellingFilters(
  filters: readonly Filter[],
  keys: ReadonlyMap<string, AttributeKey>,
): readonly Filter[] {
  const seen = new Set<string>();
  return filters.filter((filter) => {
    if (isStated(filter.key, keys)) return true;
    const { kind } = filter;
    const sort = `${kind} ${kind === 'flag' ? filter.value : kind === 'any-of' && filter.negated}`;
    return !seen.has(sort) && seen.add(sort);
  });
}
