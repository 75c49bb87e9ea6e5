import { BLOCK_SIZE } from '../data-structures/posting-list.ts';

/** Room for the sums of one block, by the last bits of its documents' numbers: zeros but while a block is added up. */
export interface ScoreSheet {
  readonly words: Float32Array;
  readonly covered: Float32Array;
  readonly best: Float32Array;
  /** Twice as long as the others: a term's documents are written behind those of the terms before. */
  readonly touched: Uint16Array;
}

export const openScoreSheet = (): ScoreSheet => ({
  words: new Float32Array(BLOCK_SIZE),
  covered: new Float32Array(BLOCK_SIZE),
  best: new Float32Array(BLOCK_SIZE),
  touched: new Uint16Array(BLOCK_SIZE * 2),
});
