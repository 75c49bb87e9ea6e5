import type { TableRow } from '#src/catalog/import/files/table-rows.ts';
import type { FeedRow } from '#src/catalog/import/formats/raw-product.ts';
import type { ColumnRules } from '#src/catalog/import/import-options.ts';
import type { Tell } from '#src/catalog/import/report.ts';
import { slugOf } from '#src/catalog/slug.ts';
import type { Field, RowView, TableFormat } from './table-format.ts';
import { tableShelf } from './table-shelf.ts';
import { columnName, tableColumns, type TableColumns } from './table-columns.ts';

export interface TableData {
  readonly columns: TableColumns;
  readonly cells: readonly string[];
}

export interface TableSource {
  readonly format: TableFormat;
  readonly file: string;
  readonly rules: ColumnRules;
}

/** Quotes with blanks around them, by which some files are made to look like a table, are the field's own. */
const unquoted = (text: string): string =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('""', '"')
    : text;

/** A row over its cells; methods on one prototype, since a feed has many rows. */
export class TableRowView implements RowView {
  readonly file: string;
  readonly line: number;
  readonly data: TableData;

  /** `from` is a row whose cells stand for empty ones of those fields. */
  private readonly from: { readonly row: RowView; readonly fields: readonly Field[] } | undefined;

  constructor(file: string, line: number, data: TableData, from?: TableRowView['from']) {
    this.file = file;
    this.line = line;
    this.data = data;
    this.from = from;
  }

  get(field: Field): string {
    for (const at of this.data.columns.at.get(field) ?? []) {
      const text = this.cell(at);
      if (text) return text;
    }
    return this.from?.fields.includes(field) ? this.from.row.get(field) : '';
  }

  all(field: Field): readonly string[] {
    return (this.data.columns.at.get(field) ?? []).map((at) => this.cell(at)).filter(Boolean);
  }

  matching(name: RegExp): readonly string[] {
    return this.data.columns.header.flatMap((written, at) =>
      name.test(columnName(written)) && this.cell(at) ? [this.cell(at)] : [],
    );
  }

  named(name: string): string {
    return this.cell(this.data.columns.names.get(name));
  }

  has(field: Field): boolean {
    return this.data.columns.at.has(field);
  }

  private cell(at: number | undefined): string {
    return at === undefined ? '' : unquoted(this.data.cells[at]?.trim() ?? '');
  }
}

/** The rows below a header, each with the key of its product. A header may come again: from there on its columns count. */
export async function* tableFeedRows(
  rows: AsyncIterable<TableRow>,
  source: TableSource,
  tell: Tell,
  onColumns: (columns: TableColumns) => void = () => {},
): AsyncGenerator<FeedRow<TableData>> {
  const { format, file, rules } = source;
  let columns: TableColumns | undefined;
  const keys = keysOf(format);
  let skipped = 0;
  if (format.note) {
    tell({
      level: 'warning',
      scope: 'file',
      field: 'file',
      reason: format.note,
      fix: 'Check it against your shop before the first import.',
    });
  }
  for await (const { line, cells, isHeader } of rows) {
    if (!columns || isHeader) {
      columns = tableColumns(format, cells, rules);
      onColumns(columns);
      continue;
    }
    const data = { columns, cells };
    const view = new TableRowView(file, line, data);
    if (format.skip?.(view)) {
      skipped += 1;
      continue;
    }
    const { key, owns } = keys(view);
    if (!key && [...columns.at.keys()].every((field) => !view.get(field))) continue;
    if (!key) {
      tell({
        level: 'rejected',
        scope: 'row',
        line,
        field: 'Handle',
        found: view.get('sku'),
        reason: 'The row has neither a handle nor a title, so it belongs to no product.',
        fix: 'Write the handle of its product into the row.',
      });
      continue;
    }
    yield {
      file,
      line,
      key,
      owns,
      sku: cleanSku(view.get('sku')),
      gtin: view.get('barcode'),
      price: view.get('price'),
      sold: isSold(view, format),
      shelf: view.get('title') ? tableShelf(view, format) : undefined,
      data,
    };
  }
  if (skipped) {
    tell({
      level: 'warning',
      scope: 'file',
      field: 'row',
      found: skipped,
      reason: `${skipped} rows say the same for another language or store; they are left out.`,
      fix: 'Export the default store view alone.',
    });
  }
}

/** A SKU without the apostrophe by which spreadsheets keep it a text. */
export const cleanSku = (text: string): string => text.replace(/^'/, '');

/** To which product a row belongs, and which other keys mean the same one. */
function keysOf(
  format: TableFormat,
): (row: RowView) => { readonly key: string; readonly owns?: readonly string[] } {
  let last = '';
  switch (format.rows) {
    case 'parent':
      return (row) => {
        const parent = row.get('parent');
        if (parent) return { key: parent };
        const [id, sku] = [row.get('id'), row.get('sku')];
        const named = id && `id:${id}`;
        const key = sku || named || (row.get('title') ? slugOf(row.get('title')) : '');
        return { key, owns: [...(sku && named ? [named] : []), ...childrenNamed(row.get('variations'))] };
      };
    case 'following':
      return (row) => {
        const starts = format.starts ? format.starts(row) : row.get('title') !== '';
        if (starts) last = row.get('key') || row.get('id') || slugOf(row.get('title'));
        return { key: last };
      };
    case 'key':
      return (row) => {
        const own = row.get('key') || (row.get('title') ? slugOf(row.get('title')) : '');
        return { key: own };
      };
  }
}

/** The SKUs in `sku=A,size=S|sku=B,size=M`. */
const childrenNamed = (text: string): readonly string[] =>
  [...text.matchAll(/(?:^|[|,])sku=([^,|]+)/g)].map(([, sku = '']) => sku.trim());

function isSold(row: RowView, format: TableFormat): boolean | undefined {
  if (!row.get('title')) return undefined;
  return statusOf(row.get('status'), row.get('published'), format.notSold) === 'active';
}

const NOT_SHOWN =
  /^(?:draft|unlisted|hidden|private|disabled|inactive|unpublished|unavailable|pending|false|no|n|0|-1|off)$/i;

export function statusOf(
  status: string,
  published: string,
  notSold: RegExp | undefined,
): 'active' | 'draft' | 'archived' {
  if (/^(?:archived|deleted|trash|expired|sold_out_archived)$/i.test(status)) return 'archived';
  const hidden = [status, published].some((word) => NOT_SHOWN.test(word) || (notSold?.test(word) ?? false));
  return hidden ? 'draft' : 'active';
}
