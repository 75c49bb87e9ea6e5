import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { UnreadableFile } from './inspect-file.ts';
import type { Tell } from '#src/catalog/import/report.ts';

export interface TableRow {
  /** Where the row begins, counted from 1, line breaks inside quoted fields included. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The names of the columns that follow: always the first row, later ones where a list of objects has new names. */
  readonly isHeader?: boolean | undefined;
}

const MOST_RECORD = 2 * 1024 * 1024; // characters; more is a quote that was never closed

/**
 * The rows of a CSV or TSV text, header first. A row with more filled fields than the header has columns is told and left out:
 * its values stand under the wrong names. Throws UnreadableFile at a quote that is never closed, and where the last row alone is
 * short and has no line end: the file was cut off. Excel's first line `sep=;` is passed over.
 */
export async function* tableRows(
  text: AsyncIterable<string>,
  delimiter: string,
  tell: Tell,
): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    info: true,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MOST_RECORD,
  });
  // An error of the text destroys the parser with it, so the loop below throws it.
  const end = { mark: '' };
  async function* watched() {
    for await (const piece of text) {
      if (piece) end.mark = piece.at(-1) ?? '';
      yield piece;
    }
  }
  pipeline(watched(), parser, () => {});
  let columns = 0;
  let shortRows = 0;
  let lastIsShort = false;
  let before = 0;
  let last = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const line = info.lines - lineBreaksIn(record);
      last = info.lines + 1;
      if (!columns && line === 1 && isSeparatorLine(record, delimiter)) continue;
      columns ||= record.length;
      before = shortRows;
      lastIsShort = record.length < columns;
      shortRows += Number(lastIsShort);
      if (record.length > columns && record.slice(columns).some((cell) => cell.trim())) {
        tell({
          level: 'rejected',
          scope: 'row',
          line,
          field: 'row',
          found: record.slice(columns).join(delimiter),
          reason: `The row has ${record.length} fields, the header ${columns}.`,
          fix: 'Put fields that hold the separator or a quote into double quotes.',
        });
        continue;
      }
      if (record.some((cell) => cell.trim())) yield { line, cells: record };
    }
    if (lastIsShort && before === 0 && end.mark !== '\n' && columns > 2) {
      throw new UnreadableFile('The file ends in the middle of its last row: it was cut off.', {
        line: last - 1,
        field: 'row',
        fix: 'Copy or export the file again; nothing of it was imported.',
      });
    }
  } catch (error) {
    if (!String((error as { code?: string }).code).startsWith('CSV_')) throw error;
    throw new UnreadableFile(`A quoted field that begins at or after line ${last} is never closed.`, {
      line: last,
      field: 'row',
      fix: 'Close the quote (a quote inside a field is written twice), or export the file again.',
      cause: error,
    });
  } finally {
    parser.destroy();
  }
}

/** `sep=;`, by which Excel is told the separator. */
const isSeparatorLine = (record: readonly string[], delimiter: string): boolean =>
  /^\ufeff?"?sep=.?"?$/i.test(record.join(delimiter).trim().slice(0, 12)) ||
  /^\ufeff?sep=$/i.test(record[0]?.trim() ?? '');

function lineBreaksIn(record: readonly string[]): number {
  let count = 0;
  for (const cell of record) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}
