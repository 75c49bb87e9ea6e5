import { offerText, type OfferedFilter } from '#src/query/filter-text.ts';
import { withFilter } from '#src/query/filters.ts';
import { toQueryString } from '#src/query/query-string.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { fieldQuery } from '../filter/field-query.ts';
import type { Ranking } from '../rank/rank.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { bounds, features } from '../weights.ts';

type Ranked = Ranking['ranked'];

/** The ranking with the best of it lifted by the preferences that one variant states beside every filter. */
export function liftPreferred({ columns, keys }: Snapshot, query: SearchQuery, ranked: Ranked): Ranked {
  if (!query.preferences.length) return ranked;
  const head = ranked.slice(0, bounds.reranked);
  const ids = head.map((one) => one.productId);
  const lifts = new Map<number, number>();
  for (const preference of query.preferences) {
    const stating = columns.engine.among(fieldQuery(withFilter(query, preference), keys), ids);
    for (const id of stating)
      lifts.set(id, (lifts.get(id) ?? 0) + features.preferred / query.preferences.length);
  }
  const lifted = head.map((one) => ({ ...one, score: one.score + (lifts.get(one.productId) ?? 0) }));
  return [...lifted.toSorted((a, b) => b.score - a.score), ...ranked.slice(bounds.reranked)];
}

/** The preferences that some, but not all of what was found state: each as a limit to set. */
export function offeredFilters(
  { columns, keys }: Snapshot,
  query: SearchQuery,
  candidates: readonly number[] | null,
  currency: string,
  locale: string,
): readonly OfferedFilter[] {
  const offered = query.preferences.flatMap((filter) => {
    const narrowed = withFilter(query, filter);
    const found = columns.engine.among(fieldQuery(narrowed, keys), candidates ?? []);
    if (!found.length || found.length === candidates?.length) return [];
    return [{ filter, label: offerText(filter, locale), href: toQueryString(narrowed, currency) }];
  });
  // Shelves of one name in several departments are offered once.
  return offered.filter(({ label }, at) => offered.findIndex((one) => one.label === label) === at);
}
