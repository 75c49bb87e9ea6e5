import type { BasketRow } from './baskets.ts';

/** What orders held, as it is remembered. The customer is left out: nothing that has to be forgotten is in it. */
export function rememberedText(rows: readonly BasketRow[]): string {
  return JSON.stringify(rows.filter(({ keys }) => keys.length).map(({ id, day, keys }) => [id, day, keys]));
}

/** The baskets of such a text. */
export function basketsIn(text: string): readonly BasketRow[] {
  const rows = JSON.parse(text) as readonly (readonly [string, number, readonly string[]])[];
  return rows.map(([id, day, keys]) => ({ id, day, keys, customer: null }));
}
