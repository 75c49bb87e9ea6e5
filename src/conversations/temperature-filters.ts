import type { AttributeKey } from '#src/query/attribute-key.ts';
import type { Filter } from '#src/query/search-query.ts';
import { temperatureIn } from './table-row.ts';

const KEYS = { coldest: 'temperature_min', warmest: 'temperature_max' } as const;

/**
 * "A run at 35 °F" as filters on what the catalogue states of the temperatures a thing is for, and the words without
 * it. No filters where the words name no temperature or the catalogue states none.
 */
export function temperatureFilters(
  text: string,
  keys: ReadonlyMap<string, AttributeKey>,
): { readonly filters: readonly Filter[]; readonly rest: string } {
  const found = temperatureIn(text);
  const coldest = keys.get(KEYS.coldest);
  const warmest = keys.get(KEYS.warmest);
  if (!found || !coldest || !warmest) return { filters: [], rest: text };
  const celsius = found.scale === 'C' ? found.value : Math.round(((found.value - 32) * 5) / 9);
  const told = (key: AttributeKey) =>
    /f$/i.test(key.unit ?? '') ? Math.round((celsius * 9) / 5 + 32) : celsius;
  const bound = { kind: 'range', minInclusive: true, maxInclusive: true } as const;
  return {
    filters: [
      { ...bound, key: coldest.key, label: coldest.label, unit: coldest.unit, min: null, max: told(coldest) },
      { ...bound, key: warmest.key, label: warmest.label, unit: warmest.unit, min: told(warmest), max: null },
    ],
    rest: text.replace(found.said, ' '),
  };
}
