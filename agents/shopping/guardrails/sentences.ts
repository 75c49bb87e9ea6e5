import { LANGUAGE } from '../understand/language.ts';

const segmenter = new Intl.Segmenter(LANGUAGE, { granularity: 'sentence' });

/** What ends with a point and no sentence: `J. `, `z. `, `Dr. `, `Nr. `. */
const ABBREVIATION = /(?<![\p{L}\p{N}'’])(?:\p{L}|\p{Lu}\p{Ll}{1,2})\.[ \u00a0]*$/u;
/** `1. ` of a list. */
const PLACE = /^\s*\d{1,3}\.[ \u00a0]*$/u;

/** The sentences of a text, each with the space after it: joined they are the text again. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let begun = '';
  for (const { segment } of segmenter.segment(text)) {
    if (!begun && !segment.trim() && sentences.length) {
      sentences.push(`${sentences.pop()}${segment}`);
      continue;
    }
    begun += segment;
    if (ABBREVIATION.test(segment) || PLACE.test(begun)) continue;
    sentences.push(begun);
    begun = '';
  }
  return begun ? [...sentences, begun] : sentences;
}

/**
 * The sentences at the beginning of a text that nothing written after them can change: a letter follows each. "2 kg. 3"
 * may go on as "3 fit" or as "3 Pots".
 */
export function endedSentences(text: string): readonly string[] {
  const sentences = sentencesOf(text);
  return sentences.slice(
    0,
    Math.max(
      0,
      sentences.findLastIndex((sentence) => /\p{L}/u.test(sentence)),
    ),
  );
}
