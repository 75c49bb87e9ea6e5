import { decodeNamedCharacterReference } from 'decode-named-character-reference';

/* Control characters but tab and line feed; soft hyphen, zero-width, bidi and tag characters; lone surrogates. */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const PLAIN = /^[\n\u0020-\u007e]*$/;
const UNREAD =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|template|noscript|iframe|object|svg|math|textarea|select|title|head)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const BREAKING =
  /<\/?(?:p|div|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|section|article|header|footer|blockquote|pre|figure)\b[^>]*>/gi;
const TAG = /<[/!?]?[a-z][^<>]*>|<[/!?][^<>]*>/gi;
const UNCLOSED_TAG = /<[/!?]?[a-z][a-z0-9-]*(?:\s[^<>]*)?$/i;

/** Well-formed, composed text without the characters nobody sees; line breaks become `\n`. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text.trim();
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(HIDDEN, '')
    .normalize('NFC')
    .trim();
}

/** The first characters of a text, never half of one outside the basic plane: Postgres refuses that. */
export const cutTo = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');

/** Clean text on one line, with single spaces. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

/** One line without markup: for titles and names, where a feed may carry `&amp;` or `<b>`. */
export function lineOf(text: string): string {
  return /[<&]/.test(text) ? cleanLine(textOfHtml(text)) : cleanLine(text);
}

/**
 * The text of an HTML fragment: script, style and comments left out, blocks and breaks on lines of their own,
 * character references decoded once, after the tags are gone, so `&lt;b&gt;` stays readable text. Not markup:
 * whoever prints it escapes it.
 */
export function textOfHtml(html: string): string {
  if (!/[<&]/.test(html)) return tidyLines(cleanText(html));
  const bare = tablesAsLines(html.replace(UNREAD, ' '))
    .replace(BREAKING, '\n')
    .replace(TAG, '')
    .replace(UNCLOSED_TAG, '');
  return tidyLines(cleanText(decodeReferences(bare)));
}

const TABLE = /<table\b[^>]*>([\s\S]*?)(?:<\/table\s*>|$)/gi;
const ROW = /<tr\b[^>]*>/i;
const CELL = /<(t[hd])\b[^>]*>([\s\S]*?)(?=<t[hd]\b|<\/t[hdr]\b|<\/(?:thead|tbody|table)\b|$)/gi;
const STRAY_CELL = /<\/?t[hd]\b[^>]*>/gi;

/** Tables as lines: a row of headings goes before each cell below it, a row of two cells is a name and its value. */
function tablesAsLines(html: string): string {
  if (!/<t[hd]\b/i.test(html)) return html;
  return html
    .replace(TABLE, (_, inside: string) => {
      const rows = inside
        .split(ROW)
        .map((row) =>
          [...row.matchAll(CELL)].map(([, tag = '', text = '']) => ({ tag, text: cellText(text) })),
        );
      const filled = rows.filter((row) => row.length);
      const [first = [], ...rest] = filled;
      const headed =
        rest.length > 0 && first.length > 1 && first.every(({ tag }) => tag.toLowerCase() === 'th');
      const lines = (headed ? rest : filled).map((row) => {
        const named = row.map(({ text }, at) =>
          [headed ? first[at]?.text : '', text].filter(Boolean).join(' '),
        );
        return named.filter(Boolean).join(!headed && row.length === 2 ? ' ' : ', ');
      });
      return `\n${lines.join('\n')}\n`;
    })
    .replace(STRAY_CELL, ' ');
}

const cellText = (html: string): string => html.replace(BREAKING, ' ').replace(/\s+/g, ' ').trim();

/** Character references of HTML: `&amp;`, `&#233;`, `&#xe9;`; unknown ones stay as they stand. */
export function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z0-9]{1,31}));/gi,
    (all, decimal, hex, name) => {
      if (name) return decodeNamedCharacterReference(name as string) || all;
      const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
      return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : '';
    },
  );
}

function tidyLines(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
