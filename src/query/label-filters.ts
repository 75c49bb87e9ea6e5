import { labelOfKey } from './attribute-label.ts';
import type { AttributeKey } from './attribute-key.ts';
import { mergeFilters } from './filters.ts';
import type { Filter, SearchQuery } from './search-query.ts';
import { sameDimension } from '#src/language/units.ts';

/** The query with the catalogue's own labels and units on its filters: an address knows neither. */
export function labelled(
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  currency: string,
): SearchQuery {
  const filters = mergeFilters(query.filters).map((filter) =>
    labelOf(filter, keys.get(filter.key), currency),
  );
  return { ...query, text: query.text.trim(), filters };
}

function labelOf(filter: Filter, key: AttributeKey | undefined, currency: string): Filter {
  const label = key?.label ?? (filter.label || labelOfKey(filter.key));
  if (filter.kind !== 'range') return { ...filter, label };
  if (filter.key === 'price') return { ...filter, label, unit: filter.unit ?? currency };
  return {
    ...filter,
    label,
    unit: sameDimension(filter.unit, key?.unit ?? null) ? filter.unit : (key?.unit ?? null),
  };
}
