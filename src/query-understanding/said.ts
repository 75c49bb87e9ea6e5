import type { Filter } from '#src/query/search-query.ts';
import type { Word } from './words.ts';

/**
 * How the shopper's words make a filter: a `demand` is a limit whatever the catalogue states (a label with its value, an
 * amount, a denial), a `request` is one where anything of the kind states it ("with a hub"; an amount whose attribute
 * only its unit tells), a `mention` merely names what the catalogue also calls so. `evidence.ts` makes limits and
 * preferences of them.
 */
export type Strength = 'demand' | 'request' | 'mention';

/** A filter as it was said. */
export interface Claim {
  readonly filter: Filter;
  readonly strength: Strength;
}

/** With the words that were taken for it. */
export interface Said extends Claim {
  readonly words: readonly Word[];
}

/** What a reader claims, each with the words that it marks as used meanwhile. */
export function saidBy(words: readonly Word[], read: () => readonly Claim[]): readonly Said[] {
  const free = words.filter((one) => !one.used);
  const claims = read();
  const taken = free.filter((one) => one.used);
  return claims.map((claim) => ({ ...claim, words: taken }));
}

/** The same of a reader whose filters are all demands. */
export const demandedBy = (words: readonly Word[], read: () => readonly Filter[]): readonly Said[] =>
  saidBy(words, () => read().map((filter) => ({ filter, strength: 'demand' })));
