import { createHash } from 'node:crypto';
import {
  inspectFile,
  UnreadableFile,
  type CatalogueInput,
  type FileText,
} from '#src/catalog/import/files/inspect-file.ts';
import { jsonDocument, jsonLines } from '#src/catalog/import/files/json-values.ts';
import { readText } from '#src/catalog/import/files/read-text.ts';
import { tableRows } from '#src/catalog/import/files/table-rows.ts';
import type { ColumnRules } from '#src/catalog/import/import-options.ts';
import type { Tell } from '#src/catalog/import/report.ts';
import { cleanLine, cutTo } from '#src/catalog/import/values/plain-text.ts';
import { detectShape, type FeedShape } from './detect-shape.ts';
import { xmlItems } from './google/google-xml-items.ts';
import { googleProduct, googleRows, googleTableItems, type GoogleItem } from './google/google.ts';
import type { FeedRow, RawProduct } from './raw-product.ts';
import type { Node } from './schema-org/json-ld.ts';
import { schemaProduct, schemaRows } from './schema-org/schema-org.ts';
import { jsonTable } from './table/json-table.ts';
import type { TableColumns } from './table/table-columns.ts';
import type { TableFormat } from './table/table-format.ts';
import { tableProduct } from './table/table-product.ts';
import { tableFeedRows, type TableData } from './table/table-reader.ts';

/** A file whose encoding and format are known. */
export type Inspection = FileText & { readonly shape: FeedShape; readonly format: string };

export interface FeedFile {
  readonly input: CatalogueInput;
  readonly inspection: Inspection;
}

export interface ReadingRules {
  readonly columns: ColumnRules;
  readonly onColumns?: (columns: TableColumns) => void;
}

/** Looks at the whole file, then tells from what it holds and not from its name what it is. Throws UnreadableFile. */
export async function inspectFeed(
  input: CatalogueInput,
  encoding: string | undefined,
  mapped: TableFormat | null,
): Promise<Inspection> {
  const file = await inspectFile(input, encoding);
  const found = await detectShape(file.start, file.whole, mapped);
  if (!found.ok) throw new UnreadableFile(found.reason, { ...found, damaged: false });
  return { ...file, shape: found.shape, format: found.shape.format };
}

/** The rows of one file, whatever its format. Throws UnreadableFile where it is damaged or is not the file that was inspected. */
export async function* readRows(
  { input, inspection }: FeedFile,
  rules: ReadingRules,
  tellAll: Tell,
): AsyncGenerator<FeedRow> {
  const tell: Tell = (told) => tellAll({ file: input.name, ...told });
  const hash = createHash('sha256');
  const text = readText(input, inspection.encoding, hash);
  for await (const row of rowsOf(inspection.shape, text, input.name, rules, tell)) {
    const key = keyFrom(row.key);
    yield key === row.key && !row.owns?.length ? row : { ...row, key, owns: row.owns?.map(keyFrom) };
  }
  if (hash.digest('hex') !== inspection.hash) {
    throw new UnreadableFile('The file was changed while it was read.', {
      fix: 'Import it again when it is complete.',
    });
  }
}

const KEY_LENGTH = 500; // with the source it must fit into one entry of an index
const keyFrom = (found: string): string => cutTo(cleanLine(found), KEY_LENGTH) || '(no key)';

function rowsOf(
  shape: FeedShape,
  text: AsyncIterable<string>,
  file: string,
  rules: ReadingRules,
  tell: Tell,
): AsyncGenerator<FeedRow> {
  const json = (layout: 'lines' | 'document') =>
    layout === 'lines' ? jsonLines(text, tell) : jsonDocument(text, tell);
  if (shape.table) {
    const rows =
      shape.layout === 'table' ? tableRows(text, shape.delimiter, tell) : jsonTable(json(shape.layout));
    return tableFeedRows(rows, { format: shape.table, file, rules: rules.columns }, tell, rules.onColumns);
  }
  if (shape.format === 'schema-org') return schemaRows(json(shape.layout), file, tell);
  const items =
    shape.layout === 'xml' ? xmlItems(text) : googleTableItems(tableRows(text, shape.delimiter, tell));
  return googleRows(items, file, tell);
}

/** The rows of one product as one product. */
export function productOf(
  { table, format }: FeedShape,
  rows: readonly [FeedRow, ...FeedRow[]],
  at: { readonly currency: string; readonly now: Date },
): RawProduct {
  type Rows<Data> = readonly [FeedRow<Data>, ...FeedRow<Data>[]];
  if (table) return tableProduct(table, rows as Rows<TableData>, at);
  return format === 'google'
    ? googleProduct(rows as Rows<GoogleItem>, at.now)
    : schemaProduct(rows as Rows<Node>, '');
}
