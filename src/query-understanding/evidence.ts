import { mergeFilters } from '#src/query/filters.ts';
import type { Filter } from '#src/query/search-query.ts';
import type { Said } from './said.ts';
import type { Word } from './words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a question's filters come to. */
export interface Weighed {
  readonly limits: readonly Filter[];
  /** What ranks and is offered, but excludes nothing. */
  readonly preferences: readonly Filter[];
}

/** Decides which of the filters that were said are limits; the words of the others are given back to the ranking. */
export function weigh(_vocabulary: Vocabulary, _words: readonly Word[], said: readonly Said[]): Weighed {
  const preferred = said.filter(() => false);
  for (const one of preferred.flatMap(({ words }) => words)) one.used = false;
  return {
    limits: mergeFilters(said.filter((one) => !preferred.includes(one)).map(({ filter }) => filter)),
    preferences: mergeFilters(preferred.map(({ filter }) => filter)),
  };
}
