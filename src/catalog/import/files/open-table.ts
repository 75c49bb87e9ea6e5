import { createHash } from 'node:crypto';
import type { Tell } from '#src/catalog/import/report.ts';
import { headerLine } from './header-line.ts';
import { inspectFile, type CatalogueInput } from './inspect-file.ts';
import { readText } from './read-text.ts';
import { tableRows, type TableRow } from './table-rows.ts';

export const DELIMITERS = ['\t', ',', ';', '|'] as const;

/**
 * The rows of a table in whatever encoding, separated by what separates its header into most columns or by what Excel's
 * first line `sep=;` says. A guessed encoding is told. Throws UnreadableFile.
 */
export async function* openTable(
  input: CatalogueInput,
  encoding: string | undefined,
  tell: Tell,
): AsyncGenerator<TableRow> {
  const file = await inspectFile(input, encoding);
  if (file.guessed) {
    tell({
      level: 'warning',
      scope: 'file',
      field: 'encoding',
      found: file.encoding,
      reason: `The file is not UTF-8; it is read as ${file.encoding}, which is a guess.`,
      fix: 'Export it as UTF-8, or name its encoding: --encoding windows-1252.',
    });
  }
  const text = readText(input, file.encoding, createHash('sha256'));
  yield* tableRows(text, delimiterOf(file.start), tell);
}

export function delimiterOf(start: string): string {
  const { header, separator } = headerLine(start.replace(/^\ufeff/, ''));
  const [most = ','] = DELIMITERS.toSorted((a, b) => header.split(b).length - header.split(a).length);
  return separator ?? (header.includes(most) ? most : ',');
}
