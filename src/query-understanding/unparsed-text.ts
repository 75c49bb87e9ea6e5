import { CARRIER_WORDS, STOP_WORDS, TELLING_CARRIERS } from '#src/language/english/function-words.ts';
import { writtenIn, type Word } from './words.ts';

/** What is asked for where a limit alone decides: "everything under 50". */
const EVERYTHING: ReadonlySet<string> = new Set(['everything', 'all', 'whatever']);

/**
 * The text that no filter was parsed from, as it was written, without the words of asking around its pieces; all of it
 * if nothing else is left.
 */
export function unparsedText(words: readonly Word[]): string {
  const isLeft = (one: Word) => !one.used && /[\p{L}\p{N}]/u.test(one.raw);
  const left = words.filter(isLeft);
  // "Do you carry socks" asks for socks; "carry water" asks for something that carries.
  const isCarrier = (one: Word) =>
    CARRIER_WORDS.has(plainOf(one)) ||
    (one.lower === 'carry' && ['you', 'we'].includes(words[words.indexOf(one) - 1]?.lower ?? ''));
  const isTold = left.some((one) => !isCarrier(one) && !EVERYTHING.has(plainOf(one)));
  if (!isTold) return left.length < words.length && words.some((one) => one.used) ? '' : writtenWhole(left);
  const isAside = (one: Word) =>
    STOP_WORDS.has(plainOf(one)) || (isCarrier(one) && !TELLING_CARRIERS.has(plainOf(one)));
  return piecesOf(words)
    .map((piece) => trimmed(piece, isLeft, isAside))
    .filter((piece) => piece.length > 0)
    .map((piece) => writtenIn(piece, 0, piece.length))
    .join(' ');
}

const plainOf = (one: Word): string => one.lower.replace(/['’]/g, '');

const writtenWhole = (words: readonly Word[]): string => words.map((one) => one.raw).join(' ');

/** Neighbours that nothing was read from. */
function piecesOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const pieces: Word[][] = [[]];
  for (const one of words) {
    if (one.used) pieces.push([]);
    else pieces.at(-1)?.push(one);
  }
  return pieces;
}

const GLUED = /^["″%+]$/; // belongs to the number before it

/** A piece from its first to its last word that says something, with the sign that is written to that. */
function trimmed(
  piece: readonly Word[],
  isLeft: (one: Word) => boolean,
  isAside: (one: Word) => boolean,
): readonly Word[] {
  // The "AT" of "AT&T" is a part of a name.
  const isPart = (at: number) =>
    [piece[at], piece[at + 1]].some((one, side) => at + side > 0 && one?.gap === '&');
  const tells = (one: Word, at: number) => isLeft(one) && (isPart(at) || !isAside(one));
  const from = piece.findIndex(tells);
  let to = piece.findLastIndex(tells) + 1;
  if (from < 0) return [];
  while (piece[to]?.gap === '' && GLUED.test(piece[to]?.raw ?? '')) to += 1;
  return piece.slice(from, to);
}
