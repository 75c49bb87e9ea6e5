import { isOrdinary } from '#src/language/common-adjectives.ts';
import { CARRIER_WORDS } from '#src/language/english/function-words.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { english, padded, says } from './language.ts';

const STORY = 14; // words from which a turn is a story, of which some clauses say what is wanted

/**
 * The clauses of a long turn that say what is wanted, by the words that wish or ask; all of a short one, and all of a
 * long one in which no clause does. The rest is story: it may limit what is looked for, but ranks nothing.
 */
export function wishClauses(text: string): string {
  if (wordsOf(text).length <= STORY) return text;
  const clauses = text.replace(/\s+/g, ' ').split(CLAUSE);
  const wishes = (clause: string | undefined) => clause !== undefined && says(clause, english.wishing);
  const wished = clauses.filter(
    (clause, at) => wishes(clause) || (wishes(clauses[at - 1]) && NOUN.test(clause)),
  );
  return wished.length ? wished.join(', ') : text;
}

/** A clause that is the name of a thing alone, behind a wish: "something for the door, a mat or a rug". */
const NOUN = /^(?:an?|some)(?: \S+){1,6} ?$/i;

const CLAUSE = /[.!?;]|, | (?:but|because|so|since|and then) /i;

/** What is said of others like a product: from the clause on that wants them, without the words that do. */
export function beyondLikeness(text: string): string {
  const clauses = text.replace(/\s+/g, ' ').split(CLAUSE);
  const from = clauses.findIndex((clause) => says(clause, english.likeness));
  return from < 0 ? text : clauses.slice(from).join(', ').replace(likeness, ' ');
}

/** The words without those of talk, which name and describe no thing: "lol", "pls", "hmm ok". */
export const withoutTalk = (text: string): string =>
  text.replace(interjections, ' ').replace(talk, ' ').replace(/ {2,}/g, ' ').trim();

const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}'’-])(?:${words
      .toSorted((a, b) => b.length - a.length)
      .map((one) => one.replaceAll(' ', '\\s+'))
      .join('|')})(?![\\p{L}\\p{N}'’-])`,
    'giu',
  );
const interjections = new RegExp(
  `^\\s*(?:(?:${english.interjections.join('|')}|${english.talk.join('|')})(?:\\s+(?:then|ok|so))?\\s*[.,!:;-]+\\s*)+`,
  'iu',
);
const talk = anyOf(english.talk);
const likeness = anyOf(english.likeness);

/** Whether a word that no product mentions is worth telling: a number, or what may name a thing and is no word of people or time. */
export const mayName = (word: string): boolean =>
  /^\p{N}/u.test(word) ||
  (word.length > 2 && !isOrdinary(word) && !tokensOf(word).every(({ term }) => isWeak(term)));

/** Whether any word of a text may name a thing. */
export const namesAny = (text: string): boolean =>
  wordsOf(text).some((word) => /\p{L}/u.test(word) && !CARRIER_WORDS.has(word) && mayName(word));

/** The text without words that nothing in the shop is found by, so that they do not stand in what is asked next. */
export function withoutWords(text: string, unknown: readonly string[]): string {
  const dropped = new Set(unknown.map(padded));
  return text
    .split(' ')
    .filter((word) => !dropped.has(padded(word)))
    .join(' ');
}

const SHORT = 8; // words: a longer turn says itself what it is about

/** Whether a turn may leave to the talk what it is about. */
export const isShort = (text: string): boolean => wordsOf(text).length <= SHORT;

/** Words of a text, in lower case. */
export const wordsOf = (text: string): readonly string[] => padded(text).trim().split(' ').filter(Boolean);
