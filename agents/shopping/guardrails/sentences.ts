import { LANGUAGE } from '../understand/language.ts';

const segmenter = new Intl.Segmenter(LANGUAGE, { granularity: 'sentence' });

/** The sentences of a text, each with the space after it: joined they are the text again. */
export const sentencesOf = (text: string): readonly string[] =>
  [...segmenter.segment(text)].map((one) => one.segment);
