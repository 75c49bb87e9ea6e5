import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { archiveMissing } from './write/archive-missing.ts';
import { checkProduct, type SeenSkus } from './judge/check-product.ts';
import type { DraftProduct } from './judge/draft-product.ts';
import { grouped, survey, type Survey } from './formats/group-rows.ts';
import type { ImportOptions } from './import-options.ts';
import { unreadable, UnreadableFile } from './files/inspect-file.ts';
import { productOf, readRows, type FeedFile } from './formats/read-rows.ts';
import type { FeedRow } from './formats/raw-product.ts';
import type { ImportedFile, Tell } from './report.ts';
import { writeProducts, type Written } from './write/write-products.ts';

export interface FeedResult {
  readonly ok: boolean;
  readonly files: readonly ImportedFile[];
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly archived: number;
  readonly variants: number;
  readonly changedIds: readonly number[];
}

const MOST_PRODUCTS = 500; // of one transaction
const MOST_VARIANTS = 4_000;
const MOST_CHARACTERS = 2_000_000;
const PROGRESS_EVERY = 500;

/** Imports the files of one source as one feed. `whole` says that no file of the feed is missing, so what is not in it is gone. */
export async function importFeed(
  db: Database,
  source: string,
  files: readonly FeedFile[],
  whole: boolean,
  options: ImportOptions,
  tell: Tell,
): Promise<FeedResult> {
  const { plan, good, bad, unread } = await surveyed(files, options, tell);
  const run = options.dryRun ? null : await beginRun(db, source, files, options.now);
  try {
    const result = await writeFeed(db, source, good, plan, options, tell);
    const complete = whole && bad.length === 0;
    const removals =
      complete && unread === 0 && plan.rowsOf.size > 0
        ? await archiveMissing(db, source, plan.rowsOf, {
            allowRemovals: options.allowRemovals ?? false,
            dryRun: options.dryRun ?? false,
            now: options.now,
          })
        : null;
    if (complete && unread > 0) {
      tell({
        level: 'warning',
        scope: 'file',
        file: source,
        field: 'feed',
        found: unread,
        reason: 'Products that are not in the feed were kept, because some of its rows could not be read.',
        fix: 'Put those rows right and import again.',
      });
    }
    if (removals?.refused) {
      tell({
        level: 'rejected',
        scope: 'file',
        file: source,
        field: 'feed',
        found: `${removals.missing} of ${removals.of}`,
        reason: 'More than half of the products of this source are not in the feed; none was archived.',
        fix: 'Give all files of the feed together. Where they are truly gone, import again with --allow-removals.',
      });
    }
    const archived = removals && !removals.refused ? removals.missing : 0;
    const told: FeedResult = {
      ...result,
      ok: bad.length === 0 && !removals?.refused,
      files: [...result.files, ...bad],
      archived,
      changedIds: [...result.changedIds, ...(removals?.archivedIds ?? [])],
    };
    await endRun(db, run, told.ok ? 'finished' : 'failed', told);
    return told;
  } catch (error) {
    await endRun(db, run, 'failed', null).catch(() => {});
    throw error;
  }
}

/** Reads all files once to the end without writing; a file that turns out damaged is told and left out. */
async function surveyed(files: readonly FeedFile[], options: ImportOptions, tell: Tell) {
  const bad: ImportedFile[] = [];
  let good = [...files];
  for (;;) {
    let reading: FeedFile | undefined;
    let unread = 0;
    const rowsIn = new Map<FeedFile, number>();
    async function* all(): AsyncGenerator<FeedRow> {
      for (const file of good) {
        reading = file;
        let rows = 0;
        for await (const row of readRows(file, () => (unread += 1))) {
          rows += 1;
          yield row;
        }
        if (rows === 0 && unread === 0) {
          throw new UnreadableFile('The file holds no product.', { fix: 'Export the catalogue again.' });
        }
        rowsIn.set(file, rows);
      }
    }
    try {
      const plan = await survey(all(), (rows) => {
        if (rows % PROGRESS_EVERY === 0) options.progress?.(rows, null, 'rows checked');
      });
      return { plan, good: good.map((file) => ({ file, rows: rowsIn.get(file) ?? 0 })), bad, unread };
    } catch (error) {
      if (!(error instanceof UnreadableFile) || !reading) throw error;
      const { input, inspection } = reading;
      tell({ file: input.name, ...unreadable(error) });
      bad.push(asImported(reading, 0, 'failed', options.source ?? inspection.format));
      good = good.filter((file) => file !== reading);
    }
  }
}

async function writeFeed(
  db: Database,
  source: string,
  files: readonly { readonly file: FeedFile; readonly rows: number }[],
  plan: Survey,
  options: ImportOptions,
  tell: Tell,
) {
  const total = { new: 0, changed: 0, unchanged: 0, rejected: 0, variants: 0 };
  const changedIds: number[] = [];
  const seen: SeenSkus = new Map();
  const at = { currency: options.currency, now: options.now };
  const settings = { dryRun: options.dryRun ?? false, now: options.now };
  let chunk: DraftProduct[] = [];
  let weight = { variants: 0, characters: 0 };
  let done = 0;
  let writing: Promise<Written> | null = null;
  async function settle(): Promise<void> {
    const written = await writing;
    writing = null;
    if (!written) return;
    total.new += written.new;
    total.changed += written.changed;
    total.unchanged += written.unchanged;
    total.rejected += written.rejected;
    total.variants += written.variants;
    for (const id of written.ids) changedIds.push(id);
  }
  async function flush(): Promise<void> {
    await settle();
    if (chunk.length === 0) return;
    // The next chunk is read while this one is written; a failure is met at the next settle().
    writing = writeProducts(db, source, chunk, settings, tell);
    writing.catch(() => {});
    chunk = [];
    weight = { variants: 0, characters: 0 };
  }
  async function* rows(round: number): AsyncGenerator<FeedRow> {
    for (const { file } of files) yield* readRows(file, round === 0 ? tell : () => {});
  }
  for await (const group of grouped(rows, plan)) {
    done += group.length;
    const format = files[0]?.file.inspection.format ?? 'shopify';
    const draft = checkProduct(productOf(format, group, at), seen, tell);
    if (draft) {
      chunk.push(draft);
      weight.variants += draft.variants.length;
      weight.characters += draft.description.length;
    } else total.rejected += 1;
    const full =
      chunk.length >= MOST_PRODUCTS ||
      weight.variants >= MOST_VARIANTS ||
      weight.characters >= MOST_CHARACTERS;
    if (full) {
      await flush();
      options.progress?.(done, plan.rows, 'rows');
    }
  }
  await flush();
  await settle();
  options.progress?.(plan.rows, plan.rows, 'rows');
  return {
    ...total,
    changedIds,
    files: files.map(({ file, rows: count }) => asImported(file, count, 'imported', source)),
  };
}

const asImported = (
  { input, inspection }: FeedFile,
  rows: number,
  outcome: ImportedFile['outcome'],
  source: string,
): ImportedFile => ({
  name: input.name,
  format: inspection.format,
  source,
  encoding: inspection.encoding,
  rows,
  bytes: inspection.bytes,
  outcome,
});

/** Notes the run, and that an earlier one of this source that never ended did not finish. */
async function beginRun(
  db: Database,
  source: string,
  files: readonly FeedFile[],
  now: Date,
): Promise<number | null> {
  await sql`
    update import_run set status = 'failed', finished_at = ${now}::timestamptz
    where source = ${source} and status = 'running'`.execute(db);
  const name = files
    .map(({ input }) => input.name)
    .join(', ')
    .slice(0, 500);
  const hash = createHash('sha256')
    .update(files.map(({ inspection }) => inspection.hash).join())
    .digest('hex');
  const { rows } = await rowsOf(columns('import_run', 'id'))`
    insert into import_run (source, file_name, file_hash, format, status, started_at)
    values (${source}, ${name}, ${hash}, ${files[0]?.inspection.format ?? ''}, 'running', ${now}::timestamptz)
    returning id`.execute(db);
  return rows[0]?.id ?? null;
}

async function endRun(
  db: Database,
  run: number | null,
  status: 'finished' | 'failed',
  result: FeedResult | null,
): Promise<void> {
  if (run === null) return;
  const { changedIds, ...counts } = result ?? { changedIds: [] };
  const report = JSON.stringify({ ...counts, written: changedIds.length });
  await sql`
    update import_run set status = ${status}, report = ${report}::jsonb, finished_at = clock_timestamp()
    where id = ${run}`.execute(db);
}
