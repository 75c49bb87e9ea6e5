import { createReadStream, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UnreadableFile } from '#src/catalog/import/inspect-file.ts';
import { DatabaseUnavailable } from '#src/database/database.ts';
import { DataDirectoryInUse } from '#src/database/lock-data-directory.ts';
import { environment, EnvironmentError } from '#src/environment.ts';
import { importReviews, type ReviewImportReport } from '#src/reviews/import-reviews.ts';
import { openShop } from '#src/shop.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run import:reviews -- FILE… [--dry-run] [--json FILE] [--source NAME]

Imports exports of reviews as CSV (Judge.me, Yotpo, or columns named alike), each also as .gz. The product is found
by its handle or SKU. Every review is marked with its source and as not verified by this shop.
  --dry-run      judge the files and say what would change; change nothing
  --json FILE    write the full report there
  --source NAME  keep the reviews under this name (else the format's): a short word in lower case`;

const MOST_SHOWN = 20;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'string' },
      source: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const shop = await showStep('Opening the database', () => openShop(environment()));
  try {
    const inputs = positionals.map((name) => ({ name, open: () => createReadStream(name) }));
    const report = await showStep('Importing reviews', (progress) =>
      importReviews(shop.db, inputs, {
        source: values.source,
        replyAuthor: shop.content.current().store.name,
        dryRun: values['dry-run'],
        now: new Date(),
        progress,
      }),
    );
    console.log(printed(report));
    if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
    return report.ok ? 0 : 1;
  } finally {
    await shop.close();
  }
}

function printed(report: ReviewImportReport): string {
  const lines = report.files.map(
    (file) =>
      `${file.file}: ` +
      (file.format
        ? `${file.format}, ${file.rows} rows, ${file.new} new, ${file.changed} changed, ${file.unchanged} unchanged, source ${file.source}`
        : 'no export of reviews'),
  );
  if (report.dryRun) lines.push('Dry run: nothing was changed.');
  lines.push(`Rejected: ${report.rejected}, warnings: ${report.warnings}`);
  for (const finding of report.findings.slice(0, MOST_SHOWN)) {
    const place = finding.line === null ? finding.file : `${finding.file}:${finding.line}`;
    const found = finding.found ? ` (found: ${finding.found})` : '';
    lines.push(
      `  ${finding.level} ${place}`,
      `    ${finding.field}: ${finding.reason}${found}`,
      `    ${finding.fix}`,
    );
  }
  const more = report.findings.length - MOST_SHOWN;
  if (more > 0) lines.push(`  … and ${more} more (see --json).`);
  return lines.join('\n');
}

try {
  process.exitCode = await main();
} catch (error) {
  const code = String((error as { code?: string }).code);
  const expected = [
    EnvironmentError,
    DatabaseUnavailable,
    DataDirectoryInUse,
    UnreadableFile,
    RangeError,
  ].some((kind) => error instanceof kind);
  if (code.startsWith('ERR_PARSE_ARGS')) console.error(`${(error as Error).message}\n\n${USAGE}`);
  else if (code === 'ENOENT' || code === 'EISDIR')
    console.error(`\nThere is no such file: ${(error as Error).message}\n`);
  else if (expected) console.error(`\n${(error as Error).message}\n`);
  else console.error(error);
  process.exitCode = code.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
}
