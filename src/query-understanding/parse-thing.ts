import { isThingToo, plainColour } from '#src/language/colors.ts';
import { isOrdinary } from '#src/language/common-adjectives.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import { termOf, tokensOf } from '#src/language/tokenizer.ts';
import type { Vocabulary } from './vocabulary.ts';
import { isAsking } from './context.ts';
import { saysBefore, type Word } from './words.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split('|'));

/** Ask whether the shop has something. */
const EXISTENCE = set(
  'do you sell|do you have|do you carry|do you stock|do you offer|have you got|have you any|you sell|you have|got any|is there|are there|are there any',
);
/** What follows says more about the thing. */
const FOLLOWING = set(
  'for|with|without|and|or|to|of|by|on|at|in|from|that|which|who|when|where|if|not|no|is|are|has|have|can|will|under|over|below|above|between|around|about|less|more|than|like|as|up|made|i|my|we|size',
);
/** What begins so asks for no thing. */
const OTHERWISE = set(
  'how|why|does|did|who|when|where|can|will|is|are|if|not|no|without|under|over|with|size',
);
/** "Looking for a desk". */
const LOOKING = set('looking for|searching for|shopping for|hunting for|search for|look for');
const LONGEST_NAME = 4; // words of a thing's name in a question
/** How something is, more often than what it is. */
const QUALITY = /^.{3,}(?:ing|ed|y|ful|less|able|ible|proof|ous|ish|al|ic|ive|est|ant|ent)$/;

/**
 * The thing that a question asks for, as it was written, with the word before it that tells which kind: after "do you
 * sell", or where the question begins with a name of a few words. Null where a filter was read from the noun, or where it
 * may be no thing at all. `kinds`: the words of categories, which are sold where they limit.
 */
export function parseThing(
  vocabulary: Vocabulary,
  words: readonly Word[],
  kinds: readonly Word[],
): string | null {
  const from = words.findIndex((one, at) => at > 0 && saysBefore(words, at, EXISTENCE) > 0 && !one.used);
  const isAsked = from > 0;
  let start = Math.max(0, from);
  while (words[start] && (isAsking(words[start] as Word) || saysBefore(words, start + 1, LOOKING) > 0))
    start += 1;
  if (OTHERWISE.has(words[start]?.lower ?? '')) return null;
  let end = start;
  while (isName(words[end], end > start) && words[end + 1]?.lower !== 'than') end += 1;
  if (!isAsked && isNumbered(words, start, end)) {
    const [noun] = words.slice(start, end);
    const isHeld = !noun || noun.used || vocabulary.groups.byTerm.has(termOf(noun.lower));
    return isHeld || !isNoun(noun) || QUALITY.test(noun.form) ? null : noun.raw;
  }
  const follows = words.slice(end).find((one) => !one.used && /[\p{L}\p{N}]/u.test(one.raw));
  const isWhole = !follows || !follows.joined || FOLLOWING.has(follows.lower) || isCompared(words, follows);
  if (!isAsked && (!isWhole || end - start > LONGEST_NAME)) return null;
  if (words.slice(start, end).some((one) => one.used && kinds.includes(one))) return null;
  // "Bicycle red": what a filter was read from says how the thing is.
  const at = words.slice(start, end).findLastIndex((one) => !one.used) + start;
  const noun = words[at];
  if (at < start || !noun || !(isNoun(noun) || (isAsked && isThingToo(noun.lower)))) return null;
  if (at === end - 1 && isCan(words, end)) return `${noun.raw} ${words[end]?.raw}`;
  if (!isAsked && QUALITY.test(noun.form)) return null;
  const kind = words[at - 1];
  const isOfKind =
    at > start && kind !== undefined && !kind.used && noun.joined && kind.lower !== 'free' && isNoun(kind);
  return isOfKind ? `${kind.raw} ${noun.raw}` : noun.raw;
}

/**
 * Whether that is a noun with a label and its number, and no more: "sunscreen spf 50". What a name holds may be the first
 * word of a longer one, as of "land cruiser 79".
 */
function isNumbered(words: readonly Word[], from: number, to: number): boolean {
  const [number, next] = words.slice(to, to + 2);
  const isLast = !next?.joined || next.used || FOLLOWING.has(next.lower);
  return to - from === 2 && number?.number != null && number.joined && isLast;
}

/** "Smaller than 40 litres" says more of the thing. */
const isCompared = (words: readonly Word[], one: Word): boolean =>
  words[words.indexOf(one) + 1]?.lower === 'than';

const BEHIND_CAN = set('with|without|for|under|over|below|above|between|less|more|in|of|from|and|or|not');

/** Whether that is a can: "watering can" goes on with nothing that it could help. */
function isCan(words: readonly Word[], at: number): boolean {
  const [can, next] = words.slice(at, at + 2);
  const isLast = !next?.joined || next.used || BEHIND_CAN.has(next.lower);
  return can?.lower === 'can' && can.joined && !can.used && isLast;
}

const isName = (one: Word | undefined, isLater: boolean): boolean =>
  one !== undefined && (!isLater || one.joined) && /^\p{L}/u.test(one.raw) && !FOLLOWING.has(one.lower);

/** Whether the word may name a thing: no colour, nor what somebody thinks of it. */
export const isNoun = ({ raw, lower }: Word): boolean =>
  /^\p{L}{3,}$/u.test(raw) &&
  !isOrdinary(lower) &&
  plainColour(lower) === null &&
  tokensOf(raw).some(({ term }) => !isWeak(term));
