import type { ValueCount } from '../engine.ts';

/** The commonest first, then by value. */
export const byCount = (counts: readonly ValueCount[]): readonly ValueCount[] =>
  counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
