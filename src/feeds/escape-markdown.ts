import { manyLines, oneLine } from './plain.ts';

/** Untrusted text as one line of Markdown that reads as it stands: no markup, link, HTML or table cell comes of it. */
export const markdownLine = (text: string): string => escapeLine(oneLine(text));

/** The same over several lines: a line break stays one, and no line can start a heading, list, quote or code block. */
export const markdownLines = (text: string): string =>
  manyLines(text)
    .split('\n')
    .map((line) => escapeLine(line.trim()))
    .join('\n');

function escapeLine(line: string): string {
  return line
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(https?|ftp):\/\//gi, '$1\\://') // GitHub's dialect makes links of bare addresses
    .replace(/www\./gi, 'www\\.')
    .replace(/(?<=\S)@(?=\S)/g, '\\@')
    .replace(/^(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-+=]))/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** A link with untrusted words and an address of our own making. */
export const markdownLink = (words: string, href: string): string =>
  `[${markdownLine(words)}](${href.replace(/[()\s<>]/g, (mark) => encodeURIComponent(mark).replace('(', '%28').replace(')', '%29'))})`;

/** A table of cells that are Markdown already. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A list of one line each. */
export const markdownList = (lines: readonly string[]): string =>
  lines.map((line) => `- ${markdownLine(line)}`).join('\n');
