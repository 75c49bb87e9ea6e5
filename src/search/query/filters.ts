import type { Limit, Need } from '../query.ts';

type AnyOf = Extract<Limit, { kind: 'any-of' }>;
type Range = Extract<Limit, { kind: 'range' }>;

/** Whether two limits ask the same, whatever they are called. */
export const sameLimit = (a: Limit, b: Limit): boolean => {
  const { label: _a, ...left } = a;
  const { label: _b, ...right } = b;
  return JSON.stringify(left) === JSON.stringify(right);
};

export const withoutLimit = (need: Need, limit: Limit): Need => ({
  ...need,
  limits: need.limits.filter((one) => !sameLimit(one, limit)),
});

/** The need without any limit of a key; ranges and picks alike. */
export const withoutKey = (need: Need, key: string): Need => ({
  ...need,
  limits: need.limits.filter((one) => one.key !== key || isNegated(one)),
});

export const isNegated = (limit: Limit): boolean => limit.kind === 'any-of' && limit.negated;

/** The keys with limits of their own, which their own facets leave out. */
export const pickedKeys = (need: Need): readonly string[] => [
  ...new Set(need.limits.filter((one) => !isNegated(one)).map((one) => one.key)),
];

/**
 * One limit for each thing asked: bounds on the same key meet ("over 50", "under 100"), exclusions join, doubles go.
 * Bounds that contradict each other stay as they are said: nothing satisfies them, and the shopper is told so.
 */
export function tidyLimits(limits: readonly Limit[]): readonly Limit[] {
  const tidy: Limit[] = [];
  for (const limit of limits) {
    const at = tidy.findIndex((one) => meets(one, limit));
    const before = tidy[at];
    if (!before) tidy.push(limit);
    else tidy[at] = join(before, limit);
  }
  return tidy;
}

function meets(a: Limit, b: Limit): boolean {
  if (a.key !== b.key || a.kind !== b.kind) return false;
  if (a.kind === 'range' && b.kind === 'range') return a.unit === b.unit;
  if (a.kind === 'any-of' && b.kind === 'any-of') return (a.negated && b.negated) || sameLimit(a, b);
  return sameLimit(a, b);
}

function join(a: Limit, b: Limit): Limit {
  if (a.kind === 'range' && b.kind === 'range') return joinRanges(a, b);
  if (a.kind === 'any-of' && b.kind === 'any-of') {
    return { ...a, values: [...new Set([...a.values, ...b.values])] } satisfies AnyOf;
  }
  return a;
}

function joinRanges(a: Range, b: Range): Range {
  const low = a.min === null || (b.min !== null && b.min > a.min) ? b : a;
  const high = a.max === null || (b.max !== null && b.max < a.max) ? b : a;
  const sameLow = a.min !== null && a.min === b.min;
  const sameHigh = a.max !== null && a.max === b.max;
  return {
    ...a,
    min: low.min,
    minInclusive: sameLow ? a.minInclusive && b.minInclusive : low.minInclusive,
    max: high.max,
    maxInclusive: sameHigh ? a.maxInclusive && b.maxInclusive : high.maxInclusive,
  };
}

/** Whether no number at all can satisfy a range: "under 20 and over 50". */
export const isContradiction = (limit: Limit): boolean =>
  limit.kind === 'range' &&
  limit.min !== null &&
  limit.max !== null &&
  (limit.min > limit.max || (limit.min === limit.max && !(limit.minInclusive && limit.maxInclusive)));

/** Whether a number lies within a range told in the same unit. */
export function isWithin(range: Range, value: number): boolean {
  const low = range.min === null || (range.minInclusive ? value >= range.min : value > range.min);
  const high = range.max === null || (range.maxInclusive ? value <= range.max : value < range.max);
  return low && high;
}
