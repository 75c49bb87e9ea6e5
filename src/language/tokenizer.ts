import { STOP_WORDS } from './english/function-words.ts';
import { stem } from './stemmer.ts';
import { unitOf } from './units.ts';

/** One word as written (lower case) and the term it is indexed under. */
export interface Token {
  readonly word: string;
  readonly term: string;
}

const LONGEST_TERM = 40; // longer runs of letters are noise (hashes, pasted data)
const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
// A run of ideographs, else decimals with what hangs on them (802.11b, 43.2), else a fraction (5/8 of an inch is one
// size, not a five and an eight), else letters and digits.
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|(?<!\d)\d+(?:\.\d+)+[a-z]*|(?<![\d/])\d{1,2}\/\d{1,2}(?![\d/])|[\p{L}\p{N}]+/gu;
const NUMBER = /^\d+(?:[./]\d+)?$/;
const NUMBER_WITH_UNIT = /^(\d+(?:\.\d+)?)([a-z]{1,12})$/;

// ssd500gb: shorter words and units are rather a code.
const WORD_BEFORE_MEASURE = /^([a-z]{3,})(\d+)([a-z]{2,12})$/;

/** Words and terms of a text in order, stop words left out: sizes, units and inches in one spelling. */
export function tokensOf(text: string): readonly Token[] {
  const words = splitWords(text);
  const tokens: Token[] = [];
  for (const [at, word] of words.entries()) {
    const previous = at > 0 ? words[at - 1] : undefined;
    const afterNumber = previous !== undefined && NUMBER.test(previous);
    const unit = afterNumber || isUnitWord(word) ? unitTerm(word) : null;
    if (unit) tokens.push({ word, term: unit });
    else if (!STOP_WORDS.has(word)) tokens.push({ word, term: termOf(word) });
  }
  return tokens;
}

/** The term of one lower-case word, such as a half of a compound. */
export const termOf = (word: string): string => stem(word);

function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const [found] of plain(text).matchAll(WORD)) {
    const measure = NUMBER_WITH_UNIT.exec(found);
    const glued = WORD_BEFORE_MEASURE.exec(found);
    if (glued?.[1] && glued[2] && glued[3] && unitOf(glued[3])) words.push(glued[1], glued[2], glued[3]);
    else if (measure?.[1] && measure[2] && isUnitAfter(measure[1], measure[2]))
      words.push(measure[1], measure[2]);
    else if (found.length > 2 && IDEOGRAPHIC.test(found)) words.push(...pairsOf(found));
    else if (found.length <= LONGEST_TERM) words.push(found);
  }
  return words;
}

/**
 * Lower case without accents and marks; quotes after numbers as inches and feet; 4x8 as two numbers; AT&T as one name;
 * 10 kΩ as 10k ohm. */
function plain(text: string): string {
  return text
    .replace(/[®™©℠]/g, ' ')
    .replace(/[”“″„]/g, '"')
    .replace(/[’‘′`´]/g, "'")
    .replace(/(\d)(?=[½¼¾⅛⅜⅝⅞⅓⅔])/g, '$1 ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('⁄', '/')
    .replace(/(\d)\s?(?:"|'')/g, '$1 in ')
    .replace(/(\d)\s?'(?![a-z])/g, '$1 ft ')
    .replace(/(\p{L})'s(?!\p{L})/gu, '$1')
    .replace(/(\p{L})'(?=\p{L})/gu, '$1')
    .replace(/(?<![\p{L}\p{N}])(\p{L}{1,2})&(?=\p{L}{1,2}(?![\p{L}\p{N}]))/gu, '$1')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/(\d)\s?([km]?)\s?(?:ω|ohms?)(?!\p{L})/gu, '$1$2 ohm')
    .replace(/μ(?=[a-z])/g, 'u')
    .replace(/(\d)\s(?=[unp][fh](?![\p{L}\p{N}]))/gu, '$1')
    .replace(/(\d)\s?[x×*]\s?(?=\d)/g, '$1 ')
    .replace(/(\d)\.0+(?![\d.])/g, '$1');
}

/** How a word of the tokens stands in the text they are of: `fahrrader` as `fahrräder`. */
export const asWritten = (text: string, word: string): string =>
  text
    .match(/[\p{L}\p{M}\p{N}]+/gu)
    ?.find((one) => plain(one) === word)
    ?.toLowerCase() ?? word;

/** `16gb` is sixteen of a unit; `3m`, `6s` and `4g` are more often names, so one letter needs two digits. */
function isUnitAfter(number: string, letters: string): boolean {
  if (!unitOf(letters)) return false;
  return letters.length > 1 || number.length > 1 || letters === 'v' || letters === 'w';
}

// Words for a unit that name other things too: a foot pump, a second lamp, a yard broom.
const AMBIGUOUS =
  /^(?:foot|feet|pounds?|yards?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|miles?)$/;

/** `gallon` is a unit without a number before it; short spellings are units only after one. */
const isUnitWord = (word: string): boolean =>
  word.length >= 4 && !AMBIGUOUS.test(word) && unitOf(word) !== null;

function unitTerm(word: string): string | null {
  const unit = unitOf(word);
  return unit ? stem(unit.name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || 'percent') : null;
}

/** What a word of a product is found by beside its own term: the signs of a pair of a script without spaces. */
export const partsOfPair = (word: string): readonly string[] =>
  word.length > 1 && IDEOGRAPHIC.test(word) ? [...word] : [];

/** Scripts without spaces are indexed by pairs of neighbours. */
const pairsOf = (run: string): readonly string[] => {
  const signs = [...run].slice(0, 400);
  return signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
};
