import { isThingToo, plainColour } from './colors.ts';
import { letterSize } from './sizes.ts';
import { termOf, tokensOf, type Token } from './tokenizer.ts';
import { isWeak } from './low-weight-words.ts';
import { unitOf } from './units.ts';

/** What a title says the thing is, as terms: the head of its first piece, of its later ones, and what it is for. */
export interface Heads {
  readonly first: readonly string[];
  readonly later: readonly string[];
  /** Terms after "for", "fits" or "compatible with": the thing this one goes with, not what it is. */
  readonly goesWith: readonly string[];
}

const GOES_WITH = /\b(?:for|fits?|fitting|compatible(?: with)?|suitable for)\b/i;
const ASIDE = /[([][^()[\]]*[)\]]/g;
const PIECES = /[,()[\]|;:–—]| [-/] |\b(?:with|in|of|by|from|w\/|and|&|featuring|including|includes|plus)\b/i;

/** The nouns a title is about. A colour, size or number at the end of a piece is not its noun; nor is the brand before it. */
export function headsOf(title: string, brand: string | null = null): Heads {
  const cut = GOES_WITH.exec(title);
  const whole = (cut ? title.slice(0, cut.index) : title).toLowerCase();
  // "Bus (2018-2024) ladder" is a ladder: what stands in brackets comes after the name that goes on behind them.
  const about = [whole.replace(ASIDE, ' '), ...(whole.match(ASIDE) ?? [])].join(' , ');
  const goesWith = cut ? tokensOf(title.slice(cut.index)).map((token) => token.term) : [];
  // "Headphones/headset" is both.
  const words = about.split(/\s+/).map((word) => word.split('/'));
  const twins = new Map(words.flatMap(([one, other]) => (one && other ? [[other, one] as const] : [])));
  const read = (text: string) => text.split(PIECES).flatMap((piece) => headsOfPiece(piece, twins));
  const maker = brand?.toLowerCase() ?? '';
  const named = maker && about.startsWith(maker) ? read(about.slice(maker.length)) : [];
  const heads = named.length ? named : read(about);
  return { first: heads.slice(0, 1), later: [...new Set(heads.slice(1))], goesWith };
}

// What follows says more about the thing: its price, its use, what it goes with or what it must not be.
const QUERY_PIECES =
  /[,;:!?()]|\b(?:for|with|without|w\/|and|or|vs|versus|to|of|by|on|at|in|from|that|which|who|when|where|while|if|not|no|is|are|has|have|can(?=\s+(?:i|you|we|it|they|he|she|be|also)\b)|will|would|should|under|over|below|above|between|around|about|less|more|than|at least|like|i|my)\b/i;

// What is asked for stands behind: "it gets cold here, do you have a scarf"; "a friend rides, which saddle".
const ASKS =
  /\b(?:do you (?:have|sell|stock|carry)|have you got|is there|are there|(?:looking|searching|hunting|shopping) for)\b|(?:^|\b(?:i|we|and|also|really|just|still|only)\s+)(?:need|want)\b|[,.;!?]\s*(?:so )?(?:which|what)\b/gi;

/** Where what is asked for begins, behind what is only told: "my hands get dry, do you have a cream"; 0 where nothing is. */
export const askedFrom = (text: string): number =>
  [...text.matchAll(ASKS)].findLast(
    ({ 0: asking, index }) => headOfPieces(text.slice(index + asking.length), index > 0) !== null,
  )?.index ?? 0;

/**
 * The term a question is about: the last noun of the first piece that has one behind the last words of asking, else of
 * its first such piece; null where none has.
 */
export function headOfQuestion(text: string): string | null {
  const from = askedFrom(text);
  return from > 0 ? headOfPieces(text.slice(from).replace(ASKS, ' '), true) : headOfPieces(text, false);
}

/** `mayBeColour`: what is a colour, too ("a cream"), is asked for where nothing else is named. */
function headOfPieces(text: string, mayBeColour: boolean): string | null {
  for (const piece of text.split(QUERY_PIECES)) {
    const tokens = tokensOf(piece);
    // The "oz" of "drink bottle 20 oz" measures; it is not what is wanted.
    const measures = (at: number) => unitOf(tokens[at]?.word ?? '') && /^\d/.test(tokens[at - 1]?.word ?? '');
    // "A lip product" may be any for lips.
    if (ANYTHING.has(tokens.at(-1)?.word ?? '')) return null;
    const mayBe = (token: Token, at: number) => !isWeak(token.term) && !measures(at);
    const head =
      tokens.findLast((token, at) => !isAside(token.word) && mayBe(token, at)) ??
      tokens.findLast((token, at) => mayBeColour && isThingToo(token.word) && mayBe(token, at));
    if (head) return head.term;
  }
  return null;
}

/** The terms of each piece of a question, in order: of "a bath mat or rug, for the shower" three. */
export const piecesOfQuestion = (text: string): readonly ReadonlySet<string>[] =>
  text
    .split(QUERY_PIECES)
    .map((piece) => new Set(tokensOf(piece).flatMap(({ word, term }) => (isAside(word) ? [] : [term]))));

/** Nouns that name no kind of thing. */
const ANYTHING: ReadonlySet<string> = new Set(
  'product products item items article articles goods stuff thing things'.split(' '),
);

/** Nouns that say no more of a thing than the noun before them. */
const GENERIC: ReadonlySet<string> = new Set(
  'pc pcs computer computers device devices unit units'.split(' '),
);

/** Digits end a phrase: in `Toner 6 pc black` the toner is the thing. A unit behind them is none. */
function headsOfPiece(piece: string, twins: ReadonlyMap<string, string>): readonly string[] {
  const phrases: Token[][] = [[]];
  for (const token of tokensOf(piece)) {
    if (/\d/.test(token.word)) phrases.push([]);
    else if (phrases.length === 1 || phrases.at(-1)?.length || !unitOf(token.word))
      phrases.at(-1)?.push(token);
  }
  return phrases.flatMap((phrase) => headsOfPhrase(phrase, twins));
}

function headsOfPhrase(phrase: readonly Token[], twins: ReadonlyMap<string, string>): readonly string[] {
  const nouns = phrase.filter((token) => !isAside(token.word));
  const head = nouns.at(-1);
  if (!head) return [];
  const twin = twins.get(head.word);
  // A notebook PC is a notebook.
  const before = GENERIC.has(head.word) ? nouns.at(-2) : undefined;
  // "Hand cream" is a cream as well, "sofa cream" a sofa.
  const last = phrase.at(-1);
  const thing = last && last !== head && isThingToo(last.word) ? last.term : null;
  return [
    ...(before ? [before.term] : []),
    head.term,
    ...(twin ? [termOf(twin)] : []),
    ...(thing === null ? [] : [thing]),
  ];
}

const isAside = (word: string): boolean =>
  /\d/.test(word) || word.length < 2 || plainColour(word) !== null || letterSize(word) !== null;
