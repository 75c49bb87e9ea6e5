import type { Database } from '#src/database/database.ts';
import { countScope, scopeText, USUAL, type Counts, type ScopedCounts } from './facet-counts.ts';
import type { FactKey } from './fact-keys.ts';
import { fit, type Fitting } from './fit.ts';
import { idsSql } from './fit-ranking.ts';
import { withoutKey } from './limits.ts';
import type { Need } from './need.ts';
import type { Shelf } from './shelf.ts';
import { countShelf } from './shelf-counts.ts';

// Nobody narrows more than this by a detail: a kind of thing, a brand or a price comes first.
const MOST_COUNTED = 100_000;
const MOST_APART = 8; // picked facets that are counted under the other limits
const OF_PRODUCT: readonly string[] = ['price', 'brand', 'category'];

/** Counts from memory, in one pass. */
export function countedByShelf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  { candidates, pool }: Fitting,
  picked: readonly string[],
): ScopedCounts {
  if (!candidates) {
    return shelf.answers.get(scopeText(need.limits, need.includeSoldOut, ['counted']), () =>
      countShelf(shelf, need, keys, picked, null),
    );
  }
  const others = picked.length ? (pool ?? []) : [];
  return countShelf(shelf, need, keys, picked, { candidates, others });
}

/** Counts from the rows, one statement for each scope. */
export async function countedByRows(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  fitting: Fitting,
  picked: readonly string[],
): Promise<ScopedCounts> {
  const others = OF_PRODUCT.filter((key) => !picked.includes(key));
  const usual = fitting.total <= MOST_COUNTED ? [USUAL] : [];
  const all = await countScope(db, keys, scopeOf(need, fitting.candidates), [...others, ...usual]);
  const apart = new Map<string, Counts>();
  for (const key of picked.slice(0, MOST_APART)) {
    if (!OF_PRODUCT.includes(key) && !keys.has(key)) continue;
    const without = withoutKey(need, key);
    const among = await candidatesOf(db, without, keys, fitting);
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
  db: Database,
  without: Need,
  keys: ReadonlyMap<string, FactKey>,
  { pool }: Fitting,
): Promise<readonly number[] | null> {
  if (!without.text) return null;
  return pool ?? (await fit(db, null, without, keys, { page: 1, perPage: 1 })).candidates;
}
