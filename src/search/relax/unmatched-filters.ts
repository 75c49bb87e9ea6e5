import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { isSizeKey } from '#src/language/sizes.ts';
import { COLOUR } from '#src/language/colors.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { isStated } from '../filter/stated-filters.ts';
import { isContradiction } from '#src/query/filters.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import type { Unmatched } from '../result.ts';

type AnyOf = Extract<Filter, { kind: 'any-of' }>;

/**
 * Filters that contradict themselves, ask for what no product states, or for values that none has. Answered from what
 * the catalogue is known to hold, so that it costs one look-up however large the shop is.
 */
export async function unmatchedFilters(
  db: Database,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
): Promise<readonly Unmatched[]> {
  const picks = query.filters.filter(
    (filter): filter is AnyOf =>
      filter.kind === 'any-of' && !filter.negated && filter.key !== COLOUR && !isSizeKey(filter.key),
  );
  const held = picks.length ? await heldPicks(db, picks) : new Set<AnyOf>();
  return query.filters.flatMap((filter): readonly Unmatched[] => {
    if (isContradiction(filter)) return [{ kind: 'contradiction', filter }];
    const isAsked = filter.kind === 'any-of' ? !filter.negated : filter.kind === 'range' || filter.value;
    const isKnown =
      filter.kind === 'any-of' && picks.includes(filter) ? held.has(filter) : isStated(filter.key, keys);
    return isAsked && !isKnown ? [{ kind: 'filter', filter }] : [];
  });
}

async function heldPicks(db: Database, picks: readonly AnyOf[]): Promise<ReadonlySet<AnyOf>> {
  const asked = picks.flatMap((filter, at) =>
    filter.values.map((value) => ({ at, key: filter.key, value: value.toLowerCase() })),
  );
  const { rows } = await rowsOf({ at: integer })`
    select distinct a.at from unnest(${asked.map((one) => one.at)}::integer[], ${asked.map((one) => one.key)}::text[],
      ${asked.map((one) => one.value)}::text[]) a (at, key, value)
    where case a.key
      when 'category' then exists (select from category c where lower(c.slug) = a.value)
      when 'brand' then exists (select from product p where p.status = 'active' and lower(p.brand) = a.value)
      else exists (select from search_value v where v.key = a.key and v.word = a.value) end`.execute(db);
  return new Set(rows.flatMap(({ at }) => picks[at] ?? []));
}
