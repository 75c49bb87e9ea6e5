import { isOrdinary } from '#src/language/common-adjectives.ts';
import { plainColour } from '#src/language/colors.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import { letterSize } from '#src/language/sizes.ts';
import { termOf } from '#src/language/tokenizer.ts';
import { unitOf } from '#src/language/units.ts';

interface TitleWord {
  readonly term: string;
  /** As the title writes it. */
  readonly shown: string;
}

/** A noun that a title is about, with the word that narrows it where one stands beside it. */
export interface TitleHead extends TitleWord {
  /** Whether it stands right after a number, as what is counted does: `5 sheets`. */
  readonly counted: boolean;
  readonly narrowed: TitleWord | null;
}

export interface TitleNouns {
  /** Of the first piece of the title first. */
  readonly heads: readonly TitleHead[];
  /** All words of what the title is about, in order. */
  readonly words: readonly TitleWord[];
}

const GOES_WITH =
  /(?<!\p{L})(?:for|fits?|fitting|compatible(?: with)?|suitable for|für|passend|pour|para|per|compatible con|voor)(?!\p{L})/iu;
const PIECES =
  /[,()[\]|;:–—/]|\s-\s|(?<![\p{L}\p{N}])(?:with|in|of|by|from|w\/|and|&|featuring|including|includes|plus|mit|ohne|und|aus|von|im|de|del|des|du|di|da|do|con|sin|avec|sans|en|y|et|e|à|met|zonder|van)(?![\p{L}\p{N}])/iu;
const ROMANCE = /(?<!\p{L})(?:de|del|du|di|con|para|pour|avec|per|sin|sans)(?!\p{L})/iu;

/** Whether the nouns of these titles stand before what narrows them, as in Romance languages. */
export function isHeadFirst(titles: readonly string[]): boolean {
  return titles.filter((title) => ROMANCE.test(title)).length > titles.length * 0.15;
}

/** The nouns of a title: of each piece the last that is no colour, size, number or maker, or the first. */
export function titleNouns(title: string, brand: string, headFirst: boolean): TitleNouns {
  const cut = GOES_WITH.exec(title);
  const about = cut && cut.index > 0 ? title.slice(0, cut.index) : title;
  const maker = new Set(wordsOf(brand).map(({ term }) => term));
  return {
    heads: about.split(PIECES).flatMap((piece) =>
      phrasesOf(piece).flatMap((phrase) => {
        const nouns = phrase.words.filter((word) => isNoun(word) && !maker.has(word.term));
        const [head, beside] = headFirst ? nouns : nouns.toReversed();
        return head
          ? [{ ...head, narrowed: beside ?? null, counted: phrase.counted && head === phrase.words[0] }]
          : [];
      }),
    ),
    words: wordsOf(about).filter((word, at, all) => isNoun(word) && !isUnit(word, all[at - 1])),
  };
}

/**
 * Numbers part phrases: in `Toner 6 pc` the toner is the thing. A word before a number that measures nothing names a
 * series (`Category 5e`) and is left out.
 */
function phrasesOf(piece: string): readonly Phrase[] {
  const phrases: { counted: boolean; words: TitleWord[] }[] = [{ counted: false, words: [] }];
  const words = wordsOf(piece);
  for (const [at, word] of words.entries()) {
    if (/\d/.test(word.shown)) {
      if (!isMeasure(word.shown, words[at + 1]?.shown)) phrases.at(-1)?.words.pop();
      phrases.push({ counted: true, words: [] });
    } else if (!isUnit(word, words[at - 1])) phrases.at(-1)?.words.push(word);
  }
  return phrases;
}

interface Phrase {
  readonly counted: boolean;
  readonly words: readonly TitleWord[];
}

/** A short word after a number is a measure's, as in `6 pc`. */
const isUnit = (word: TitleWord, before: TitleWord | undefined): boolean =>
  word.shown.length <= 3 && /^\d+$/.test(before?.shown ?? '');

/** Letters in capitals, which more often name a feature than a thing. */
export const isLetters = (shown: string): boolean => shown.length <= 4 && shown === shown.toUpperCase();

const YEAR = /^(?:1[89]|20)\d\ds?$/;

/** Whether a number counts or measures: it has a unit, or ends the piece; a year does not. */
function isMeasure(number: string, next: string | undefined): boolean {
  const unit = YEAR.test(number) ? undefined : /^\d+(?:x\d+)*(\p{L}*)$/iu.exec(number)?.[1];
  if (unit === undefined) return false;
  return unit ? unitOf(unit) !== null : next === undefined || next.length <= 3 || unitOf(next) !== null;
}

const wordsOf = (text: string): readonly TitleWord[] =>
  (text.match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) ?? []).map((shown) => ({
    term: termOf(shown.toLowerCase()),
    shown,
  }));

/** Whether a word may name a kind of thing: no colour, size, unit or number, none of praise, time or people. */
function isNoun({ term, shown }: TitleWord): boolean {
  const word = shown.toLowerCase();
  return (
    word.length > 1 &&
    !/\d/.test(word) &&
    plainColour(word) === null &&
    letterSize(word) === null &&
    unitOf(word) === null &&
    !isOrdinary(word) &&
    !isWeak(term)
  );
}
