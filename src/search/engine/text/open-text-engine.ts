import type { PostingList } from '../data-structures/posting-list.ts';
import type { TextEngine } from '../engine.ts';
import { scoreBm25f } from './score-bm25f.ts';
import type { ScoreSheet } from './score-sheet.ts';

/** The posting lists of terms, from wherever they are kept; a term that nothing holds is missing. */
export type ReadPostings = (terms: readonly number[]) => Promise<ReadonlyMap<number, PostingList>>;

/** Ranks by whole posting lists, in this process. `sheet`: room in which one question after the other adds up. */
export const openTextEngine = (read: ReadPostings, sheet: ScoreSheet): TextEngine => ({
  async rank(query) {
    const terms = query.groups.flatMap(({ alternatives }) => alternatives.map((one) => one.term));
    return scoreBm25f(query, await read([...new Set(terms)]), sheet);
  },
});
