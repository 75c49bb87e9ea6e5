import type { Hash } from 'node:crypto';
import { type CatalogueInput, unpackedBytes } from './inspect-file.ts';

/**
 * The file as text, piece by piece: decoded, its byte order mark gone, every line break a `\n`, so that line
 * numbers count the same in all readers. The hash, where given, sees the bytes.
 */
export async function* readText(
  input: CatalogueInput,
  encoding: string,
  hash: Hash,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = ''; // a `\r` at the end of a piece may be half of a `\r\n`
  for await (const chunk of unpackedBytes(input)) {
    hash.update(chunk);
    onBytes(chunk.length);
    let text = held + decoder.decode(chunk, { stream: true });
    held = '';
    if (text.endsWith('\r')) {
      held = '\r';
      text = text.slice(0, -1);
    }
    if (text) yield text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
  const last = held + decoder.decode();
  if (last) yield last.replace(/\r\n?/g, '\n');
}
