import { cleanLine, cleanText } from '#src/catalog/import/values/plain-text.ts';

/** Text for one line of a feed: no control, hidden or direction-changing characters, single spaces. */
export const oneLine = (text: string): string => cleanLine(text);

/** The same with its line breaks kept. */
export const manyLines = (text: string): string => cleanText(text).replace(/\n{3,}/g, '\n\n');

/** Cut to a length in UTF-16 units at the end of a word, with an ellipsis inside the length. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1).toWellFormed();
  const space = head.lastIndexOf(' ');
  const kept = space > most * 0.5 ? head.slice(0, space) : head.replace(/\ufffd$/, '');
  return `${kept.replace(/(?<![\s,;:.])[\s,;:.]+$/, '')}…`;
}
