import { unreadable, UnreadableFile, type CatalogueInput } from '#src/catalog/import/files/inspect-file.ts';
import { collectFindings, type Finding, type Tell } from '#src/catalog/import/report.ts';
import { openTable } from '#src/catalog/import/files/open-table.ts';
import { closingOf, type Closing } from '#src/catalog/import/closing.ts';
import type { Database } from '#src/database/database.ts';
import { detectColumns, type Columns, type ReviewFormat } from './review-columns.ts';
import { readReviewRow, type DraftReview } from './review-row.ts';
import { OWN_SOURCE } from './review.ts';
import { writeReviews } from './write-reviews.ts';

const BATCH = 500;

export interface ReviewImportOptions {
  /** The name they are kept under; else that of the format. Never the shop's own: an import is not verified by us. */
  readonly source?: string | undefined;
  /** The name the shop's imported replies are signed with. */
  readonly replyAuthor: string;
  readonly dryRun?: boolean;
  /** The files' encoding, where the merchant says it. */
  readonly encoding?: string | undefined;
  readonly now: Date;
  readonly progress?: (done: number, of: number | null, what?: string) => void;
}

interface ReviewFileReport {
  readonly file: string;
  /** Null where the file is no export of reviews. */
  readonly format: ReviewFormat | null;
  readonly source: string | null;
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ReviewImportReport extends Closing {
  /** False where a file could not be read; what was good before still stands. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly files: readonly ReviewFileReport[];
  readonly rejected: number;
  readonly warnings: number;
  readonly findings: readonly Finding[];
}

const LABEL = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * Imports exports of reviews, row by row in bounded memory. The same file again changes nothing. Throws RangeError
 * where the source's name is not a short word in lower case or is the shop's own.
 */
export async function importReviews(
  db: Database,
  inputs: readonly CatalogueInput[],
  options: ReviewImportOptions,
): Promise<ReviewImportReport> {
  const { source, dryRun = false } = options;
  if (source !== undefined && (!LABEL.test(source) || source === OWN_SOURCE)) {
    throw new RangeError(
      `A source is a short word in lower case, such as judge-me, and never ${OWN_SOURCE}.`,
    );
  }
  const findings = collectFindings();
  const files: ReviewFileReport[] = [];
  let ok = true;
  for (const input of inputs) {
    const tell: Tell = (told) => findings.tell({ file: input.name, ...told });
    const counts = { rows: 0, new: 0, changed: 0, unchanged: 0 };
    let format: ReviewFormat | null = null;
    try {
      for await (const batch of batchesOf(
        draftsIn(input, options.now, options.encoding, tell, (found) => (format = found), counts),
      )) {
        const written = await writeReviews(
          db,
          source ?? format ?? 'import',
          batch,
          { ...options, dryRun },
          tell,
        );
        counts.new += written.new;
        counts.changed += written.changed;
        counts.unchanged += written.unchanged;
        options.progress?.(counts.rows, null, input.name);
      }
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      ok = false;
      tell(unreadable(error));
    }
    files.push({ file: input.name, format, source: format && (source ?? format), ...counts });
  }
  const taken = files.reduce((sum, file) => sum + file.new + file.changed + file.unchanged, 0);
  return {
    ...closingOf({ refused: !ok, taken, lost: findings.counts.lost, things: 'reviews', dryRun }),
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
  now: Date,
  encoding: string | undefined,
  tell: Tell,
  onFormat: (format: ReviewFormat) => void,
  counts: { rows: number },
): AsyncGenerator<DraftReview> {
  let columns: Columns | null = null;
  for await (const row of openTable(input, encoding, tell)) {
    if (!columns) {
      const detected = detectColumns(row.cells);
      if (!detected.ok)
        throw new UnreadableFile(detected.reason, { ...detected, line: row.line, damaged: false });
      columns = detected.columns;
      onFormat(columns.format);
      continue;
    }
    counts.rows += 1;
    const draft = readReviewRow(row, columns, now, tell);
    if (draft) yield draft;
  }
  if (!columns) throw new UnreadableFile('The file is empty.', { fix: 'Export the reviews again.' });
}

/** Up to BATCH drafts at a time, each key once: where a file says a review twice, the later row counts. */
async function* batchesOf(drafts: AsyncIterable<DraftReview>): AsyncGenerator<readonly DraftReview[]> {
  let batch = new Map<string, DraftReview>();
  for await (const draft of drafts) {
    batch.set(draft.key, draft);
    if (batch.size < BATCH) continue;
    yield [...batch.values()];
    batch = new Map();
  }
  if (batch.size) yield [...batch.values()];
}
