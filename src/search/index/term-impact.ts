import { bm25 } from '../weights.ts';

/** How a text's length counts: 1 where it is as long as usual, above where longer. Frequencies are divided by it. */
export const lengthNorm = (length: number, usual: number): number => 1 - bm25.b + (bm25.b * length) / usual;

/** A term's impact, 0 to 1: the sum of its weighted, length-normalised frequencies, saturated as BM25 does. */
export const termImpact = (frequency: number): number => frequency / (bm25.k1 + frequency);
