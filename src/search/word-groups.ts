import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { tablesOf } from './index-tables.ts';
import { canBeMisspelt, deletionsOf, editDistance, editsAllowed, SHORTEST_CORRECTED } from './spelling.ts';
import { longForm, nearTo, sameAs, shortForm, synonymsOf } from './synonyms.ts';
import { termOf, tokensOf, type Token } from './tokens.ts';
import { isWeak } from './weak-words.ts';
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
  /** Those of the question itself, without those of `also`. */
  readonly asked: readonly WordGroup[];
  /** The question with its words spelt as the catalogue spells them; null where nothing was corrected. */
  readonly correctedText: string | null;
  /** Whether any word of the question itself is in the index. */
  readonly isKnown: boolean;
  /** The index's version when the words were looked up; 0 where none is in it. */
  readonly version: number;
}

interface Known {
  readonly id: number;
  readonly word: string;
  readonly df: number;
  readonly surface: string;
  readonly version: number;
}

const RARE = 1; // a word of at most this many products may be a slip or two words,
const RARE_SHARE = 1 / 10_000; // or of this share: large catalogues hold slips of their own
const COMMONER = 10; // times as many products must hold a correction as hold the word
const JOINED_FROM = 2; // products that must hold two words written as one
const HALVES_FROM = 5; // products that must hold each half of a word taken apart,
const HALVES_SHARE = 1 / 50; // or this share of a small catalogue
const SHORTEST_HALF = 3;

// A price, or a number that something must stay under or over: what holds that very number is no better for it.
const BOUND =
  /[$€£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:dollars?|bucks|usd|euros?|eur|pounds sterling|gbp|quid)\b|\b(?:under|over|below|above|(?:less|more|lighter|heavier|longer|shorter|cheaper|smaller|bigger|larger) than|up to|at (?:most|least)|maximum|minimum)\s+\d[\d.,]*(?:\s?(?:g|kg|mm|cm|oz|lbs?|hours?|km|ml|l)\b)?/giu;

/** Okapi's idf, never negative. */
export const idfOf = (df: number, products: number): number =>
  Math.log(1 + (products - df + 0.5) / (df + 0.5));

/**
 * Finds the words of a question in the index: at most two look-ups, whatever the question holds. `also` are words that
 * count as if they had been asked, such as those that limits were read from.
 */
export async function groupWords(
  db: Database,
  index: { readonly generation: number; readonly products: number },
  text: string,
  also = '',
): Promise<WordGroups> {
  const asked = text.slice(0, bounds.queryCharacters);
  const told = tokensOf(asked.replace(BOUND, ' '));
  const own = told.length ? told : tokensOf(asked);
  const tokens = distinct([...own, ...tokensOf(also.slice(0, bounds.queryCharacters))]).slice(
    0,
    bounds.queryWords,
  );
  if (!tokens.length) return { groups: [], asked: [], correctedText: null, isKnown: false, version: 0 };
  const joins = joinsOf(tokens);
  const others = tokens.flatMap(({ term }) => [...synonymsOf(term), ...(longForm(term) ?? [])]);
  const wanted = [...tokens.map((token) => token.term), ...[...joins.values()].flat(), ...others];
  const known = await lookUp(db, index.generation, wanted);
  const rareTo = Math.max(RARE, index.products * RARE_SHARE);
  const isThere = (term: string) => (known.get(term)?.df ?? 0) > 0;
  // A word that this shop calls by another name is no slip.
  const rare = tokens.filter(
    ({ term }) =>
      (known.get(term)?.df ?? 0) <= rareTo &&
      !isWeak(term) &&
      !synonymsOf(term).some(isThere) &&
      !longForm(term)?.every(isThere),
  );
  const mended = rare.length ? await mend(db, index, rare, known) : new Map<string, Mended>();

  const weigh = (one: Known, share: number): Alternative => ({
    term: one.id,
    word: one.word,
    weight: share * idfOf(one.df, index.products),
    df: one.df,
  });
  const corrections: (readonly [string, string])[] = [];
  const groupsOf = (token: Token, at: number): readonly WordGroup[] => {
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
    addSynonyms(token.term, found, known, weigh);
    const share = isWeak(token.term) ? alternatives.weak : 1;
    return found.length ? [toGroup(token, found, share)] : [];
  };
  const ownTerms = new Set(own.map((token) => token.term));
  const parted = tokens.map((token, at) => ({
    isAsked: ownTerms.has(token.term),
    found: groupsOf(token, at),
  }));
  return {
    groups: parted.flatMap((one) => one.found),
    asked: parted.flatMap((one) => (one.isAsked ? one.found : [])),
    correctedText: correct(text, corrections),
    isKnown: parted.some((one) => one.isAsked && one.found.length > 0),
    version: [...known.values()][0]?.version ?? 0,
  };
}

const toGroup = (token: Token, found: readonly Alternative[], share = 1): WordGroup => ({
  token,
  alternatives: found
    .map((one) => ({ ...one, weight: one.weight * share }))
    .toSorted((a, b) => b.weight - a.weight),
  idf: share * Math.max(...found.map((one) => one.weight)),
});

/**
 * Two names of one thing are as telling as the commoner of them: else the few locks that say "laptop" outweigh the
 * many laptops that say "notebook". A mere neighbour in meaning never counts more than the word it stands for.
 */
function addSynonyms(
  term: string,
  found: Alternative[],
  known: ReadonlyMap<string, Known>,
  weigh: (one: Known, share: number) => Alternative,
): void {
  const fresh = (other: string) => {
    const one = known.get(other);
    return one && one.df > 0 && !found.some((there) => there.term === one.id) ? [one] : [];
  };
  const same = sameAs(term).flatMap(fresh);
  const least = Math.min(...same.map((one) => weigh(one, 1).weight));
  for (const [at, one] of found.entries()) found[at] = { ...one, weight: Math.min(one.weight, least) };
  const most = found[0]?.weight ?? Infinity;
  for (const one of same) found.push({ ...weigh(one, 1), weight: Math.min(least, most) * alternatives.same });
  for (const one of nearTo(term).flatMap(fresh)) {
    const weighed = weigh(one, alternatives.synonym);
    found.push({ ...weighed, weight: Math.min(weighed.weight, most * alternatives.synonym) });
  }
}

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

async function lookUp(
  db: Database,
  generation: number,
  words: readonly string[],
  deletions: readonly number[] = [],
): Promise<ReadonlyMap<string, Known>> {
  const { term, spelling } = tablesOf(generation);
  const near = deletions.length
    ? sql`union select t.id, t.word, t.df, t.surface, (select version from search_index) from ${spelling} s join ${term} t on t.id = s.term
        where s.deletion = any(${[...deletions]}::integer[])`
    : sql``;
  const { rows } = await sql<Known>`
    select id, word, df, surface, (select version from search_index) as version from ${term} where word = any(${[...new Set(words)]}::text[]) ${near}`.execute(
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
