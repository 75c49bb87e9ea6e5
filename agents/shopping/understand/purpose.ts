import { categoryOf } from '#src/conversations/revise-query.ts';
import { withoutGiftWords } from './filler-words.ts';
import { speaksOfHealth } from './health.ts';
import { english, says } from './language.ts';
import type { Understanding } from './understanding.ts';

/** What things are wanted for: the words to look by, and how to say it back. */
export interface Purpose {
  readonly words: string;
  readonly said: string;
  /** Words that what is preferred holds: a beginner's things. */
  readonly preferred: readonly string[];
}

const opened = (openings: readonly string[]) =>
  new RegExp(`^.*?\\b(?:${openings.toSorted((a, b) => b.length - a.length).join('|')})\\b`, 'i');
const asking = opened(english.purposes.for);
const beginning = opened(english.purposes.beginning);
const END = new RegExp(`[,.;?!]|\\b(?:${english.purposes.ending.join('|')})\\b`, 'i');
const OF_PERSON = new RegExp(`\\b(?:${english.purposes['of a person'].join('|')})\\s+(.*)`, 'i');
const MOST_WORDS = 6;

/**
 * What the words want things for, where they ask what to buy for a purpose, a beginning or a person and name no kind
 * of thing: "a marathon runner", "trail running", "my brother who paints". Null elsewhere, and where health is spoken
 * of.
 */
export function purposeIn(
  text: string,
  { parsedQuery, named }: Pick<Understanding, 'parsedQuery' | 'named'>,
): Purpose | null {
  if (named.length || categoryOf(parsedQuery) !== null || speaksOfHealth(text)) return null;
  const plain = text.replace(/[’']/g, "'");
  const asks = asking.exec(plain);
  const begins = asks ? null : beginning.exec(plain);
  const [opening] = asks ?? begins ?? [];
  if (opening === undefined) return null;
  const rest = plain.slice(opening.length);
  // "For someone training for an ultra": the last of several openings says it.
  const [again] = asking.exec(rest) ?? [];
  const own = telling((again === undefined ? rest : rest.slice(again.length)).split(END)[0] ?? '');
  if (own) return begins ? { ...own, preferred: english.purposes.beginner } : own;
  const [, does = ''] = OF_PERSON.exec(rest) ?? [];
  const theirs = telling(does.split(/[,.;?!]|\b(?:and|but|under|around)\b/)[0] ?? '');
  const who = parsedQuery.recipient ?? people.find((word) => says(rest, [word]));
  return theirs && { ...theirs, said: who ? `your ${who}` : 'them' };
}

/** The words without persons and joining words, and as they were said; null where nothing is left to look by. */
function telling(part: string): Purpose | null {
  const words = withoutGiftWords(part).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const left = words.filter((word) => !blank.has(word.toLowerCase()));
  return left.length ? { words: left.join(' '), said: words.join(' '), preferred: [] } : null;
}

const people = [...english.people.child, ...english.people.man, ...english.people.woman];

const blank = new Set([
  ...english.unhelpful,
  ...english.purposes.empty,
  ...english['joining words'],
  ...people,
]);
