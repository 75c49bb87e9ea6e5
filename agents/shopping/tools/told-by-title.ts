import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import type { NearMiss } from '#src/search/result.ts';
import { says } from '../understand/language.ts';

/**
 * The query with the values that titles say among its words: "beige" keeps no Beige Blanket out whose color nobody
 * states. Null where every near product breaks something that its title does not say.
 */
export function toldByTitle(query: SearchQuery, near: readonly NearMiss[]): SearchQuery | null {
  const told = query.filters.filter((filter) =>
    near.some(
      ({ product: { title }, violations }) =>
        violations.some((one) => one.filter.key === filter.key) &&
        violations.every((one) => isSaid(title, one.filter)),
    ),
  );
  const words = told.flatMap((one) => (one.kind === 'any-of' ? one.values : []));
  if (!words.length) return null;
  return {
    ...query,
    filters: query.filters.filter((one) => !told.includes(one)),
    preferences: [...query.preferences, ...told],
    text: [...words, query.text].filter(Boolean).join(' '),
  };
}

const isSaid = (title: string, filter: Filter): boolean =>
  filter.kind === 'any-of' &&
  !filter.negated &&
  filter.key !== 'category' &&
  filter.values.some((value) => says(title, [value.toLowerCase()]));
