import { plainColour } from './colors.ts';
import { letterSize } from './sizes.ts';
import { tokensOf, type Token } from './tokenizer.ts';
import { isWeak } from './low-weight-words.ts';

/** What a title says the thing is, as terms: the head of its first piece, of its later ones, and what it is for. */
export interface Heads {
  readonly first: readonly string[];
  readonly later: readonly string[];
  /** Terms after "for", "fits" or "compatible with": the thing this one goes with, not what it is. */
  readonly goesWith: readonly string[];
}

const GOES_WITH = /\b(?:for|fits?|fitting|compatible(?: with)?|suitable for)\b/i;
const PIECES = /[,()[\]|/;:–—]| - |\b(?:with|in|of|by|from|w\/|and|&|featuring|including|includes|plus)\b/i;

/** The nouns a title is about. A colour, size or number at the end of a piece is not its noun. */
export function headsOf(title: string): Heads {
  const cut = GOES_WITH.exec(title);
  const about = cut ? title.slice(0, cut.index) : title;
  const goesWith = cut ? tokensOf(title.slice(cut.index)).map((token) => token.term) : [];
  const heads = about.split(PIECES).flatMap(headsOfPiece);
  return { first: heads.slice(0, 1), later: [...new Set(heads.slice(1))], goesWith };
}

// What follows says more about the thing: its price, its use, what it goes with or what it must not be.
const QUERY_PIECES =
  /[,;:!?()]|\b(?:for|with|without|w\/|and|or|vs|versus|to|of|by|on|at|in|from|that|which|who|when|where|while|if|not|no|is|are|has|have|can|will|would|should|under|over|below|above|between|around|about|less|more|than|at least|like|i|my)\b/i;

/** The term a question is about: the last noun of its first piece that has one; null where none has. */
export function headOfQuestion(text: string): string | null {
  for (const piece of text.split(QUERY_PIECES)) {
    const head = tokensOf(piece).findLast((token) => !isAside(token.word) && !isWeak(token.term));
    if (head) return head.term;
  }
  return null;
}

/** Nouns that say no more of a thing than the noun before them. */
const GENERIC: ReadonlySet<string> = new Set(['pc', 'pcs', 'computer', 'computers', 'device', 'devices']);

const headOfPhrase = (tokens: readonly Token[]): Token | null =>
  tokens.findLast((token) => !isAside(token.word)) ?? null;

/** Digits end a phrase: in `Toner 6 pc black` the toner is the thing. */
function headsOfPiece(piece: string): readonly string[] {
  const heads: string[] = [];
  let phrase: Token[] = [];
  const close = () => {
    const head = headOfPhrase(phrase);
    if (head) heads.push(head.term);
    // A notebook PC is a notebook.
    if (head && GENERIC.has(head.word)) {
      const before = headOfPhrase(phrase.slice(0, phrase.indexOf(head)));
      if (before) heads.push(before.term);
    }
    phrase = [];
  };
  for (const token of tokensOf(piece)) {
    if (/\d/.test(token.word)) close();
    else phrase.push(token);
  }
  close();
  return heads;
}

const isAside = (word: string): boolean =>
  /\d/.test(word) || word.length < 2 || plainColour(word) !== null || letterSize(word) !== null;
