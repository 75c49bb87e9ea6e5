import { english, LANGUAGE, says } from '../understand/language.ts';

// Words that carry sentences of a language and are no words of English.
const LITTLE_WORDS: Readonly<Record<string, string>> = {
  en: 'the an is are do for with what which how my it and of in show want need please under at to on has have your you than that this these as by from its can will not be or there here they we but if so one no yes at',
  es: 'el la los las es para por con una que su sus del más muy pero este esta tiene también son está puede aquí hay nuestra nuestro sin ni',
  pt: 'os as é para com uma um que seu sua da dos das não mais muito mas este esta tem também são você ao pela nossa nosso sem',
  fr: 'le la les et est des du une un avec que qui vous votre il elle dans sur pas mais ce cette sont très nous ces aux leur ou sans',
  de: 'der das und ist ein eine einen für mit nicht sie auf dem von zu auch aber wir haben kann ich sehr sind ihr ihre wenn zum zur ohne',
  it: 'il lo gli le è con una un che di della del non più ma questo questa sono anche molto nel alla dei delle senza',
  nl: 'het een en de van voor met niet zijn deze dit ook maar heeft naar je wordt onze zonder hebben',
  sv: 'och det är en ett för med inte som på av har kan mycket också våra utan',
  pl: 'jest nie się na dla oraz ale są bardzo które ten jak czy bez możesz',
};
const LANGUAGES = Object.entries(LITTLE_WORDS).map(
  ([code, words]) => [code, new Set(words.split(' '))] as const,
);
const SCRIPTS = [
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  /\p{Script=Hangul}/gu,
  /\p{Script=Cyrillic}/gu,
  /\p{Script=Greek}/gu,
  /\p{Script=Arabic}/gu,
  /\p{Script=Hebrew}/gu,
  /\p{Script=Thai}/gu,
  /\p{Script=Devanagari}/gu,
];
const LEAST = 2; // little words, or letters of a script, that no name holds by chance

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** The language whose little words the text holds most of, and how many different ones it holds. */
function languageOf(
  text: string,
  names: ReadonlySet<string>,
): { readonly code: string; readonly words: number } {
  const words = new Set(wordsOf(text));
  return LANGUAGES.map(([code, little]) => ({
    code,
    words: [...words].filter((word) => little.has(word) && (code === LANGUAGE || !names.has(word))).length,
  })).reduce((best, one) => (one.words > best.words ? one : best));
}

const SURE = 3; // little words of the shop's language in a sentence that is no list of names

/** Whether a sentence is in the shop's own language though the shopper's words are plainly in another. */
export function leavesShoppersLanguage(sentence: string, asked: string, told: string): boolean {
  const names = new Set(wordsOf(told));
  const answered = languageOf(sentence, names);
  if (answered.code !== LANGUAGE || answered.words < SURE) return false;
  if (SCRIPTS.some((script) => (asked.match(script)?.length ?? 0) >= LEAST && !sentence.match(script)))
    return true;
  const { code, words } = languageOf(asked, new Set());
  return code !== LANGUAGE && words >= LEAST;
}

/**
 * Whether a sentence of the answer is in another language than both the shop's own and that of the shopper's words.
 * What stands in `told`, the tools' answers, is a name in any language.
 */
export function isInAnotherLanguage(
  sentences: readonly string[],
  asked: string,
  told: string,
  shops: string,
): boolean {
  const names = new Set(wordsOf(told));
  const ofShopper = languageOf(asked, new Set()).code;
  // Two words of another language hold none of its little ones.
  const mayBeAny = says(asked, english['foreign words']) && !says(asked, english['own words']);
  return sentences.some((sentence) => {
    const foreign = wordsOf(sentence)
      .filter((word) => !names.has(word))
      .join(' ');
    if (SCRIPTS.some((script) => (foreign.match(script)?.length ?? 0) >= LEAST && !asked.match(script)))
      return true;
    const { code, words } = languageOf(sentence, names);
    return words >= LEAST && code !== LANGUAGE && code !== shops && code !== ofShopper && !mayBeAny;
  });
}
