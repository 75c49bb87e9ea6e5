import { complaint, excess, negators, phrases, praise } from './lexicon.ts';
import { holds, wordsIn } from './sentences.ts';

export interface Sentiment {
  /** Above zero for praise, below for complaint, zero where the words say neither or both. */
  readonly score: number;
  /** The words that decided it, with what turned them: `not comfortable`. */
  readonly because: readonly string[];
}

const REACH = 3; // words back over which `not` turns what follows
const JOINING = new Set(['and', 'but', 'or', 'in', 'on', 'at', 'when', 'for', 'if']); // after `too` they say it meant `also`

/** What one clause says, told from its words alone. */
export function sentimentOf(clause: string): Sentiment {
  const words = wordsIn(clause);
  const found: { readonly score: number; readonly because: string }[] = [];
  for (let at = 0; at < words.length; at++) {
    const phrase = phraseAt(words, at);
    const word = words[at] ?? '';
    const isExcess = excess.has(word) && !JOINING.has(words[at + 1] ?? 'and');
    const score = phrase?.[1] ?? (isExcess || holds(complaint, word) ? -1 : holds(praise, word) ? 1 : 0);
    if (score === 0) continue;
    const negator = words.slice(Math.max(0, at - REACH), at).findLast((one) => negators.has(one));
    const plain = phrase?.[0] ?? (isExcess ? `${word} ${words[at + 1]}` : word);
    found.push(negator ? { score: -score, because: `${negator} ${plain}` } : { score, because: plain });
    if (isExcess) at += 1;
    if (phrase) at += phrase[0].split(' ').length - 1;
  }
  return {
    score: found.reduce((sum, one) => sum + one.score, 0),
    because: found.map((one) => one.because),
  };
}

const phrasesByStart = Map.groupBy(
  phrases.map((phrase) => ({ phrase, words: phrase[0].split(' ') })),
  ({ words }) => words[0] ?? '',
);

function phraseAt(words: readonly string[], at: number): (typeof phrases)[number] | undefined {
  return phrasesByStart
    .get(words[at] ?? '')
    ?.find((known) => known.words.every((word, offset) => words[at + offset] === word))?.phrase;
}
