const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const TURN =
  /(?<!\s)(?:\s*[;:]|(?:\s*,)?\s+(?:but|although|though|however|whereas|yet|except)\b|\s+[–—-]\s|\s*,\s+(?=and\b))\s*/i;

/** The sentences of a text exactly as they stand in it, without the space around them. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => /\p{L}/u.test(sentence));
}

/** The parts of a sentence that may each say something else: `Great grip, but the fit is narrow` has two. */
export const clausesOf = (sentence: string): readonly string[] =>
  sentence.split(TURN).filter((clause) => /\p{L}/u.test(clause));

/** The words of a text in lower case, apostrophes straight: `doesn't`. */
export const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/\p{L}[\p{L}\p{M}']*/gu) ?? [];

/** Whether a list holds the word, or the word without the s of a plural. */
export const holds = (words: ReadonlySet<string>, word: string): boolean =>
  words.has(word) || (word.endsWith('s') && words.has(word.slice(0, -1)));
