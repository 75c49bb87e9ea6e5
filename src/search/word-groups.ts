import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { tablesOf } from './index-tables.ts';
import { canBeMisspelt, deletionsOf, editDistance, editsAllowed } from './spelling.ts';
import { longForm, shortForm, synonymsOf } from './synonyms.ts';
import { termOf, tokensOf, type Token } from './tokens.ts';
import { alternatives, bounds } from './weights.ts';

/** A term of the index that may stand for a word of the question; `weight` holds its idf. */
export interface Alternative {
  readonly term: number;
  readonly word: string;
  readonly weight: number;
  readonly df: number;
}

/** A word of the question with everything that may stand for it, best first; it is scored by the best that matches. */
export interface WordGroup {
  readonly token: Token;
  readonly alternatives: readonly Alternative[];
  /** How telling the word is: the idf of its best alternative. */
  readonly idf: number;
}

export interface WordGroups {
  readonly groups: readonly WordGroup[];
  /** The question with its words spelt as the catalogue spells them; null where nothing was corrected. */
  readonly correctedText: string | null;
}

interface Known {
  readonly id: number;
  readonly word: string;
  readonly df: number;
  readonly surface: string;
}

const RARE = 1; // a word of at most this many products may be a slip or two words
const JOINED_FROM = 2; // products that must hold two words written as one
const HALVES_FROM = 5; // products that must hold each half of a word taken apart
const SHORTEST_HALF = 3;

/** Okapi's idf, never negative. */
export const idfOf = (df: number, products: number): number =>
  Math.log(1 + (products - df + 0.5) / (df + 0.5));

/** Finds the words of a question in the index: at most two look-ups, whatever the question holds. */
export async function groupWords(
  db: Database,
  index: { readonly generation: number; readonly products: number },
  text: string,
): Promise<WordGroups> {
  const tokens = distinct(tokensOf(text.slice(0, bounds.queryCharacters))).slice(0, bounds.queryWords);
  if (!tokens.length) return { groups: [], correctedText: null };
  const joins = joinsOf(tokens);
  const others = tokens.flatMap(({ term }) => [...synonymsOf(term), ...(longForm(term) ?? [])]);
  const wanted = [...tokens.map((token) => token.term), ...[...joins.values()].flat(), ...others];
  const known = await lookUp(db, index.generation, wanted);
  const rare = tokens.filter((token) => (known.get(token.term)?.df ?? 0) <= RARE);
  const mended = rare.length ? await mend(db, index.generation, rare, known) : new Map<string, Mended>();

  const weigh = (one: Known, share: number): Alternative => ({
    term: one.id,
    word: one.word,
    weight: share * idfOf(one.df, index.products),
    df: one.df,
  });
  const corrections: (readonly [string, string])[] = [];
  const groups = tokens.flatMap((token, at): readonly WordGroup[] => {
    const own = known.get(token.term);
    const found: Alternative[] = own && own.df > 0 ? [weigh(own, 1)] : [];
    for (const pair of [`${at - 1} ${at}`, `${at} ${at + 1}`]) {
      for (const term of joins.get(pair) ?? []) {
        const joined = known.get(term);
        if (joined && joined.df >= JOINED_FROM) found.push(weigh(joined, alternatives.joined));
      }
    }
    const long = longForm(token.term)?.flatMap((term) => known.get(term) ?? []) ?? [];
    if (long.length === 2 && long.every((one) => one.df > 0)) {
      return long.map((half) =>
        toGroup({ word: half.surface, term: half.word }, [...found, weigh(half, alternatives.joined)]),
      );
    }
    // A join explains the word: "note" beside "book" is no slip.
    const fix = found.length > (own && own.df > 0 ? 1 : 0) ? undefined : mended.get(token.term);
    if (fix?.halves) {
      corrections.push([token.word, fix.halves.map((half) => half.word).join(' ')]);
      return fix.halves.map(({ word, known: half }) =>
        toGroup({ word, term: half.word }, [...found, weigh(half, alternatives.split)]),
      );
    }
    if (fix?.spellings.length) {
      if (!own || own.df === 0) corrections.push([token.word, fix.spellings[0]?.surface ?? token.word]);
      for (const [rank, spelling] of fix.spellings.entries()) {
        found.push(weigh(spelling, alternatives.spelling[rank] ?? 0));
      }
    }
    // A synonym may not count more than the word it stands for.
    const most = found[0]?.weight ?? Infinity;
    for (const term of synonymsOf(token.term)) {
      const other = known.get(term);
      if (!other || other.df === 0 || found.some((one) => one.term === other.id)) continue;
      const weighed = weigh(other, alternatives.synonym);
      found.push({ ...weighed, weight: Math.min(weighed.weight, most * alternatives.synonym) });
    }
    return found.length ? [toGroup(token, found)] : [];
  });
  return { groups, correctedText: correct(text, corrections) };
}

const toGroup = (token: Token, found: readonly Alternative[]): WordGroup => ({
  token,
  alternatives: found.toSorted((a, b) => b.weight - a.weight),
  idf: Math.max(...found.map((one) => one.weight)),
});

const distinct = (tokens: readonly Token[]): readonly Token[] => [
  ...new Map(tokens.map((token) => [token.term, token])).values(),
];

/** Neighbours as one word or short form, by their places: `0 1` -> `notebook`. */
const joinsOf = (tokens: readonly Token[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    tokens.slice(1).map((token, at) => {
      const before = tokens[at] ?? token;
      const short = shortForm(before.term, token.term);
      const joined = termOf(`${before.word}${token.word}`);
      return [`${at} ${at + 1}`, short ? [joined, short] : [joined]] as const;
    }),
  );

interface Mended {
  /** Best first, at most two. */
  readonly spellings: readonly Known[];
  readonly halves: readonly { readonly word: string; readonly known: Known }[] | null;
}

/** A word that hardly occurs: one edit away from a known word, else two known words written as one, else two edits. */
async function mend(
  db: Database,
  generation: number,
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
  const mended = new Map<string, Mended>();
  for (const token of candidates) {
    const near = [...halves.values()]
      .filter(
        (one) =>
          one.word !== token.term && one.df > (known.get(token.term)?.df ?? 0) && canBeMisspelt(one.word),
      )
      .map((one) => ({ one, distance: editDistance(token.term, one.word) }))
      .filter(({ one, distance }) => distance <= Math.min(editsAllowed(token.term), editsAllowed(one.word)))
      // A slip seldom hits the first letter; among equals the commoner word is meant.
      .sort(
        (a, b) => a.distance - b.distance || slip(token, a.one) - slip(token, b.one) || b.one.df - a.one.df,
      );
    const pair = near[0]?.distance === 1 ? null : bestHalves(splits.get(token.term) ?? [], halves);
    mended.set(token.term, { halves: pair, spellings: pair ? [] : near.slice(0, 2).map(({ one }) => one) });
  }
  return mended;
}

const slip = (token: Token, known: Known): number => (token.term[0] === known.word[0] ? 0 : 1);

function bestHalves(
  splits: readonly (readonly [string, string])[],
  known: ReadonlyMap<string, Known>,
): Mended['halves'] {
  let best: Mended['halves'] = null;
  let most = HALVES_FROM - 1;
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

async function lookUp(
  db: Database,
  generation: number,
  words: readonly string[],
  deletions: readonly number[] = [],
): Promise<ReadonlyMap<string, Known>> {
  const { term, spelling } = tablesOf(generation);
  const near = deletions.length
    ? sql`union select t.id, t.word, t.df, t.surface from ${spelling} s join ${term} t on t.id = s.term
        where s.deletion = any(${[...deletions]}::integer[])`
    : sql``;
  const { rows } = await sql<Known>`
    select id, word, df, surface from ${term} where word = any(${[...new Set(words)]}::text[]) ${near}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.word, row]));
}

/** Puts the corrected words into the text as it was typed. */
function correct(text: string, corrections: readonly (readonly [string, string])[]): string | null {
  let corrected = text;
  for (const [from, to] of corrections) {
    const found = new RegExp(`(?<![\\p{L}\\p{N}])${from}(?![\\p{L}\\p{N}])`, 'iu').exec(corrected);
    if (found)
      corrected = `${corrected.slice(0, found.index)}${to}${corrected.slice(found.index + found[0].length)}`;
  }
  return corrected === text ? null : corrected;
}
