import { CARRIER_WORDS, STOP_WORDS } from './english/function-words.ts';
import { GERMAN_GLOSS } from './german/gloss.ts';

/*
 * Questions are read in English. What another language asks shops with (its little words, limits, requests) is put into
 * English phrase by phrase first, and what things are called stays as the shopper and the catalogue call it. A language
 * is one list of phrases.
 */
const glosses: Readonly<Record<string, string>> = { de: GERMAN_GLOSS };

interface Gloss {
  /** Phrases without a gap, by their words. */
  readonly phrases: ReadonlyMap<string, string>;
  readonly longest: number;
  /** Phrases with one, the longest first. */
  readonly gapped: readonly { readonly pattern: RegExp; readonly english: string }[];
}

const made = new Map<string, Gloss | null>();

/**
 * A question of a language, `de`, with the words of every shop in English and the names of things as they were: "Tische
 * aus Eiche unter 1.200 €" as "Tische made of Eiche under 1200 €". As it is where the language is English or unknown.
 */
export function glossed(text: string, language: string): string {
  const gloss = glossOf(language);
  if (!gloss) return text;
  let rest = numbersInEnglish(text.replaceAll('’', "'"));
  for (const { pattern, english } of gloss.gapped)
    rest = rest.replace(
      pattern,
      (_, before: string, between: string) => `${before}${english.replace('…', between.trim())}`,
    );
  return withoutGaps(rest, gloss);
}

/**
 * The words of a question that say what it is about, as they were said: "Was kostet der Versand?" is about "kostet
 * Versand". What a shop has written in its own language is looked for by them. The text as it is without a gloss.
 */
export function tellingWords(text: string, language: string): string {
  const gloss = glossOf(language);
  if (!gloss) return text;
  return [...text.matchAll(WORD)]
    .filter(([word]) => {
      const english = gloss.phrases.get(folded(word));
      return !english?.split(' ').every((one) => STOP_WORDS.has(one) || CARRIER_WORDS.has(one));
    })
    .map(([word]) => word)
    .join(' ');
}

const WORD = /[\p{L}\p{M}\p{N}']+/gu;

function withoutGaps(text: string, { phrases, longest }: Gloss): string {
  const words = [...text.matchAll(WORD)];
  let out = '';
  let from = 0;
  for (let at = 0; at < words.length;) {
    const first = words[at];
    if (!first) break;
    let taken = 1;
    let english: string | undefined;
    for (let count = Math.min(longest, words.length - at); count > 0 && english === undefined; count--) {
      const last = words[at + count - 1];
      if (!last) continue;
      const said = text.slice(first.index, last.index + last[0].length);
      if (count > 1 && /[^\p{L}\p{M}\p{N}' -]/u.test(said)) continue;
      english = phrases.get(folded(said));
      if (english !== undefined) taken = count;
    }
    const last = words[at + taken - 1] ?? first;
    const end = last.index + last[0].length;
    out += text.slice(from, first.index) + (english ?? text.slice(first.index, end));
    from = end;
    at += taken;
  }
  return out + text.slice(from);
}

/** Lower case, ä as ae: how phrases are compared. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/\s+/g, ' ');

/** 1.299 and 12,50 as 1299 and 12.50. */
const numbersInEnglish = (text: string): string =>
  text
    .replace(/(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.]*\d)/g, (number) => number.replaceAll('.', ''))
    .replace(/(?<![\d,])(\d+),(\d{1,2})(?!\d)/g, '$1.$2');

const MOST_BETWEEN = 60; // signs that stand in a gap

function glossOf(language: string): Gloss | null {
  const known = made.get(language);
  if (known !== undefined) return known;
  const list = glosses[language];
  const gloss = list === undefined ? null : read(list);
  made.set(language, gloss);
  return gloss;
}

function read(list: string): Gloss {
  const pairs = list
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' | ') as [string, string]);
  const phrases = pairs.filter(([phrase]) => !phrase.includes('…'));
  return {
    phrases: new Map(phrases.map(([phrase, english]) => [folded(phrase), english])),
    longest: Math.max(...phrases.map(([phrase]) => phrase.split(' ').length)),
    gapped: pairs
      .filter(([phrase]) => phrase.includes('…'))
      .toSorted(([one], [other]) => other.length - one.length)
      .map(([phrase, english]) => ({ pattern: gapPattern(phrase), english })),
  };
}

/** Sign by sign, so that "zurueckgeben" and "zurückgeben" are one. */
function gapPattern(phrase: string): RegExp {
  const signs = (part: string): string =>
    part
      .trim()
      .replace(/[äöüß]/g, (sign) => `(?:${sign}|${folded(sign)})`)
      .replaceAll(' ', '\\s+');
  const [before = '', after = ''] = phrase.split('…');
  const start = before.trim() ? `(^|[^\\p{L}\\p{N}])${signs(before)}\\s` : '(^|[.!?\\n]\\s*)';
  const end = after.trim() ? `?)\\s${signs(after)}(?![\\p{L}\\p{N}])` : ')';
  return new RegExp(`${start}([^.!?\\n]{1,${MOST_BETWEEN}}${end}`, 'giu');
}
