import type { Filter, SearchQuery } from './search-query.ts';

type AnyOf = Extract<Filter, { kind: 'any-of' }>;
type Range = Extract<Filter, { kind: 'range' }>;

/** Whether two filters ask the same, whatever they are called. */
const sameFilter = (a: Filter, b: Filter): boolean => {
  const { label: _a, ...left } = a;
  const { label: _b, ...right } = b;
  return JSON.stringify(left) === JSON.stringify(right);
};

export const withoutFilter = (query: SearchQuery, filter: Filter): SearchQuery => ({
  ...query,
  filters: query.filters.filter((one) => !sameFilter(one, filter)),
});

/** The query with a preference of its own made a limit. */
export const withFilter = (query: SearchQuery, filter: Filter): SearchQuery => ({
  ...query,
  filters: [...query.filters, filter],
  preferences: query.preferences.filter((one) => one !== filter),
});

/** The query without any filter of a key; ranges and picks alike. */
export const withoutKey = (query: SearchQuery, key: string): SearchQuery => ({
  ...query,
  filters: query.filters.filter((one) => one.key !== key || isNegated(one)),
});

export const isNegated = (filter: Filter): boolean => filter.kind === 'any-of' && filter.negated;

/** The keys with filters of their own, which their own facets leave out. */
export const filteredKeys = (query: SearchQuery): readonly string[] => [
  ...new Set(query.filters.filter((one) => !isNegated(one)).map((one) => one.key)),
];

/**
 * One filter for each thing asked: bounds on the same key meet ("over 50", "under 100"), exclusions join, doubles go.
 * Bounds that contradict each other stay as they are said: nothing satisfies them, and the shopper is told so.
 */
export function mergeFilters(filters: readonly Filter[]): readonly Filter[] {
  const tidy: Filter[] = [];
  for (const filter of filters) {
    const at = tidy.findIndex((one) => meets(one, filter));
    const before = tidy[at];
    if (!before) tidy.push(filter);
    else tidy[at] = join(before, filter);
  }
  return tidy;
}

function meets(a: Filter, b: Filter): boolean {
  if (a.key !== b.key || a.kind !== b.kind) return false;
  if (a.kind === 'range' && b.kind === 'range') return a.unit === b.unit;
  if (a.kind === 'any-of' && b.kind === 'any-of') return (a.negated && b.negated) || sameFilter(a, b);
  return sameFilter(a, b);
}

function join(a: Filter, b: Filter): Filter {
  if (a.kind === 'range' && b.kind === 'range') return joinRanges(a, b);
  if (a.kind === 'any-of' && b.kind === 'any-of') {
    return { ...a, values: [...new Set([...a.values, ...b.values])] } satisfies AnyOf;
  }
  return a;
}

function joinRanges(a: Range, b: Range): Range {
  const low = a.min === null || (b.min !== null && b.min > a.min) ? b : a;
  const high = a.max === null || (b.max !== null && b.max < a.max) ? b : a;
  const sameLow = a.min !== null && a.min === b.min;
  const sameHigh = a.max !== null && a.max === b.max;
  return {
    ...a,
    min: low.min,
    minInclusive: sameLow ? a.minInclusive && b.minInclusive : low.minInclusive,
    max: high.max,
    maxInclusive: sameHigh ? a.maxInclusive && b.maxInclusive : high.maxInclusive,
  };
}

/** Whether no number at all can satisfy a range: "under 20 and over 50". */
export const isContradiction = (filter: Filter): boolean =>
  filter.kind === 'range' &&
  filter.min !== null &&
  filter.max !== null &&
  (filter.min > filter.max || (filter.min === filter.max && !(filter.minInclusive && filter.maxInclusive)));

/** Whether a number lies within a range stated in the same unit. */
export function isWithin(range: Range, value: number): boolean {
  const low = range.min === null || (range.minInclusive ? value >= range.min : value > range.min);
  const high = range.max === null || (range.maxInclusive ? value <= range.max : value < range.max);
  return low && high;
}
