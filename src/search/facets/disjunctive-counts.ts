import { countScope, cacheKey, USUAL, type Counts, type ScopedCounts } from './count-sql.ts';
import type { AttributeKey } from '../attributes/attribute-keys.ts';
import { execute, type Matches } from '../list/execute.ts';
import { idsSql } from '../list/ranked-list.ts';
import { withoutKey } from '../query/filters.ts';
import type { Snapshot } from '../list/snapshot.ts';
import type { SearchQuery } from '../query.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { countInMemory } from './count-in-memory.ts';

// Nobody narrows more than this by a detail: a kind of thing, a brand or a price comes first.
const MOST_COUNTED = 100_000;
const MOST_APART = 8; // picked facets that are counted under the other limits
const OF_PRODUCT: readonly string[] = ['price', 'brand', 'category'];

/** Counts from memory: over the best matches of words, else over everything, which is kept until the shelf changes. */
export function countsInMemory(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  { candidates, pool }: Matches,
  picked: readonly string[],
): ScopedCounts {
  const count = (scope: SearchQuery, only: string | null, among: readonly number[] | null) =>
    among
      ? countInMemory(columns, scope, keys, only, among)
      : columns.answers.get(cacheKey(scope.filters, scope.includeSoldOut, ['counted', only ?? USUAL]), () =>
          countInMemory(columns, scope, keys, only, null),
        );
  // Without a limit of its own, a facet is counted among what that limit kept out as well.
  const wider = candidates && [...candidates, ...(pool ?? [])];
  return {
    all: count(query, null, candidates),
    apart: new Map(picked.map((key) => [key, count(withoutKey(query, key), key, wider)])),
  };
}

/** Counts from the rows, one statement for each scope. */
export async function countsInSql(
  snapshot: Snapshot,
  query: SearchQuery,
  matches: Matches,
  picked: readonly string[],
): Promise<ScopedCounts> {
  const { db, keys } = snapshot;
  const others = OF_PRODUCT.filter((key) => !picked.includes(key));
  const usual = matches.total <= MOST_COUNTED ? [USUAL] : [];
  const all = await countScope(db, keys, scopeOf(query, matches.candidates), [...others, ...usual]);
  const apart = new Map<string, Counts>();
  for (const key of picked.slice(0, MOST_APART)) {
    if (!OF_PRODUCT.includes(key) && !keys.has(key)) continue;
    const without = withoutKey(query, key);
    const among = await candidatesOf(snapshot, without, matches);
    apart.set(key, await countScope(db, keys, scopeOf(without, among), [key]));
  }
  return { all, apart };
}

const scopeOf = (query: SearchQuery, candidates: readonly number[] | null) => ({
  need: query,
  candidates: candidates && idsSql(candidates),
});

/** What a picked facet is counted among: the same words under the other limits. */
async function candidatesOf(
  snapshot: Snapshot,
  without: SearchQuery,
  { pool }: Matches,
): Promise<readonly number[] | null> {
  if (!without.text) return null;
  return pool ?? (await execute({ ...snapshot, columns: null }, without, { page: 1, perPage: 1 })).candidates;
}
