import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Database } from '#src/database/database.ts';
import { recordCounts, type CountsTold } from '#src/inventory/record-counts.ts';
import { unreadable, UnreadableFile } from './files/inspect-file.ts';
import { readText } from './files/read-text.ts';
import { tableRows } from './files/table-rows.ts';
import type { FeedFile } from './formats/read-rows.ts';
import type { ImportOptions } from './import-options.ts';
import { piecesOf } from './judge/amounts.ts';
import { momentIn } from './judge/moment.ts';
import type { ImportedFile, Tell } from './report.ts';
import { numberEvidence } from './values/number-text.ts';
import { momentOf } from './write/count-moment.ts';
import { addedCounts, NO_COUNTS, tellCounts } from './write/told-counts.ts';
import { earlier, variantsCounted, type Counted } from './write/variants-counted.ts';

export interface StockResult {
  readonly ok: boolean;
  readonly set: number;
  readonly unknown: number;
  readonly files: readonly ImportedFile[];
}

const BATCH = 2_000;

/** Takes files that hold nothing but counts as the stock of variants that are known; what lies in several places is added up. */
export async function importStock(
  db: Database,
  files: readonly FeedFile[],
  options: ImportOptions,
  tell: Tell,
): Promise<StockResult> {
  const total = { ok: true, set: 0, unknown: 0, files: [] as ImportedFile[] };
  for (const file of files) {
    const { input, inspection } = file;
    const { format, encoding, bytes } = inspection;
    const about = {
      name: input.name,
      format,
      encoding,
      bytes,
      source: options.source ?? null,
      facts: [],
      leftOut: [],
    };
    try {
      const { counts, rows } = await countsIn(file, options, tell);
      const told: CountsTold = {
        takenAt: await momentOf(db, [file], options, tell),
        knows: options.counts ?? null,
        source: basename(input.name),
      };
      let taken = NO_COUNTS;
      for (let from = 0; from < counts.length; from += BATCH) {
        const batch = counts.slice(from, from + BATCH);
        const { found, missing } = await variantsCounted(db, batch, options.source);
        for (const count of missing) tellUnknown(input.name, count, tell);
        total.unknown += missing.length;
        total.set += found.length;
        if (!options.dryRun) taken = addedCounts(taken, await recordCounts(db, found, told, options.now));
        options.progress?.(from + batch.length, counts.length, 'counts');
      }
      tellCounts(taken, told, tell);
      total.files.push({ ...about, rows, outcome: 'imported' });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      tell({ file: input.name, ...unreadable(error) });
      total.ok = false;
      total.files.push({ ...about, rows: 0, outcome: 'failed' });
    }
  }
  return total;
}

async function countsIn({ input, inspection }: FeedFile, options: ImportOptions, tell: Tell) {
  const { shape } = inspection;
  if (!shape.stock || shape.layout !== 'table') throw new RangeError('Not a table of counts');
  const { handle, sku, quantity, countedAt, options: optionColumns } = shape.stock;
  const counts = new Map<string, Counted>();
  const style = numberEvidence().styleOf(options.decimal ?? null, options.locale ?? null);
  const toTell: Tell = (told) => tell({ file: input.name, ...told });
  let rows = -1;
  const text = readText(input, inspection.encoding, createHash('sha256'));
  for await (const { line, cells } of tableRows(text, shape.delimiter, toTell)) {
    rows += 1;
    if (rows === 0) continue;
    const cell = (at: number) => cells[at]?.trim() ?? '';
    const found = cell(quantity);
    if (!found || /^not stocked$/i.test(found)) continue; // at that place the variant is not kept
    const values = optionColumns.map(cell).filter((value) => value && !/^default title$/i.test(value));
    const read = piecesOf(found, style);
    if (typeof read === 'string') {
      toTell({
        level: 'rejected',
        scope: 'row',
        line,
        sku: cell(sku),
        field: 'quantity',
        found,
        reason: `${read}; what is known is kept.`,
        fix: 'Write a whole number.',
      });
      continue;
    }
    const count = {
      line,
      handle: cell(handle),
      sku: cell(sku).replace(/^'/, ''),
      values,
      pieces: read.pieces,
      countedAt: momentIn(cell(countedAt), options, (told) => toTell({ line, sku: cell(sku), ...told })),
    };
    const key = JSON.stringify([count.handle, count.sku, values]);
    const other = counts.get(key);
    counts.set(
      key,
      other
        ? {
            ...count,
            pieces: count.pieces + other.pieces,
            countedAt: earlier(count.countedAt, other.countedAt),
          }
        : count,
    );
  }
  return { counts: [...counts.values()], rows: Math.max(0, rows) };
}

function tellUnknown(file: string, { line, handle, sku, values }: Counted, tell: Tell): void {
  tell({
    level: 'rejected',
    scope: 'row',
    file,
    line,
    product: handle || null,
    sku: sku || null,
    field: 'SKU',
    found: [handle, ...values, sku].filter(Boolean).join(' / '),
    reason: 'The catalogue has no such variant, or several with this SKU.',
    fix: 'Import the products first, and name the variant by its own SKU or by handle and options.',
  });
}
