import type { Database } from '#src/database/database.ts';
import { indexCache, type WordIndex } from './index-cache.ts';
import type { Term, Corrected } from './term.ts';
import { lookUpNear } from './term-dictionary.ts';
import { canBeMisspelt, deletionsOf, editDistance, isTypo } from '#src/language/edit-distance.ts';
import { termOf, type Token } from '#src/language/tokenizer.ts';

const PARTS_FROM = 5; // products that must hold each part of a compound that is split,
const PARTS_SHARE = 1 / 50; // or this share of a small catalogue
const SHORTEST_PART = 3;

const ENDINGS = 2; // letters by which endings that the stem leaves out may differ

const COMMONER = 10; // times as many products must hold a correction as hold the word

/**
 * Words that hardly occur: one edit away from a known word, else two known words written as one, else two edits.
 * Cached until the index changes.
 */
export async function correctSpelling(
  db: Database,
  index: WordIndex,
  rare: readonly Token[],
  known: ReadonlyMap<string, Term>,
): Promise<ReadonlyMap<string, Corrected>> {
  const { corrected: cached } = await indexCache(db, index);
  const corrected = new Map<string, Corrected>();
  const unknown: Token[] = [];
  for (const token of rare.filter((one) => canBeMisspelt(one.word))) {
    const before = cached.get(nameOf(token));
    if (before) corrected.set(token.term, before);
    else unknown.push(token);
  }
  if (!unknown.length) return corrected;
  const near = await lookUpNear(
    db,
    index,
    unknown.flatMap((token) => splitsOf(token.word).flat().map(termOf)),
    unknown.flatMap((token) => deletionsOf(token.term)),
  );
  for (const token of unknown) {
    const found = correctOne(token, known.get(token.term)?.df ?? 0, near, index.products);
    cached.set(nameOf(token), found);
    corrected.set(token.term, found);
  }
  return corrected;
}

/** Words of one term may be corrected in unlike ways. */
const nameOf = ({ term, word }: Token): string => `${term} ${word}`;

/** `own`: how many products hold the word as it is. */
function correctOne(
  token: Token,
  own: number,
  known: ReadonlyMap<string, Term>,
  products: number,
): Corrected {
  const partsFrom = Math.max(1, Math.min(PARTS_FROM, Math.ceil(products * PARTS_SHARE)));
  const near = [...known.values()]
    .filter((one) => one.word !== token.term && one.df > own * COMMONER && canBeMisspelt(one.word))
    .map((one) => ({ one, distance: editDistance(token.term, one.word), cost: typoCost(token, one) }))
    .filter(({ one, distance }) => isTypo(token.term, one.word, distance))
    // Stems may be near where words are not: "complicated", "complaining".
    .filter(({ one, distance }) => editDistance(token.word, one.surface) <= distance + ENDINGS)
    .sort((a, b) => a.cost - b.cost);
  const pair = near[0]?.distance === 1 ? null : bestCompoundSplit(splitsOf(token.word), known, partsFrom);
  return { compoundSplit: pair, spellings: pair ? [] : near.slice(0, 2).map(({ one }) => one) };
}

/**
 * How unlikely a word is to have been meant (a noisy channel in round numbers): each edit makes it a hundred times
 * less likely, another first letter ten times, and a commoner word is likelier by the root of how many hold it.
 */
const typoCost = (token: Token, known: Term): number =>
  editDistance(token.term, known.word) * Math.log(100) +
  (token.term[0] === known.word[0] ? 0 : Math.log(10)) -
  Math.log(known.df) / 2;

function bestCompoundSplit(
  splits: readonly (readonly [string, string])[],
  known: ReadonlyMap<string, Term>,
  from: number,
): Corrected['compoundSplit'] {
  let best: Corrected['compoundSplit'] = null;
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
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    splits.push([word.slice(0, at), word.slice(at)]);
  }
  return splits;
}
