import type { FieldFilter, FieldQuery } from '../engine/engine.ts';
import { isSizeKey, sizeSpellings } from '#src/language/sizes.ts';
import { sameDimension, toBase } from '#src/language/units.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';

type Range = Extract<Filter, { kind: 'range' }>;

/** A query's filters as the engine knows them: `violationsOf` says the same of one variant. */
export const fieldQuery = (
  { filters, includeSoldOut }: Pick<SearchQuery, 'filters' | 'includeSoldOut'>,
  keys: ReadonlyMap<string, AttributeKey>,
): FieldQuery => ({
  filters: filters.map((filter) => fieldFilter(filter, keys.get(filter.key)?.unit ?? null)),
  includeUnavailable: includeSoldOut,
});

/** `unit`: that of the attribute. */
function fieldFilter(filter: Filter, unit: string | null): FieldFilter {
  const { key: field } = filter;
  switch (filter.kind) {
    case 'flag':
      return { kind: 'flag', field, value: filter.value };
    case 'any-of':
      return { kind: 'any-of', field, values: valuesOf(filter), negated: filter.negated };
    case 'range': {
      const { minInclusive, maxInclusive } = filter;
      const { min, max } = boundsOf(filter, unit);
      return {
        kind: 'range',
        field,
        min,
        max,
        minInclusive,
        maxInclusive,
        unit: field === 'price' ? filter.unit : null,
      };
    }
  }
}

function valuesOf({ key, values }: Extract<Filter, { kind: 'any-of' }>): readonly string[] {
  if (key === 'category') return values;
  return isSizeKey(key) ? values.flatMap(sizeSpellings) : values.map((one) => one.toLowerCase());
}

/** Bounds as the engine holds numbers: prices in minor units, ratings as they are, attributes in the base unit. */
export function boundsOf(
  { key, min, max, unit: asked }: Range,
  own: string | null,
): { readonly min: number | null; readonly max: number | null } {
  if (key === 'price' || key === 'rating') return { min, max };
  const unit = sameDimension(asked, own) ? asked : own;
  return { min: min === null ? null : toBase(min, unit), max: max === null ? null : toBase(max, unit) };
}
