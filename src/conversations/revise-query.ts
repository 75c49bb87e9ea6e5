import { emptyQuery, type Filter, type SearchQuery } from '#src/query/search-query.ts';

/** How a turn changes the query: add to it, look for something else, take filters away, or begin again. */
export type Revision =
  | { readonly kind: 'refine' }
  | { readonly kind: 'replace' }
  | { readonly kind: 'forget'; readonly keys: readonly string[] }
  | { readonly kind: 'start-over' };

/**
 * The query after a turn. Whatever the revision but a start-over, a budget stays until the shopper takes it away or
 * names another. A filter on a key that was limited before replaces the earlier one.
 */
export function reviseQuery(before: SearchQuery, parsed: SearchQuery, revision: Revision): SearchQuery {
  switch (revision.kind) {
    case 'start-over':
      return parsed;
    case 'forget': {
      const kept = withoutFilters(before, revision.keys);
      return merge({ ...kept, sort: sortWithout(before, revision.keys) }, parsed, before.text);
    }
    case 'refine':
      return merge(before, parsed, joinWords(before.text, parsed.text));
    case 'replace': {
      const outliving = (all: readonly Filter[]) => all.filter((filter) => outlives(filter, before, parsed));
      const filters = outliving(before.filters);
      const preferences = outliving(before.preferences);
      return merge({ ...before, filters, preferences, sort: 'best', quantity: null }, parsed, parsed.text);
    }
  }
}

/** The category a query is in, as an address, or null. */
export function categoryOf(query: SearchQuery): string | null {
  const filter = query.filters.find((one) => one.kind === 'any-of' && one.key === 'category' && !one.negated);
  return filter?.kind === 'any-of' ? (filter.values[0] ?? null) : null;
}

/** The query without the filters of those keys. */
export const withoutFilters = (query: SearchQuery, keys: readonly string[]): SearchQuery => ({
  ...query,
  filters: query.filters.filter((filter) => !keys.includes(filter.key)),
  preferences: query.preferences.filter((filter) => !keys.includes(filter.key)),
});

function merge(base: SearchQuery, parsed: SearchQuery, text: string): SearchQuery {
  return {
    text,
    ...mergeFilters(base, parsed),
    sort: parsed.sort === emptyQuery.sort ? base.sort : parsed.sort,
    includeSoldOut: base.includeSoldOut || parsed.includeSoldOut,
    quantity: parsed.quantity ?? base.quantity,
    recipient: parsed.recipient ?? base.recipient,
    ...(parsed.names ? { names: parsed.names } : {}),
    ...(parsed.code ? { code: parsed.code } : {}),
  };
}

/** A price and the person stay when the thing changes; sizes and colours only between things of one department. */
function outlives(filter: Filter, before: SearchQuery, parsed: SearchQuery): boolean {
  if (filter.key === 'price') return true;
  if (filter.key === 'category') return categoryOf(parsed) === null && parsed.text === '';
  const department = (query: SearchQuery) => categoryOf(query)?.split('/')[0] ?? null;
  const to = department(parsed);
  return to !== null && to === department(before);
}

/** "not pink" adds to "red or blue"; "blue" replaces "red"; a new ceiling replaces the old one, a new floor adds to it. */
function mergeFilters(before: SearchQuery, said: SearchQuery): Pick<SearchQuery, 'filters' | 'preferences'> {
  const now = [...said.filters, ...said.preferences];
  const isKept = (old: Filter) => !now.some((filter) => replaces(filter, old));
  return {
    filters: [...before.filters.filter(isKept), ...said.filters],
    preferences: [...before.preferences.filter(isKept), ...said.preferences],
  };
}

function replaces(filter: Filter, old: Filter): boolean {
  if (filter.key !== old.key) return false;
  if (filter.kind !== old.kind) return true;
  if (filter.kind === 'any-of' && old.kind === 'any-of') {
    if (filter.negated !== old.negated)
      return !filter.negated || old.values.some((one) => filter.values.includes(one));
    return !filter.negated;
  }
  if (filter.kind === 'range' && old.kind === 'range') {
    return (filter.max !== null && old.max !== null) || (filter.min !== null && old.min !== null);
  }
  return true;
}

const sortWithout = (query: SearchQuery, keys: readonly string[]): SearchQuery['sort'] =>
  keys.includes('price') && query.sort.startsWith('price') ? 'best' : query.sort;

function joinWords(before: string, said: string): string {
  const had = new Set(before.toLowerCase().split(/\s+/));
  const fresh = said.split(/\s+/).filter((word) => word && !had.has(word.toLowerCase()));
  return [before, ...fresh].filter(Boolean).join(' ').slice(0, 400);
}
