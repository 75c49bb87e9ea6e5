import { headerLine } from '#src/catalog/import/files/header-line.ts';
import { DELIMITERS } from '#src/catalog/import/files/open-table.ts';
import { jsonDocument, jsonLines } from '#src/catalog/import/files/json-values.ts';
import { isGoogleHeader } from './google/google-columns.ts';
import { OTHER_EXPORTS } from './other-exports.ts';
import { PLAIN_FORMAT, PLATFORM_FORMATS, TABLE_FORMATS } from './registry.ts';
import { stockColumns, type StockColumns } from './stock-columns.ts';
import { jsonTable } from './table/json-table.ts';
import { isHeaderOf } from './table/table-columns.ts';
import type { TableFormat } from './table/table-format.ts';

export type FeedShape = { readonly stock?: StockColumns } & (
  | {
      readonly format: string;
      readonly layout: 'table';
      readonly delimiter: string;
      readonly table: TableFormat;
    }
  | { readonly format: string; readonly layout: 'lines' | 'document'; readonly table: TableFormat }
  | {
      readonly format: 'google';
      readonly layout: 'table';
      readonly delimiter: string;
      readonly table?: undefined;
    }
  | { readonly format: 'google'; readonly layout: 'xml'; readonly table?: undefined }
  | { readonly format: 'schema-org'; readonly layout: 'lines' | 'document'; readonly table?: undefined }
  | {
      readonly format: 'stock';
      readonly layout: 'table';
      readonly delimiter: string;
      readonly table?: undefined;
    }
);

type Detected =
  | { readonly ok: true; readonly shape: FeedShape }
  | { readonly ok: false; readonly reason: string; readonly fix: string };

const KNOWN =
  `Known are: ${TABLE_FORMATS.map(({ called }) => called).join(', ')}; Google Merchant, Meta and Pinterest TSV, CSV or XML ` +
  '(needs id, title, price); Schema.org Product as JSON, JSON-LD or one JSON object a line. Any other table is read with ' +
  '--map FILE; a draft of that file is written by --draft-map FILE.';

/** Tells the format from the first part of the text. `whole` says whether that part is the whole file. */
export async function detectShape(
  text: string,
  whole: boolean,
  mapped: TableFormat | null,
): Promise<Detected> {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('<')) return detectXml(start);
  if (start.startsWith('{') || start.startsWith('[')) return detectJson(start, whole, mapped);
  return detectTable(start, mapped);
}

function detectTable(start: string, mapped: TableFormat | null): Detected {
  const { header, separator } = headerLine(start);
  const delimiters = separator ? [separator] : DELIMITERS;
  for (const delimiter of mapped ? [] : delimiters) {
    const stock = stockColumns(cellsOf(header, delimiter));
    if (stock) return { ok: true, shape: { format: 'stock', layout: 'table', delimiter, stock } };
  }
  const known = (tables: readonly TableFormat[]): Detected | undefined => {
    for (const table of tables) {
      for (const delimiter of delimiters) {
        if (isHeaderOf(table, cellsOf(header, delimiter)))
          return { ok: true, shape: { format: table.name, layout: 'table', delimiter, table } };
      }
    }
    return undefined;
  };
  const platform = known(mapped ? [mapped] : PLATFORM_FORMATS);
  if (platform) return platform;
  for (const delimiter of mapped ? [] : delimiters) {
    if (isGoogleHeader(cellsOf(header, delimiter)))
      return { ok: true, shape: { format: 'google', layout: 'table', delimiter } };
  }
  const other = otherExport(header, delimiters);
  if (other) return { ok: false, reason: `The file is ${other.called}, not a catalogue.`, fix: other.fix };
  const listed = mapped ? undefined : known([PLAIN_FORMAT]);
  if (listed) return listed;
  const seen = header.slice(0, 60).replace(/\s+/g, ' ');
  if (mapped) {
    return {
      ok: false,
      reason: `The first line has not all columns that the map names: ${seen}`,
      fix: 'Write the names of the columns into the map as they stand in the file.',
    };
  }
  return { ok: false, reason: `The first line is no header of a known catalogue: ${seen}`, fix: KNOWN };
}

const otherExport = (header: string, delimiters: readonly string[]) =>
  delimiters.flatMap((delimiter) => {
    const names = new Set(cellsOf(header, delimiter).map((name) => name.toLowerCase()));
    return OTHER_EXPORTS.filter(({ needs }) => needs.every((name) => names.has(name)));
  })[0];

const cellsOf = (header: string, delimiter: string): readonly string[] =>
  header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));

function detectXml(start: string): Detected {
  const isFeed = /<(?:rss|feed|rdf:RDF|channel|products)\b/i.test(start.slice(0, 20_000));
  if (isFeed) return { ok: true, shape: { format: 'google', layout: 'xml' } };
  if (/^<!doctype html|<html\b/i.test(start.slice(0, 2_000)))
    return { ok: false, reason: 'The file is a web page, not a feed.', fix: KNOWN };
  return { ok: false, reason: 'The XML is neither RSS 2.0 nor Atom.', fix: KNOWN };
}

async function detectJson(start: string, whole: boolean, mapped: TableFormat | null): Promise<Detected> {
  const end = start.indexOf('\n');
  const first = (end < 0 ? start : start.slice(0, end)).trim();
  const next = end < 0 ? '' : start.slice(end).trimStart();
  // One object a line, even where the first line is a damaged one.
  const lines = first.startsWith('{') && first.endsWith('}') && (next.startsWith('{') || isJson(first));
  const layout = lines && !(whole && isJson(start)) ? 'lines' : 'document';
  if (!mapped && /"(?:@type|@context|@graph|hasVariant)"|"offers"\s*:\s*[{[]/.test(start))
    return { ok: true, shape: { format: 'schema-org', layout } };
  const names = await firstNames(start, layout);
  const table = (mapped ? [mapped] : TABLE_FORMATS).find((one) => isHeaderOf(one, names));
  if (table) return { ok: true, shape: { format: table.name, layout, table } };
  return {
    ok: false,
    reason: names.length
      ? `The JSON holds no Schema.org Product, and its objects are no products of a known export: ${names.slice(0, 6).join(', ')}`
      : 'The JSON holds no Schema.org Product and no list of products.',
    fix: KNOWN,
  };
}

/** The names of the first product in the part of a JSON text that is there. */
async function firstNames(start: string, layout: 'lines' | 'document'): Promise<readonly string[]> {
  const pieces = (async function* () {
    yield await Promise.resolve(start);
  })();
  try {
    const values = layout === 'lines' ? jsonLines(pieces, () => {}) : jsonDocument(pieces, () => {});
    for await (const row of jsonTable(values)) return row.cells;
  } catch {
    // The part ends in the middle of a value.
  }
  return [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
