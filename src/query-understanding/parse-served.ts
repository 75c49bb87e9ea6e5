import { ARTICLES, POSSESSIVES } from '#src/language/english/function-words.ts';
import { isNoun } from './parse-thing.ts';
import { saysAt, type Word } from './words.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split('|'));

/** Ask for a thing by what it does, and lead to the verb. */
const DOES = set(
  'something to|something that|something which|something for|anything to|anything that|anything for|can i use to|what to use to|a way to|things to|stuff to|i can use to|some way to',
);
/** Part the nouns of what is done something with. */
const BETWEEN = set('on|in|into|onto|inside|under|over|around|to|at|from|of|off|and|or');
/** End them. */
const BEHIND = set(
  'with|without|for|when|while|if|so|because|that|which|who|is|are|but|under|below|than|less|more|cheap',
);
const LONGEST = 10; // words

/**
 * Nouns of what a thing that is told by its use is used on, as they were written: staff and bag of "something to carry my
 * staff in, or a bag". What is called so is had already, and not wanted. Empty where no use is told.
 */
export function parseServed(words: readonly Word[]): readonly string[] {
  const at = words.findIndex((_, from) => saysAt(words, from, DOES) > 0);
  const verb = at < 0 ? -1 : at + saysAt(words, at, DOES);
  if (verb < 0 || !words[verb]?.joined) return [];
  const nouns: string[] = [];
  let last: Word | null = null;
  const end = () => {
    if (last && isNoun(last)) nouns.push(last.raw);
    last = null;
  };
  for (const one of words.slice(verb + 1, verb + 1 + LONGEST)) {
    if (!one.joined || BEHIND.has(one.lower)) break;
    if (BETWEEN.has(one.lower) || ARTICLES.has(one.lower) || POSSESSIVES.has(one.lower)) end();
    else if (/^\p{L}/u.test(one.raw)) last = one;
  }
  end();
  return nouns;
}
