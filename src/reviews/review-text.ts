import { cleanText, decodeReferences, textOfHtml } from '#src/catalog/import/values/plain-text.ts';

const JOINER = '\u200d';
const MARK = '\ue000'; // holds the place of a joiner that is kept; strangers' own are taken out first
const PRIVATE = /\p{Co}/gu;
/* What `cleanText` leaves and nobody sees either: selectors used to smuggle text, blank letters, joiners, noncharacters. */
const UNSEEN =
  /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u206a-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0e\uffa0\ufffe\uffff]|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
const EMOJI_JOIN =
  /(?<=\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)\u200d(?=\p{Extended_Pictographic})/gu;
const STRAY_SELECTOR = /(?<![\p{Extended_Pictographic}0-9#*])\ufe0f/gu;
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;
const MARKUP = /<\/?(?:p|br|div|span|b|i|em|strong|a|ul|ol|li|script|style|iframe|img)\b[^<>]*>/i;

/**
 * What somebody wrote as plain text of several lines: no control, bidi, zero-width or other unseen characters, no
 * towers of accents, at most one empty line in a row. Markup stays readable characters; whoever prints it escapes it.
 */
export function plainWords(text: string): string {
  const kept = text.replace(PRIVATE, '').replaceAll('\t', ' ').replace(EMOJI_JOIN, MARK);
  const seen = cleanText(kept)
    .replace(UNSEEN, '')
    .replace(STRAY_SELECTOR, '')
    .replaceAll(MARK, JOINER)
    .replace(PILED_MARKS, '$1');
  return seen
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same on one line. */
export const plainLine = (text: string): string => plainWords(text).replaceAll(/\s+/g, ' ');

/** Words of another system's export, where a body may be HTML: its text without the markup. */
export function wordsOfExport(cell: string): string {
  if (MARKUP.test(cell)) return plainWords(textOfHtml(cell));
  return plainWords(
    /&(?:amp|lt|gt|quot|#\d+|#x[\da-f]+|nbsp|[lr][sd]quo);/i.test(cell) ? decodeReferences(cell) : cell,
  );
}

/** A name as others may read it: the first name and one initial. Addresses and numbers are no names. */
export function publicName(given: string): string {
  const name = plainLine(given);
  if (!name || /[@\d/\\<>{}=]|https?:|www\./i.test(name)) return '';
  const [first = '', ...rest] = name.split(' ');
  const last = rest.at(-1)?.match(/\p{L}/u)?.[0];
  return last ? `${first} ${last.toLocaleUpperCase()}.` : first;
}
