import type { Database } from '#src/database/database.ts';
import { indexCache, type WordIndex } from './index-cache.ts';
import type { Term, Corrected } from './term.ts';
import { lookUpNear } from './term-dictionary.ts';
import {
  canBeMisspelt,
  deletionsOf,
  editDistance,
  editsAllowed,
  SHORTEST_CORRECTED,
} from '../language/edit-distance.ts';
import { termOf, type Token } from '../language/tokenizer.ts';

const HALVES_FROM = 5; // products that must hold each half of a word taken apart,
const HALVES_SHARE = 1 / 50; // or this share of a small catalogue
const SHORTEST_HALF = 3;

const COMMONER = 10; // times as many products must hold a correction as hold the word

/**
 * Words that hardly occur: one edit away from a known word, else two known words written as one, else two edits. Kept in
 * memory until the index changes.
 */
export async function correctSpelling(
  db: Database,
  index: WordIndex,
  rare: readonly Token[],
  known: ReadonlyMap<string, Term>,
): Promise<ReadonlyMap<string, Corrected>> {
  const { mended: kept } = await indexCache(db, index);
  const mended = new Map<string, Corrected>();
  const unknown: Token[] = [];
  for (const token of rare.filter((one) => canBeMisspelt(one.word))) {
    const before = kept.get(nameOf(token));
    if (before) mended.set(token.term, before);
    else unknown.push(token);
  }
  if (!unknown.length) return mended;
  const near = await lookUpNear(
    db,
    index,
    unknown.flatMap((token) => splitsOf(token.word).flat().map(termOf)),
    unknown.flatMap((token) => deletionsOf(token.term)),
  );
  for (const token of unknown) {
    const found = mendOne(token, known.get(token.term)?.df ?? 0, near, index.products);
    kept.set(nameOf(token), found);
    mended.set(token.term, found);
  }
  return mended;
}

/** Words of one term may be mended in unlike ways. */
const nameOf = ({ term, word }: Token): string => `${term} ${word}`;

/** `own`: how many products hold the word as it is. */
function mendOne(token: Token, own: number, known: ReadonlyMap<string, Term>, products: number): Corrected {
  const halvesFrom = Math.max(1, Math.min(HALVES_FROM, Math.ceil(products * HALVES_SHARE)));
  const near = [...known.values()]
    .filter((one) => one.word !== token.term && one.df > own * COMMONER && canBeMisspelt(one.word))
    .map((one) => ({ one, distance: editDistance(token.term, one.word), slip: slipOf(token, one) }))
    .filter(({ one, distance }) => isSlip(token, one, distance))
    .sort((a, b) => a.slip - b.slip);
  const pair = near[0]?.distance === 1 ? null : bestHalves(splitsOf(token.word), known, halvesFrom);
  return { halves: pair, spellings: pair ? [] : near.slice(0, 2).map(({ one }) => one) };
}

const SHORT = 5; // letters; a word as short differs from many others in one letter
const ENDINGS = 2; // letters by which endings that the stem leaves out may differ

function isSlip(token: Token, { word, surface }: Term, distance: number): boolean {
  if (distance > Math.min(editsAllowed(token.term), editsAllowed(word))) return false;
  const sameStart = token.term[0] === word[0];
  if (Math.min(token.term.length, word.length) <= SHORT && !sameStart) return false;
  // Four letters with another one in place of one are another word: Nike is no nine.
  if (
    token.term.length === SHORTEST_CORRECTED &&
    word.length === token.term.length &&
    !isSwap(token.term, word)
  )
    return false;
  // Stems may be near where words are not: "complicated", "complaining".
  return editDistance(token.word, surface) <= distance + ENDINGS;
}

const isSwap = (a: string, b: string): boolean => [...a].sort().join('') === [...b].sort().join('');

/**
 * How unlikely a word is to have been meant (a noisy channel in round numbers): each edit makes it a hundred times
 * less likely, another first letter ten times, and a commoner word is likelier by the root of how many hold it.
 */
const slipOf = (token: Token, known: Term): number =>
  editDistance(token.term, known.word) * Math.log(100) +
  (token.term[0] === known.word[0] ? 0 : Math.log(10)) -
  Math.log(known.df) / 2;

function bestHalves(
  splits: readonly (readonly [string, string])[],
  known: ReadonlyMap<string, Term>,
  from: number,
): Corrected['halves'] {
  let best: Corrected['halves'] = null;
  let most = from - 1;
  for (const [left, right] of splits) {
    const [a, b] = [known.get(termOf(left)), known.get(termOf(right))];
    if (!a || !b || Math.min(a.df, b.df) <= most) continue;
    most = Math.min(a.df, b.df);
    best = [
      { word: left, known: a },
      { word: right, known: b },
    ];
  }
  return best;
}

function splitsOf(word: string): readonly (readonly [string, string])[] {
  const splits: (readonly [string, string])[] = [];
  for (let at = SHORTEST_HALF; at <= word.length - SHORTEST_HALF; at += 1) {
    splits.push([word.slice(0, at), word.slice(at)]);
  }
  return splits;
}
