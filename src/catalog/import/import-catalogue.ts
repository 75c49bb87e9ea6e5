import type { Database } from '#src/database/database.ts';
import { closingOf } from './closing.ts';
import { importFeed, type FeedResult } from './import-feed.ts';
import type { ImportOptions } from './import-options.ts';
import { UnreadableFile, type CatalogueInput } from './files/inspect-file.ts';
import { mappedFormat } from './formats/mapped-format.ts';
import { inspectFeed, type FeedFile, type Inspection } from './formats/read-rows.ts';
import { importStock } from './import-stock.ts';
import {
  collectFindings,
  type FindingList,
  type ImportedFile,
  type ImportReport,
  type Tell,
} from './report.ts';
import { asOnlyImport } from './write/source-lock.ts';

export type { CatalogueInput } from './files/inspect-file.ts';
export type { ImportReport } from './report.ts';

/**
 * Imports one whole feed, of one file or of several: new and changed products are written, those the feed no longer
 * has are archived, all else is left alone. A file that cannot be read as a whole changes nothing. Throws ImportRuns
 * where the same source is imported now, and when the database fails; run again, it goes on where it stopped.
 */
export async function importCatalogue(
  db: Database,
  input: CatalogueInput | readonly CatalogueInput[],
  options: ImportOptions,
): Promise<ImportReport> {
  const inputs: readonly CatalogueInput[] = 'open' in input ? [input] : input;
  const findings = collectFindings();
  const files: ImportedFile[] = [];
  const counts: FeedFile[] = [];
  const feeds = new Map<string, FeedFile[]>();
  for (const one of inputs) {
    options.progress?.(files.length, inputs.length, `files looked at (${one.name})`);
    const inspection = await inspected(one, options, findings, files);
    if (!inspection) continue;
    if (inspection.shape.stock) {
      counts.push({ input: one, inspection });
      continue;
    }
    const source = options.source ?? inspection.format;
    const feed = feeds.get(source) ?? [];
    if (feed[0] && feed[0].inspection.format !== inspection.format) {
      const reason = `One feed has one format: ${feed[0].input.name} is ${feed[0].inspection.format}, this is ${inspection.format}.`;
      const error = new UnreadableFile(reason, {
        fix: 'Import the files one by one, each with a --source of its own.',
      });
      failed(error, one, inspection, source, findings, files);
      continue;
    }
    feeds.set(source, [...feed, { input: one, inspection }]);
  }
  const whole = files.length === 0;
  const results = await asOnlyImport(db, [...feeds.keys()], async (own) => {
    const done: FeedResult[] = [];
    for (const [source, feed] of feeds)
      done.push(await importFeed(own, source, feed, whole, options, findings.tell));
    return done;
  });
  const stock = await importStock(db, counts, options, findings.tell);
  const sum = (of: (result: FeedResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  const ok = inputs.length > 0 && whole && stock.ok && results.every((result) => result.ok);
  const dryRun = options.dryRun ?? false;
  const accepted = sum((result) => result.variants);
  return {
    ...closingOf({
      refused: !ok,
      taken: accepted + stock.set,
      lost: findings.counts.lost,
      things: accepted || !stock.set ? 'variants' : 'counts of stock',
      mostLost: options.mostLost,
      dryRun,
    }),
    ok,
    dryRun,
    startedAt: options.now,
    files: [...files, ...results.flatMap((result) => result.files), ...stock.files],
    products: {
      new: sum((result) => result.new),
      changed: sum((result) => result.changed),
      unchanged: sum((result) => result.unchanged),
      rejected: sum((result) => result.rejected),
      archived: sum((result) => result.archived),
      renamed: sum((result) => result.renamed),
    },
    variants: { accepted, rejected: findings.counts.rejectedVariants },
    shelves: results.flatMap((result) => result.shelves),
    stock: { set: stock.set, unknown: stock.unknown },
    rejected: findings.counts.rejected,
    warnings: findings.counts.warnings,
    findings: findings.all,
    changedIds: [...new Set(results.flatMap((result) => result.changedIds))],
  };
}

async function inspected(
  input: CatalogueInput,
  { encoding, map }: ImportOptions,
  findings: FindingList,
  files: ImportedFile[],
): Promise<Inspection | null> {
  try {
    const inspection = await inspectFeed(input, encoding, map ? mappedFormat(map) : null);
    tellEncoding(input.name, inspection, findings.tell);
    return inspection;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof UnreadableFile) failed(error, input, null, null, findings, files);
    else if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'EPERM') {
      const reason = code === 'ENOENT' ? 'There is no such file.' : 'The file cannot be opened.';
      const told = new UnreadableFile(reason, { fix: 'Check its name and its permissions.', cause: error });
      failed(told, input, null, null, findings, files);
    } else throw error;
    return null;
  }
}

/** A guess is told, and so is what could not be read as the encoding says. */
function tellEncoding(file: string, { encoding, guessed, broken }: Inspection, tell: Tell): void {
  const fix = 'Export the file as UTF-8, or name its encoding: --encoding windows-1252.';
  if (guessed) {
    const reason = `The file is not UTF-8; it is read as ${encoding}, which is a guess.`;
    tell({ level: 'warning', scope: 'file', file, field: 'encoding', found: encoding, reason, fix });
  } else if (broken) {
    const reason = `${broken} places of the file are not UTF-8 and are read as the sign for a broken character.`;
    tell({ level: 'warning', scope: 'file', file, field: 'encoding', found: broken, reason, fix });
  }
}

function failed(
  error: UnreadableFile,
  input: CatalogueInput,
  inspection: Inspection | null,
  source: string | null,
  findings: FindingList,
  files: ImportedFile[],
): void {
  const { message: reason, line, field, fix } = error;
  findings.tell({ level: 'rejected', scope: 'file', file: input.name, line, field, reason, fix });
  files.push({
    name: input.name,
    format: inspection?.format ?? null,
    source,
    encoding: inspection?.encoding ?? null,
    rows: 0,
    bytes: inspection?.bytes ?? 0,
    outcome: error.damaged ? 'failed' : 'not a catalogue',
    facts: [],
    leftOut: [],
  });
}
