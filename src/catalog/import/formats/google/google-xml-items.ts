import { SaxesParser } from 'saxes';
import type { GoogleItem } from './google.ts';
import { googleName } from './google-columns.ts';
import { UnreadableFile } from '#src/catalog/import/files/inspect-file.ts';

const MOST_SILENCE = 4 * 1024 * 1024; // characters without an element's end: text without an end
const MOST_ITEM = 2 * 1024 * 1024;
const MOST_DEPTH = 64;
const PIECE = 64 * 1024;

/**
 * The `<item>` (RSS) or `<entry>` (Atom) elements of a feed. A feed with a document type is refused: it could define entities that
 * expand without end or read files. Throws UnreadableFile where the XML is not well-formed or cut off.
 */
export async function* xmlItems(
  text: AsyncIterable<string>,
): AsyncGenerator<{ readonly line: number; readonly item: GoogleItem }> {
  const parser = new SaxesParser();
  const ready: { line: number; item: GoogleItem }[] = [];
  const path: string[] = [];
  let item: Map<string, string[]> | null = null;
  let itemDepth = 0;
  let itemSize = 0;
  let line = 1;
  let value = '';
  let nested: string[] = [];
  let sinceEvent = 0;

  const refuse = (reason: string, fix: string, cause?: unknown): never => {
    throw new UnreadableFile(reason, { line: parser.line, field: 'XML', fix, cause });
  };
  parser.on('error', (error) =>
    refuse(
      `The XML is not well-formed: ${error.message.replace(/^\d+:\d+:\s*/, '').slice(0, 200)}`,
      'Escape & and < in texts, close every element, and check that the file is complete.',
      error,
    ),
  );
  parser.on('doctype', () =>
    refuse('The XML has a document type (DOCTYPE).', 'Remove the <!DOCTYPE …> part.'),
  );
  parser.on('opentag', (tag) => {
    const name = googleName(tag.name);
    path.push(name);
    sinceEvent = 0;
    if (path.length > MOST_DEPTH) refuse('The XML is nested too deeply.', 'Export a plain RSS or Atom feed.');
    if (!item && (name === 'item' || name === 'entry' || (name === 'product' && path.length === 2))) {
      item = new Map();
      itemDepth = path.length;
      itemSize = 0;
      line = parser.line;
    } else if (item && path.length === itemDepth + 1) {
      nested = [];
      // Atom tells the address in an attribute.
      value = name === 'link' ? String(tag.attributes['href'] ?? '') : '';
    } else value = '';
  });
  const addText = (part: string) => {
    sinceEvent = 0;
    if (!item) return;
    itemSize += part.length;
    if (itemSize > MOST_ITEM) refuse('An item is larger than 2 MB.', 'Shorten its texts.');
    value += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag) => {
    sinceEvent = 0;
    const name = googleName(tag.name);
    if (item && path.length === itemDepth) {
      ready.push({ line, item });
      item = null;
    } else if (item && path.length === itemDepth + 1) {
      const text = nested.length ? nested.join(':') : value.trim();
      if (text) item.set(name, [...(item.get(name) ?? []), text]);
    } else if (item && value.trim()) nested.push(value.trim());
    value = '';
    path.pop();
  });

  for await (const piece of text) {
    for (let at = 0; at < piece.length; at += PIECE) {
      const part = piece.slice(at, at + PIECE);
      sinceEvent += part.length;
      parser.write(part);
      if (sinceEvent > MOST_SILENCE)
        refuse('A text or tag in the XML has no end.', 'Check that the file is complete.');
      yield* ready.splice(0);
    }
  }
  parser.close();
  yield* ready.splice(0);
}
