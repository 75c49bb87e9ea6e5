import { ARTICLES, POSSESSIVES } from '#src/language/english/function-words.ts';
import { isAsking } from './context.ts';
import { isNoun } from './parse-thing.ts';
import type { Word } from './words.ts';

const MOST = 3; // words: a question that tells more is a story

/**
 * Words that say what the thing has, and from which no filter was read, as they were written: the hole of "table with a
 * hole for umbrella"; before a kind that limits, which of it is meant: "electric bike". `kinds`: the words of categories.
 */
export function parseHaving(words: readonly Word[], kinds: readonly Word[]): readonly string[] {
  const first = words.findIndex((one) => kinds.includes(one) && one.used);
  const before = words[first - 1];
  const found = before && words[first]?.joined && tells(before) ? [before.raw] : [];
  for (const [at, one] of words.entries()) {
    if (at === 0 || one.lower !== 'with' || !one.joined) continue;
    let next = at + 1;
    while (ARTICLES.has(words[next]?.lower ?? '') || POSSESSIVES.has(words[next]?.lower ?? '')) next += 1;
    const told = words[next];
    if (told?.joined && tells(told)) found.push(told.raw);
  }
  return [...new Set(found)].slice(0, MOST);
}

const tells = (one: Word): boolean => !one.used && !isAsking(one) && isNoun(one);
