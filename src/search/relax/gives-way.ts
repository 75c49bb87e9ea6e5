import { isNegated, withoutFilter } from '#src/query/filters.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import { execute } from '../list/execute.ts';
import type { GivesWay } from '../result.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { mayHold } from './near-misses.ts';

const MOST = 3; // limits that are told
const MOST_TRIED = 6;

/**
 * Where limits together leave nothing: each of them without which something fits, with how many products the page without
 * it has. The kind of thing only where no other would do.
 */
export async function givesWay(snapshot: Snapshot, query: SearchQuery): Promise<readonly GivesWay[]> {
  const isKind = (filter: Filter) => filter.key === 'category' && !isNegated(filter);
  const others = query.filters.filter((one) => !isKind(one));
  for (const filters of [others, query.filters.filter(isKind)]) {
    const found: GivesWay[] = [];
    for (const filter of filters.slice(0, MOST_TRIED)) {
      const rest = withoutFilter(query, filter);
      if (found.length === MOST || !mayHold(snapshot, rest)) continue;
      if (!rest.text && !rest.filters.length) continue;
      const { total } = await execute(snapshot, rest, { page: 1, perPage: 1 });
      if (total > 0) found.push({ filter, total });
    }
    if (found.length) return found;
  }
  return [];
}
