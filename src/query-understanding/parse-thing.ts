import { plainColour } from '#src/language/colors.ts';
import { isOrdinary } from '#src/language/common-adjectives.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { isAsking } from './context.ts';
import { saysBefore, type Word } from './words.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split('|'));

/** Ask whether the shop has something. */
const EXISTENCE = set(
  'do you sell|do you have|do you carry|do you stock|do you offer|have you got|have you any|you sell|you have|got any|is there|are there|are there any',
);
/** What follows says more about the thing. */
const FOLLOWING = set(
  'for|with|without|and|or|to|of|by|on|at|in|from|that|which|who|when|where|if|not|no|is|are|has|have|can|will|under|over|below|above|between|around|about|less|more|than|like|i|my|we|size',
);
const LONGEST_NAME = 4; // words of a question that is nothing but a name
/** How something is, more often than what it is. */
const QUALITY = /^.{3,}(?:ing|ed|y|ful|less|able|ible|proof|ous|ish|al|ic|ive|est|ant|ent)$/;

/**
 * The noun that a question asks for, as it was written: after "do you sell", or where the whole question is a name of a
 * few words. null where a filter was read from it, or where it may be no thing at all.
 */
export function parseThing(words: readonly Word[]): string | null {
  const from = words.findIndex((one, at) => at > 0 && saysBefore(words, at, EXISTENCE) > 0 && !one.used);
  const isAsked = from > 0;
  let end = Math.max(0, from);
  while (words[end] && isAsking(words[end] as Word)) end += 1;
  const start = end;
  while (isName(words[end], end > start)) end += 1;
  const rest = words.slice(end).filter((one) => !one.used && /[\p{L}\p{N}]/u.test(one.raw));
  if (
    !isAsked &&
    (rest.length || end - start > LONGEST_NAME || words.slice(start, end).some(({ used }) => used))
  )
    return null;
  const noun = words[end - 1];
  if (end === start || !noun || noun.used || !isNoun(noun)) return null;
  return isAsked || !QUALITY.test(noun.form) ? noun.raw : null;
}

const isName = (one: Word | undefined, isLater: boolean): boolean =>
  one !== undefined && (!isLater || one.joined) && /^\p{L}/u.test(one.raw) && !FOLLOWING.has(one.lower);

const isNoun = ({ raw, lower }: Word): boolean =>
  /^\p{L}{3,}$/u.test(raw) &&
  !isOrdinary(lower) &&
  plainColour(lower) === null &&
  tokensOf(raw).some(({ term }) => !isWeak(term));
