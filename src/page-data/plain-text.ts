import type { Entry } from '#src/editorial/content.ts';
import { markdownToText } from '#src/editorial/markdown.ts';

const texts = new WeakMap<Entry<unknown>, string>();

/** The body of a content file in plain words; read once for as long as the file stands unchanged. */
export function plainText(entry: Entry<unknown>): string {
  const text = texts.get(entry) ?? markdownToText(entry.body);
  texts.set(entry, text);
  return text;
}
