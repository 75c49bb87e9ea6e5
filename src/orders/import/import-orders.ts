import { unreadable, UnreadableFile, type CatalogueInput } from '#src/catalog/import/files/inspect-file.ts';
import { collectFindings, type Finding, type Tell } from '#src/catalog/import/report.ts';
import { openTable } from '#src/catalog/import/files/open-table.ts';
import { closingOf, type Closing } from '#src/catalog/import/closing.ts';
import type { Database } from '#src/database/database.ts';
import { matchLines } from './match-lines.ts';
import { judgeOrder } from './judge-order.ts';
import { detectOrderColumns, type OrderColumns, type OrderFormat } from './order-columns.ts';
import type { DraftOrder, OrderRow } from './order-draft.ts';
import { pseudonymSecret } from './pseudonym.ts';
import { writeOrders } from './write-orders.ts';

const BATCH = 400; // orders
const MOST_LINES = 5_000; // of one order: beyond, its rows are no order
const OWN_SOURCE = 'shop';
const LABEL = /^[a-z0-9][a-z0-9-]{0,39}$/;

export interface OrderImportOptions {
  /** The name the orders are kept under; else the format's. Never the shop's own. */
  readonly source?: string | undefined;
  /** For orders that name no currency. */
  readonly currency: string;
  readonly dryRun?: boolean;
  /** The files' encoding, where the merchant says it. */
  readonly encoding?: string | undefined;
  readonly now: Date;
  readonly progress?: (done: number, of: number | null, what?: string) => void;
}

interface OrderFileReport {
  readonly file: string;
  /** Null where the file is no export of orders. */
  readonly format: OrderFormat | null;
  readonly source: string | null;
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly cancelled: number;
  readonly withReturns: number;
  readonly withoutCustomer: number;
  readonly otherCurrency: number;
}

export interface OrderImportReport extends Closing {
  /** False where a file could not be read to its end; what was good before still stands. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly files: readonly OrderFileReport[];
  readonly rejected: number;
  readonly warnings: number;
  readonly findings: readonly Finding[];
}

/**
 * Imports exports of orders in bounded memory (an order's rows stand together in both formats). The same file again
 * changes nothing. Customers become pseudonyms; no name, address or e-mail is kept. Throws RangeError where the
 * source's name is not a short word in lower case or is the shop's own.
 */
export async function importOrders(
  db: Database,
  inputs: readonly CatalogueInput[],
  options: OrderImportOptions,
): Promise<OrderImportReport> {
  const { dryRun = false } = options;
  if (options.source !== undefined && (!LABEL.test(options.source) || options.source === OWN_SOURCE))
    throw new RangeError(
      `A source is a short word in lower case, such as old-shop, and never ${OWN_SOURCE}.`,
    );
  const secret = await pseudonymSecret(db);
  const findings = collectFindings();
  const files: OrderFileReport[] = [];
  let ok = true;
  for (const input of inputs) {
    const tell: Tell = (told) => findings.tell({ file: input.name, ...told });
    const counts = { rows: 0, new: 0, changed: 0, unchanged: 0 };
    const kinds = { cancelled: 0, withReturns: 0, withoutCustomer: 0, otherCurrency: 0 };
    const seen: { format: OrderFormat | null } = { format: null };
    try {
      for await (const told of batchesOf(draftsIn(input, options, tell, seen, counts), tell)) {
        const batch = await matchLines(db, told, tell);
        const source = options.source ?? seen.format ?? 'import';
        const written = await writeOrders(db, batch, { source, secret, dryRun, now: options.now });
        counts.new += written.new;
        counts.changed += written.changed;
        counts.unchanged += written.unchanged;
        for (const draft of batch) {
          kinds.cancelled += Number(draft.state === 'cancelled');
          kinds.withReturns += Number(draft.lines.some((line) => line.returned > 0));
          kinds.withoutCustomer += Number(draft.customer === null);
          kinds.otherCurrency += Number(draft.currency !== options.currency);
        }
        options.progress?.(counts.rows, null, input.name);
      }
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      ok = false;
      tell(unreadable(error));
    }
    const source = seen.format && (options.source ?? seen.format);
    files.push({ file: input.name, format: seen.format, source, ...counts, ...kinds });
  }
  const taken = files.reduce((sum, file) => sum + file.new + file.changed + file.unchanged, 0);
  return {
    ...closingOf({ refused: !ok, taken, lost: findings.counts.lost, things: 'orders', dryRun }),
    ok,
    dryRun,
    files,
    rejected: findings.counts.rejected,
    warnings: findings.counts.warnings,
    findings: findings.all,
  };
}

async function* draftsIn(
  input: CatalogueInput,
  options: OrderImportOptions,
  tell: Tell,
  seen: { format: OrderFormat | null },
  counts: { rows: number },
): AsyncGenerator<DraftOrder> {
  let columns: OrderColumns | null = null;
  let key = '';
  let rows: OrderRow[] = [];
  const judging = { currency: options.currency, now: options.now, tell };
  const judged = (format: OrderFormat): DraftOrder | null => {
    const [first, ...rest] = rows;
    return first ? judgeOrder(key, [first, ...rest], format, judging) : null;
  };
  for await (const row of openTable(input, options.encoding, tell)) {
    if (!columns) {
      const detected = detectOrderColumns(row.cells);
      if (!detected.ok)
        throw new UnreadableFile(detected.reason, { ...detected, line: row.line, damaged: false });
      ({ columns } = detected);
      seen.format = columns.format;
      continue;
    }
    counts.rows += 1;
    const { places, format } = columns;
    const get = (column: string) => (row.cells[places.get(column) ?? -1] ?? '').replaceAll('\0', '').trim();
    const order = get(format === 'plain-orders' ? 'order_id' : 'name').slice(0, 100);
    if (!order) {
      tell({
        level: 'rejected',
        scope: 'row',
        line: row.line,
        field: 'order_id',
        reason: 'The row names no order.',
        fix: 'Give each row the number of its order.',
      });
      continue;
    }
    if (order !== key) {
      const draft = judged(format);
      if (draft) yield draft;
      [key, rows] = [order, []];
    }
    if (rows.length < MOST_LINES) rows.push({ line: row.line, get });
  }
  if (!columns) throw new UnreadableFile('The file is empty.', { fix: 'Export the orders again.' });
  const draft = judged(columns.format);
  if (draft) yield draft;
}

/** Some hundred drafts at a time. An order that the file tells twice counts as told first. */
async function* batchesOf(
  drafts: AsyncIterable<DraftOrder>,
  tell: Tell,
): AsyncGenerator<readonly DraftOrder[]> {
  const known = new Set<string>();
  let batch: DraftOrder[] = [];
  for await (const draft of drafts) {
    if (known.has(draft.key)) {
      tell({
        level: 'warning',
        scope: 'row',
        line: draft.line,
        product: draft.key,
        field: 'order_id',
        reason: `Order ${draft.key} stands in the file before, so this telling of it is left out.`,
        fix: 'Sort the rows by order, and export each order once.',
      });
      continue;
    }
    known.add(draft.key);
    batch.push(draft);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}
