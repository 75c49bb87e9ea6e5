import { NEAR } from './synonyms-related.ts';
import { SAME, SHORT_FORMS } from './synonyms-same.ts';
import { termOf } from './tokenizer.ts';

const lines = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .slice(0, Math.max(0, line.indexOf(':')))
        .split(' ')
        .filter(Boolean)
        .map(termOf),
    );

function byTerm(sets: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const others = new Map<string, readonly string[]>();
  for (const set of sets) {
    for (const term of set) {
      const there = others.get(term) ?? [];
      others.set(term, [...there, ...set.filter((other) => other !== term && !there.includes(other))]);
    }
  }
  return others;
}

const same = byTerm(lines(SAME));
const near = byTerm(lines(NEAR));
const pairs = lines(SHORT_FORMS);
const pairOf = new Map(pairs.map(([short = '', ...words]) => [short, words]));
const shortOf = new Map(pairs.map(([short = '', ...words]) => [words.join(' '), short]));

/** Terms that name the very same thing as a term. */
export const exactSynonymsOf = (term: string): readonly string[] => same.get(term) ?? [];

/** Terms that mean something close to a term and do not name the same thing. */
export const relatedTermsOf = (term: string): readonly string[] =>
  near.get(term)?.filter((other) => !exactSynonymsOf(term).includes(other)) ?? [];

/** Both: the terms that may stand for a term, itself left out. */
export const synonymsOf = (term: string): readonly string[] => [
  ...exactSynonymsOf(term),
  ...relatedTermsOf(term),
];

/** The two terms a short form stands for; null for other terms. */
export const longForm = (term: string): readonly string[] | null => pairOf.get(term) ?? null;

/** The short form of two neighbouring terms; null where there is none. */
export const shortForm = (first: string, second: string): string | null =>
  shortOf.get(`${first} ${second}`) ?? null;
