import { isOrdinary } from './common-adjectives.ts';
import { ARTICLES } from './english/function-words.ts';
import { isWeak } from './low-weight-words.ts';
import { tokensOf } from './tokenizer.ts';

/** A question taken apart. */
export interface Denials {
  /** What it asks for. */
  readonly asked: string;
  /** What it denies, as it was said: `without a lid`; '' where it denies nothing. */
  readonly rest: string;
  /** What must not be there: `lid`. */
  readonly denied: readonly string[];
  /** What it denies beyond as many phrases as are read, as it was said: told, and neither looked for nor kept out. */
  readonly unread: readonly string[];
}

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const DENYING = set('without not except excluding no ohne nicht kein keine keinen außer ausser');
/** "Why not", "or not", "do not": what follows is not denied of a thing. */
const BEFORE_OTHER_NOT = set(
  'why or if whether do does did will would can could should am was were i you we it he she they',
);
const ENDING = set(
  'and or nor but for with under over below above between in on at from to of by that which who if when please size is are do does will can has have it they you not mit und oder für unter über aus von',
);
const LEADING: ReadonlySet<string> = new Set([...ARTICLES, 'made', 'of', 'added']);
const MOST_WORDS = 2; // of one phrase
const MOST_DENIED = 12; // phrases of one question: each is looked for in the names of thousands of products
const termsOf = (words: string): ReadonlySet<string> => new Set(tokensOf(words).map(({ term }) => term));
/** Before what a thing is free of: "no straw", "free of lead". */
export const LACKING_TERMS = termsOf('without no non zero not free 0 ohne kein frei');
/** Behind it: "lead free", "caffeine: 0 mg". */
export const FREE_TERMS = termsOf('free less zero none no 0 frei');

/** Takes "without a lid" and "not plastic" out of a question. What merely praises ("not too heavy") is no such thing. */
export function denialsIn(text: string): Denials {
  const words = text.split(/\s+/).filter(Boolean);
  const asked: string[] = [];
  const rest: string[] = [];
  const denied: string[] = [];
  const unread: string[] = [];
  for (let at = 0; at < words.length;) {
    const read = denialAt(words, at);
    (read ? rest : asked).push(...words.slice(at, read?.to ?? at + 1));
    for (const phrase of read?.phrases ?? []) {
      if (denied.length < MOST_DENIED) denied.push(phrase);
      else unread.push(`${plain(words[at])} ${phrase}`);
    }
    at = read?.to ?? at + 1;
  }
  return denied.length
    ? { asked: asked.join(' '), rest: rest.join(' '), denied, unread }
    : { asked: text, rest: '', denied, unread };
}

/** How many of the words from that place on are a denial. */
export const denialLength = (words: readonly string[], at: number): number =>
  (denialAt(words, at)?.to ?? at) - at;

function denialAt(
  words: readonly string[],
  at: number,
): { readonly phrases: readonly string[]; readonly to: number } | null {
  const first = plain(words[at]);
  if (!DENYING.has(first) || (first === 'not' && BEFORE_OTHER_NOT.has(plain(words[at - 1])))) return null;
  const isOpening = first === 'no' && !words.slice(0, at).some((word) => /\p{L}/u.test(word));
  const phrases: string[] = [];
  let to = at;
  for (let next = at + 1; ;) {
    const phrase = phraseAt(words, next, first === 'not');
    if (!phrase) break;
    phrases.push(phrase.said);
    to = phrase.to;
    const goesOn = set('or nor and oder und noch');
    if (/[,;.!?]$/.test(words[to - 1] ?? '') || !goesOn.has(plain(words[to]))) break;
    next = to + 1;
  }
  // "No show socks" are socks; "no sugar" denies.
  if (isOpening && (to < words.length || phrases.some((one) => one.includes(' ')))) return null;
  return phrases.length ? { phrases, to } : null;
}

/** `mayPraise`: what is "not heavy" is not without heaviness, but "without light" has none. */
function phraseAt(
  words: readonly string[],
  from: number,
  mayPraise: boolean,
): { readonly said: string; readonly to: number } | null {
  let to = from;
  while (LEADING.has(plain(words[to]))) to += 1;
  const said: string[] = [];
  for (; to < words.length && said.length < MOST_WORDS; to += 1) {
    const word = plain(words[to]);
    if (ENDING.has(word) || DENYING.has(word)) break;
    // "The 30 pack", "500 ml", "2.85": a number, with what it counts.
    const isNumber = !said.length && /^\d+(?:[.,]\d+)?$/.test(word);
    if (!isNumber && !/^(?:\d+)?\p{L}{2}/u.test(word)) break;
    said.push(word);
    if (/[,;.!?]$/.test(words[to] ?? '')) {
      to += 1;
      break;
    }
  }
  const tells =
    said.length > 0 &&
    !(mayPraise && isOrdinary(said[0] ?? '')) &&
    // "Without bouncing" is about what happens.
    !/ing$/.test(said[0] ?? '') &&
    tokensOf(said.join(' ')).every(({ term }) => !isWeak(term));
  return tells ? { said: said.join(' '), to } : null;
}

/** In lower case, without signs around it. */
function plain(word: string | undefined): string {
  let bare = (word ?? '').toLowerCase().replace(/^[^\p{L}\p{N}]+/u, '');
  while (bare && !/[\p{L}\p{N}]$/u.test(bare)) bare = bare.slice(0, -1);
  return bare;
}
