import type { Database } from '#src/database/database.ts';
import type { WordIndex } from './index-cache.ts';
import type { Term, Corrected } from './term.ts';
import { compoundsOf, isGerman, sharingBeginning } from './compounds.ts';
import { withinQuestion } from './within-question.ts';
import { lookUp } from './term-dictionary.ts';
import { GERMAN_WORDS } from '#src/language/german/compounds.ts';
import { correctSpelling, isDoubtful } from './correct-spelling.ts';
import { longForm, relatedTermsOf, exactSynonymsOf, shortForm, synonymsOf } from '#src/language/synonyms.ts';
import { termOf, tokensOf, type Token } from '#src/language/tokenizer.ts';
import { isOrdinary } from '#src/language/common-adjectives.ts';
import { CARRIER_WORDS } from '#src/language/english/function-words.ts';
import { RECIPIENTS } from '#src/language/english/people.ts';
import { asWritten, circumstances, owns, purposesIn } from './said-beside.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import { alternatives, bounds, features } from '../weights.ts';

/** A term of the index that may stand for a word of the question; `weight` holds how telling it is, by its idf. */
export interface Alternative {
  readonly term: number;
  readonly word: string;
  readonly weight: number;
  readonly df: number;
}

/** A word of the question with everything that may stand for it, best first; it is scored by the best that matches. */
export interface QueryTerm {
  readonly token: Token;
  readonly alternatives: readonly Alternative[];
  /** How telling the word is: the weight of its best alternative. */
  readonly idf: number;
}

export interface QueryTerms {
  readonly groups: readonly QueryTerm[];
  /** Those of the question itself, without those of `also`. */
  readonly asked: readonly QueryTerm[];
  /** The question with its words spelt as the catalogue spells them; null where nothing was corrected. */
  readonly correctedText: string | null;
  /** Whether any word of the question itself is in the index. */
  readonly isKnown: boolean;
  /** What of the question itself nothing is ranked by. */
  readonly unused: UnusedText;
}

export interface UnusedText {
  /** Words that no product holds under any spelling. */
  readonly unknown: readonly string[];
  /** Numbers with what they are compared to: what holds the very number is no better for it. */
  readonly bounds: readonly string[];
}

// A price, or a number that something must stay under or over: what holds that very number is no better for it.
const BOUND =
  /[$€£]\s?\d[\d.,]*|(?<![\p{L}\p{N}_.,])\d[\d.,]*\s?(?:dollars?|bucks|usd|euros?|eur|pounds sterling|gbp|quid)\b|\b(?:under|over|below|above|(?:less|more|lighter|heavier|longer|shorter|cheaper|smaller|bigger|larger) than|up to|at (?:most|least)|maximum|minimum)\s+\d[\d.,]*(?:\s?(?:g|kg|mm|cm|oz|lbs?|hours?|km|ml|l)\b)?/giu;

export const NOTHING_UNUSED: UnusedText = { unknown: [], bounds: [] };

/** Okapi's idf, never negative. */
export const idfOf = (df: number, products: number): number =>
  Math.log(1 + (products - df + 0.5) / (df + 0.5));

/** Whether a word is spelt right whatever the catalogue holds: of people, or one that any sentence may hold. */
const isPlain = (word: string): boolean =>
  RECIPIENTS.has(word) || isOrdinary(word) || CARRIER_WORDS.has(word);

/**
 * Finds the words of a question in the index: at most two look-ups, whatever the question holds. `also` are words that
 * count as if they had been asked, such as those that filters were read from.
 */
export async function queryTerms(
  db: Database,
  index: WordIndex,
  text: string,
  also = '',
): Promise<QueryTerms> {
  const asked = text.slice(0, bounds.queryCharacters);
  const plain = tokensOf(asked.replace(BOUND, ' '));
  const own = plain.length ? plain : tokensOf(asked);
  const tokens = distinct([...own, ...tokensOf(also.slice(0, bounds.queryCharacters))]).slice(
    0,
    bounds.queryWords,
  );
  if (!tokens.length)
    return { groups: [], asked: [], correctedText: null, isKnown: false, unused: NOTHING_UNUSED };
  const told = circumstances(asked);
  const purposes = purposesIn(asked);
  const joins = joinsOf(tokens);
  const others = tokens.flatMap(({ term }) => [...synonymsOf(term), ...(longForm(term) ?? [])]);
  const wanted = [
    ...tokens.map((token) => token.term),
    ...[...joins.values()].flat(),
    ...others,
    ...GERMAN_WORDS,
  ];
  let known = await lookUp(db, index, wanted);
  const isThere = (term: string) => (known.get(term)?.df ?? 0) > 0;
  const doubtful = tokens.filter(
    ({ term, word }) =>
      isDoubtful(word, known.get(term), index.products) &&
      !isWeak(term) &&
      !isPlain(word) &&
      !longForm(term)?.every(isThere),
  );
  const near = doubtful.length
    ? await correctSpelling(db, index, doubtful, known)
    : new Map<string, Corrected>();
  const corrected = await withinQuestion(db, index, tokens, known, near);
  const compounds = new Map<string, readonly Pick<Term, 'id' | 'word' | 'df'>[]>();
  if (isGerman(known, index.products)) {
    for (const { word, term } of tokens) {
      const found = await compoundsOf(db, index, word);
      const fix = corrected.get(term);
      const isLost = !found.length && !isThere(term) && !fix?.compoundSplit && !fix?.spellings.length;
      compounds.set(word, isLost ? await sharingBeginning(db, index, word) : found);
    }
  }
  const meant = [...corrected.values()].flatMap(({ spellings }) => spellings[0]?.known.word ?? []);
  if (meant.length) known = new Map([...known, ...(await lookUp(db, index, meant.flatMap(synonymsOf)))]);

  const weigh = (one: Pick<Term, 'id' | 'word' | 'df'>, share: number): Alternative => ({
    term: one.id,
    word: one.word,
    weight: share * idfOf(one.df, index.products) ** features.telling,
    df: one.df,
  });
  const corrections: (readonly [string, string])[] = [];
  const groupsOf = (token: Token, at: number): readonly QueryTerm[] => {
    const own = known.get(token.term);
    const found: Alternative[] = own && own.df > 0 ? [weigh(own, 1)] : [];
    for (const pair of [`${at - 1} ${at}`, `${at} ${at + 1}`]) {
      for (const term of joins.get(pair) ?? []) {
        const joined = known.get(term);
        // What holds both words as one is no better than what holds both.
        if (joined && joined.df > 0) found.push(atMost(weigh(joined, alternatives.joined), found[0]));
      }
    }
    const long = longForm(token.term)?.flatMap((term) => known.get(term) ?? []) ?? [];
    if (long.length === 2 && long.every((one) => one.df > 0)) {
      return long.map((half) =>
        toGroup({ word: half.surface, term: half.word }, [...found, weigh(half, alternatives.joined)]),
      );
    }
    // Together they are one word, as telling as what all of them hold.
    const forms = (compounds.get(token.word) ?? []).filter((one) => one.id !== own?.id);
    const df = forms.reduce((sum, one) => sum + one.df, own?.df ?? 0);
    for (const one of forms) found.push({ ...weigh({ ...one, df }, alternatives.compound), df: one.df });
    // A join explains the word: "note" beside "book" is no slip.
    const fix = found.length > (own && own.df > 0 ? 1 : 0) ? undefined : corrected.get(token.term);
    if (fix?.compoundSplit) {
      if (fix.isRead) corrections.push([token.word, fix.compoundSplit.map((part) => part.word).join(' ')]);
      const whole = own && own.df > 0 ? [weigh(own, 1 / 2)] : [];
      return fix.compoundSplit.map(({ word, known: part }) => {
        const half = [...whole, atMost(weigh(part, alternatives.split), whole[0])];
        addSynonyms(token.term, half, known, weigh);
        return toGroup({ word, term: part.word }, half);
      });
    }
    if (fix?.spellings.length) {
      const [best] = fix.spellings;
      if (fix.isRead && best) {
        corrections.push([token.word, best.form]);
        // What has the same stem is less likely to be meant, however rare it is.
        const most = weigh(best.known, alternatives.spelling[1] ?? 0).weight;
        for (const [at, one] of found.entries()) found[at] = { ...one, weight: Math.min(one.weight, most) };
      }
      // The second-best correction is less likely to be meant, however rare it is.
      const first = best && weigh(best.known, alternatives.spelling[1] ?? 0);
      for (const [rank, spelling] of fix.spellings.entries()) {
        const one = weigh(spelling.known, alternatives.spelling[rank] ?? 0);
        found.push(rank ? atMost(one, first) : one);
      }
      if (fix.isRead && best) addSynonyms(best.known.word, found, known, weigh);
    }
    addSynonyms(token.term, found, known, weigh);
    const isAside = isWeak(token.term) || told.has(token.term);
    const share = isAside ? alternatives.weak : purposes.has(token.term) ? alternatives.purpose : 1;
    return found.length ? [toGroup(token, found, share)] : [];
  };
  const ownTerms = new Set(own.map((token) => token.term));
  const parted = tokens.map((token, at) => ({
    token,
    isAsked: ownTerms.has(token.term),
    found: groupsOf(token, at),
  }));
  return {
    groups: parted.flatMap((one) => one.found),
    asked: parted.flatMap((one) => (one.isAsked ? one.found : [])),
    correctedText: correct(text, corrections),
    isKnown: parted.some((one) => one.isAsked && one.found.length > 0),
    unused: {
      unknown: parted.flatMap(({ isAsked, found, token }) =>
        isAsked &&
        (!found.length || (corrected.get(token.term)?.isOther && !compounds.get(token.word)?.length)) &&
        !isWeak(token.term) &&
        !RECIPIENTS.has(token.word) &&
        !owns(token.word, asked)
          ? [asWritten(token.word, asked)]
          : [],
      ),
      bounds: plain.length ? [...asked.matchAll(BOUND)].map(([bound]) => bound) : [],
    },
  };
}

const atMost = (one: Alternative, other: Alternative | undefined): Alternative =>
  other ? { ...one, weight: Math.min(one.weight, other.weight) } : one;

const toGroup = (token: Token, found: readonly Alternative[], share = 1): QueryTerm => ({
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
  known: ReadonlyMap<string, Term>,
  weigh: (one: Pick<Term, 'id' | 'word' | 'df'>, share: number) => Alternative,
): void {
  const fresh = (other: string) => {
    const one = known.get(other);
    return one && one.df > 0 && !found.some((there) => there.term === one.id) ? [one] : [];
  };
  const same = exactSynonymsOf(term).flatMap(fresh);
  const least = Math.min(...same.map((one) => weigh(one, 1).weight));
  for (const [at, one] of found.entries()) found[at] = { ...one, weight: Math.min(one.weight, least) };
  const most = found[0]?.weight ?? Infinity;
  for (const one of same) found.push({ ...weigh(one, 1), weight: Math.min(least, most) * alternatives.same });
  for (const one of relatedTermsOf(term).flatMap(fresh)) {
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
      return [`${at} ${at + 1}`, [joined, ...exactSynonymsOf(joined), ...(short ? [short] : [])]] as const;
    }),
  );

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
