/** Products that may be shown. */
export interface Allowed {
  has(product: number): boolean;
  /** All of them, in order, for a statement; null where they are too many to be told one by one. */
  list(): readonly number[] | null;
}

export function onlyThese(ids: readonly number[]): Allowed {
  const known = new Set(ids);
  return { has: (product) => known.has(product), list: () => ids };
}
