import { isOrdinary } from '#src/language/common-adjectives.ts';
import { isAsking } from './context.ts';
import type { Word } from './words.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { ofVocabulary, type Vocabulary } from './vocabulary.ts';
import { isWeak } from '#src/language/low-weight-words.ts';

const MOST = 3; // words of one name
const MADE_BY: ReadonlySet<string> = new Set(['by', 'from']);

/**
 * Words of a question that no filter was read from and that stand where a maker or a kind would: right before a thing
 * that this shop sells ("Nike running shoes"), or after "by" or "from" behind it. As they were written.
 */
export function parseUnknownNames(vocabulary: Vocabulary, words: readonly Word[]): readonly string[] {
  const { things, parts } = namesOf(vocabulary);
  const names = words.flatMap((one, at) => {
    if (!things.has(one.form)) return [];
    return [...namesBefore(words, at, parts), ...namesBehind(words, at + 1)];
  });
  return [...new Set(names)].slice(0, MOST);
}

const namesOf = ofVocabulary(({ categories, types }) => ({
  things: new Set([...categories.map((category) => category.head), ...types.heads.keys()]),
  parts: new Set(categories.flatMap((category) => category.forms)),
}));

function namesBefore(words: readonly Word[], thing: number, parts: ReadonlySet<string>): readonly string[] {
  let at = thing;
  // "Nike waterproof trail shoes": what was read, and what belongs to the thing's own name, may stand between.
  while (at > 0 && words[at]?.joined && isBetween(words[at - 1], parts)) at -= 1;
  const names: string[] = [];
  for (let joined = words[at]?.joined; joined && canName(words[at - 1]) && names.length < MOST; at -= 1) {
    names.unshift(words[at - 1]?.raw ?? '');
    joined = words[at - 1]?.joined;
  }
  // "My neighbour's jacket" and "the charger in the parcel" speak of something else.
  return ['’', "'"].some((sign) => names.some((name) => name.includes(sign))) ? [] : names;
}

function namesBehind(words: readonly Word[], from: number): readonly string[] {
  const link = words[from];
  if (!link?.joined || !MADE_BY.has(link.lower)) return [];
  let to = from + 1;
  // "Under Armour", "New Balance": the first word of a name may be any.
  if (words[to]?.joined && isWeakWord(words[to]) && words[to + 1]?.joined && canName(words[to + 1])) to += 1;
  while (to < from + 1 + MOST && words[to]?.joined && canName(words[to])) to += 1;
  const name = words.slice(from + 1, to).map((one) => one.raw);
  return name.length ? [name.join(' ')] : [];
}

const isWeakWord = (one: Word | undefined): boolean =>
  one !== undefined && !one.used && !isAsking(one) && tokensOf(one.raw).some(({ term }) => isWeak(term));

const isBetween = (one: Word | undefined, parts: ReadonlySet<string>): boolean =>
  one !== undefined && /\p{L}/u.test(one.raw) && !isAsking(one) && (one.used || parts.has(one.form));

const canName = (one: Word | undefined): boolean =>
  one !== undefined &&
  !one.used &&
  /^\p{L}[\p{L}\p{M}\p{N}]{2,}$/u.test(one.raw) &&
  !isAsking(one) &&
  !isOrdinary(one.lower) &&
  tokensOf(one.raw).some(({ term }) => !isWeak(term));
