import { labelOfKey } from '../query/attribute-label.ts';
import type { FactKey } from './attribute-keys.ts';
import { tidyLimits } from '../query/filters.ts';
import type { Limit, Need } from '../query.ts';
import { sameDimension } from '../language/units.ts';

/** The need with the catalogue's own labels and units on its limits: an address knows neither. */
export function labelled(need: Need, keys: ReadonlyMap<string, FactKey>, currency: string): Need {
  const limits = tidyLimits(need.limits).map((limit) => labelOf(limit, keys.get(limit.key), currency));
  return { ...need, text: need.text.trim(), limits };
}

function labelOf(limit: Limit, key: FactKey | undefined, currency: string): Limit {
  const label = key?.label ?? (limit.label || labelOfKey(limit.key));
  if (limit.kind !== 'range') return { ...limit, label };
  if (limit.key === 'price') return { ...limit, label, unit: limit.unit ?? currency };
  return {
    ...limit,
    label,
    unit: sameDimension(limit.unit, key?.unit ?? null) ? limit.unit : (key?.unit ?? null),
  };
}
