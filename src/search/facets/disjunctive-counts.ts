import { countScope, scopeText, USUAL, type Counts, type ScopedCounts } from './count-sql.ts';
import type { FactKey } from '../attributes/attribute-keys.ts';
import { fit, type Fitting } from '../list/execute.ts';
import { idsSql } from '../list/ranked-list.ts';
import { withoutKey } from '../query/filters.ts';
import type { Moment } from '../list/snapshot.ts';
import type { Need } from '../query.ts';
import type { Shelf } from '../columns/column-store.ts';
import { countShelf } from './count-in-memory.ts';

// Nobody narrows more than this by a detail: a kind of thing, a brand or a price comes first.
const MOST_COUNTED = 100_000;
const MOST_APART = 8; // picked facets that are counted under the other limits
const OF_PRODUCT: readonly string[] = ['price', 'brand', 'category'];

/** Counts from memory: over the best matches of words, else over everything, which is kept until the shelf changes. */
export function countedByShelf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  { candidates, pool }: Fitting,
  picked: readonly string[],
): ScopedCounts {
  const count = (scope: Need, only: string | null, among: readonly number[] | null) =>
    among
      ? countShelf(shelf, scope, keys, only, among)
      : shelf.answers.get(scopeText(scope.limits, scope.includeSoldOut, ['counted', only ?? USUAL]), () =>
          countShelf(shelf, scope, keys, only, null),
        );
  // Without a limit of its own, a facet is counted among what that limit kept out as well.
  const wider = candidates && [...candidates, ...(pool ?? [])];
  return {
    all: count(need, null, candidates),
    apart: new Map(picked.map((key) => [key, count(withoutKey(need, key), key, wider)])),
  };
}

/** Counts from the rows, one statement for each scope. */
export async function countedByRows(
  moment: Moment,
  need: Need,
  fitting: Fitting,
  picked: readonly string[],
): Promise<ScopedCounts> {
  const { db, keys } = moment;
  const others = OF_PRODUCT.filter((key) => !picked.includes(key));
  const usual = fitting.total <= MOST_COUNTED ? [USUAL] : [];
  const all = await countScope(db, keys, scopeOf(need, fitting.candidates), [...others, ...usual]);
  const apart = new Map<string, Counts>();
  for (const key of picked.slice(0, MOST_APART)) {
    if (!OF_PRODUCT.includes(key) && !keys.has(key)) continue;
    const without = withoutKey(need, key);
    const among = await candidatesOf(moment, without, fitting);
    apart.set(key, await countScope(db, keys, scopeOf(without, among), [key]));
  }
  return { all, apart };
}

const scopeOf = (need: Need, candidates: readonly number[] | null) => ({
  need,
  candidates: candidates && idsSql(candidates),
});

/** What a picked facet is counted among: the same words under the other limits. */
async function candidatesOf(
  moment: Moment,
  without: Need,
  { pool }: Fitting,
): Promise<readonly number[] | null> {
  if (!without.text) return null;
  return pool ?? (await fit({ ...moment, shelf: null }, without, { page: 1, perPage: 1 })).candidates;
}
