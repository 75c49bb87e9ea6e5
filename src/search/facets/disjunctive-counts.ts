import type { AttributeKey } from '#src/query/attribute-key.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import type { Matches } from '../list/execute.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { withoutKey } from '#src/query/filters.ts';
import { facetCounts, type Counts } from './facet-counts.ts';

/** What the facets of a query are made from. */
export interface ScopedCounts {
  /** Under all filters. */
  readonly all: Counts;
  /** Under all filters but a key's own, for the picked keys. */
  readonly apart: ReadonlyMap<string, Counts>;
}

/** Counts over the best matches of words, else over the whole catalogue, which is cached until that changes. */
export function disjunctiveCounts(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  { candidates, pool }: Matches,
  picked: readonly string[],
): ScopedCounts {
  const count = (scope: SearchQuery, only: string | null, among: readonly number[] | null) =>
    facetCounts(columns, scope, keys, only, among);
  // Without a filter of its own, a facet is counted among what that filter kept out as well.
  const wider = candidates && [...candidates, ...(pool ?? [])];
  return {
    all: count(query, null, candidates),
    apart: new Map(picked.map((key) => [key, count(withoutKey(query, key), key, wider)])),
  };
}
