import type { Database } from '#src/database/database.ts';
import { lookUp, type Known } from './known-words.ts';
import { canBeMisspelt, deletionsOf, editDistance, editsAllowed, SHORTEST_CORRECTED } from './spelling.ts';
import { termOf, type Token } from './tokens.ts';

const HALVES_FROM = 5; // products that must hold each half of a word taken apart,
const HALVES_SHARE = 1 / 50; // or this share of a small catalogue
const SHORTEST_HALF = 3;

const COMMONER = 10; // times as many products must hold a correction as hold the word

export interface Mended {
  /** Best first, at most two. */
  readonly spellings: readonly Known[];
  readonly halves: readonly { readonly word: string; readonly known: Known }[] | null;
}

/** A word that hardly occurs: one edit away from a known word, else two known words written as one, else two edits. */
export async function mend(
  db: Database,
  { generation, products }: { readonly generation: number; readonly products: number },
  rare: readonly Token[],
  known: ReadonlyMap<string, Known>,
): Promise<Map<string, Mended>> {
  const candidates = rare.filter((token) => canBeMisspelt(token.word));
  const splits = new Map(candidates.map((token) => [token.term, splitsOf(token.word)]));
  const halves = await lookUp(
    db,
    generation,
    [...splits.values()].flat().flat().map(termOf),
    candidates.flatMap((token) => deletionsOf(token.term)),
  );
  const halvesFrom = Math.max(1, Math.min(HALVES_FROM, Math.ceil(products * HALVES_SHARE)));
  const mended = new Map<string, Mended>();
  for (const token of candidates) {
    const own = known.get(token.term)?.df ?? 0;
    const near = [...halves.values()]
      .filter((one) => one.word !== token.term && one.df > own * COMMONER && canBeMisspelt(one.word))
      .map((one) => ({ one, distance: editDistance(token.term, one.word), slip: slipOf(token, one) }))
      .filter(({ one, distance }) => isSlip(token, one, distance))
      .sort((a, b) => a.slip - b.slip);
    const pair =
      near[0]?.distance === 1 ? null : bestHalves(splits.get(token.term) ?? [], halves, halvesFrom);
    mended.set(token.term, { halves: pair, spellings: pair ? [] : near.slice(0, 2).map(({ one }) => one) });
  }
  return mended;
}

const SHORT = 5; // letters; a word as short differs from many others in one letter
const ENDINGS = 2; // letters by which endings that the stem leaves out may differ

function isSlip(token: Token, { word, surface }: Known, distance: number): boolean {
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
const slipOf = (token: Token, known: Known): number =>
  editDistance(token.term, known.word) * Math.log(100) +
  (token.term[0] === known.word[0] ? 0 : Math.log(10)) -
  Math.log(known.df) / 2;

function bestHalves(
  splits: readonly (readonly [string, string])[],
  known: ReadonlyMap<string, Known>,
  from: number,
): Mended['halves'] {
  let best: Mended['halves'] = null;
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
