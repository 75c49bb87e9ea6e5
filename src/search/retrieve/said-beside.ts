import { isOrdinary } from '#src/language/common-adjectives.ts';
import { askedFrom, headOfQuestion } from '#src/language/head-noun.ts';
import { tokensOf } from '#src/language/tokenizer.ts';

/* What a question says beside the thing that it asks for. */

/** Ordinary words before what is asked for: "my hands get dry in winter, do you have a cream" asks for no winter cream. */
export function circumstances(text: string): ReadonlySet<string> {
  const from = askedFrom(text);
  const behind = new Set(tokensOf(text.slice(from)).map(({ term }) => term));
  return new Set(
    tokensOf(text.slice(0, from)).flatMap(({ word, term }) =>
      isOrdinary(word) && !behind.has(term) ? [term] : [],
    ),
  );
}

const PURPOSE = /\s(?:for|für)\s/iu;

/** What stands behind "for" where a thing is named before it: "bowl for cats" asks for bowls, and no other thing of cats. */
export function purposesIn(text: string): ReadonlySet<string> {
  const at = text.search(PURPOSE);
  if (at < 0 || headOfQuestion(text.slice(0, at)) === null) return new Set();
  const before = new Set(tokensOf(text.slice(0, at)).map(({ term }) => term));
  return new Set(tokensOf(text.slice(at)).flatMap(({ term }) => (before.has(term) ? [] : [term])));
}

/** The word with the accents that the question has: "schilddrüse". */
export const asWritten = (word: string, text: string): string =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .find((one) => one !== word && tokensOf(one)[0]?.word === word) ?? word;

/** Whether the word says whose something is: the neighbour of "my neighbour's shoes" is no word to find things by. */
export const owns = (word: string, text: string): boolean =>
  /^['’]s\b/.test(text.slice(text.indexOf(word) + word.length));
