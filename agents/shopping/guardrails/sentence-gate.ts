import { MOST_WORDS } from './grounded-numbers.ts';
import { isWhole } from './cut-answer.ts';
import { endedSentences, sentencesOf } from './sentences.ts';

const OPENER = 3; // words of "Sure!", which like "These fit:" is said only with what follows

/** What is said in a turn, over all replies of its model. */
export interface Spoken {
  text: string;
  words: number;
}

export interface Verdict {
  /** The words to be said in the place of a sentence; empty for none. */
  words(sentence: string, before: string, after: string): string;
  /** Whether the sentence can only be judged with what follows. */
  needsNext(sentence: string): boolean;
}

export interface SentenceGate {
  /** Takes the text of a reply as far as it has come, and says the sentences that have ended and may be said. */
  more(text: string): void;
  /** Takes the whole text and says the rest; of one that was cut, up to its last sentence that has an end. */
  end(text: string, isCut: boolean): void;
}

/** Lets the words of a reply out sentence by sentence; what is out is never taken back. */
export function sentenceGate(verdict: Verdict, spoken: Spoken, say: (words: string) => void): SentenceGate {
  let read = ''; // the beginning of the text whose sentences have been taken
  let before = '';
  let gap = '';
  let opener = '';
  const waiting: string[] = [];

  function speak(words: string): void {
    opener += `${spoken.text || opener ? gap : ''}${words.trim()}`;
    gap = breakAfter(words);
    if (opener.endsWith(':') || (!spoken.text && wordsIn(opener) <= OPENER)) return;
    out(opener);
    opener = '';
  }

  function out(words: string): void {
    const many = spoken.words + wordsIn(words);
    if (spoken.words > 0 && many > MOST_WORDS) {
      spoken.words = many;
      return;
    }
    spoken.words = many;
    spoken.text += words;
    say(words);
  }

  function judge(isOver: boolean): void {
    for (let sentence = waiting[0]; sentence !== undefined; sentence = waiting[0]) {
      const after = waiting[1];
      if (after === undefined && !isOver && verdict.needsNext(sentence)) return;
      waiting.shift();
      const words = verdict.words(sentence, before, after ?? '');
      before = `${before} ${sentence}`.slice(-NEAR);
      if (words.trim()) speak(words);
      else {
        gap = longest(gap, breakAfter(sentence));
        // What it opens is not said.
        opener = '';
      }
    }
  }

  function take(text: string, sentences: (rest: string) => readonly string[]): void {
    // Where all before turned out to be thoughts, what is left begins anew.
    if (!text.startsWith(read)) read = '';
    const more = sentences(text.slice(read.length));
    read += more.join('');
    waiting.push(...more);
  }

  return {
    more(text) {
      take(text, endedSentences);
      judge(false);
    },
    end(text, cut) {
      take(text, (rest) => {
        const sentences = sentencesOf(rest);
        return cut ? sentences.slice(0, sentences.findLastIndex(isWhole) + 1) : sentences;
      });
      judge(true);
      if (opener && !opener.endsWith(':')) out(opener);
      opener = '';
      gap = longest(gap, ' ');
    },
  };
}

const NEAR = 400; // characters that hold more words than an echo needs

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

function breakAfter(sentence: string): string {
  const lines = sentence.slice(sentence.trimEnd().length).split('\n').length;
  return lines > 2 ? '\n\n' : lines > 1 ? '\n' : ' ';
}

const longest = (one: string, other: string): string =>
  ['\n\n', '\n', ' '].find((gap) => gap === one || gap === other) ?? '';
