import { createReadStream, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { learnAffinity } from '#src/affinity/learn-affinity.ts';
import { UnreadableFile } from '#src/catalog/import/inspect-file.ts';
import { DatabaseUnavailable } from '#src/database/database.ts';
import { DataDirectoryInUse } from '#src/database/lock-data-directory.ts';
import { environment, EnvironmentError } from '#src/environment.ts';
import { importOrders, type OrderImportReport } from '#src/orders/import/import-orders.ts';
import { openShop } from '#src/shop.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run import:orders -- FILE… [--dry-run] [--json FILE] [--source NAME] [--no-learning]

Imports exports of orders (Shopify orders CSV, or the plain CSV of docs/import-orders.md, each also as .gz) as history,
and learns from it what is bought together. Customers become pseudonyms; no name or e-mail is kept.
  --dry-run      judge the files and say what would change; change nothing
  --json FILE    write the full report there
  --source NAME  keep the orders under this name (else the format's): a short word in lower case
  --no-learning  do not learn what is bought together afterwards`;

const MOST_SHOWN = 20;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'string' },
      source: { type: 'string' },
      'no-learning': { type: 'boolean', default: false },
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
    const report = await showStep('Importing orders', (progress) =>
      importOrders(shop.db, inputs, {
        source: values.source,
        currency: shop.content.current().store.currency,
        dryRun: values['dry-run'],
        now: new Date(),
        progress,
      }),
    );
    console.log(printed(report));
    if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
    if (!report.dryRun && !values['no-learning']) {
      const learned = await showStep('Learning what is bought together', (progress) =>
        learnAffinity(shop.db, { now: new Date(), progress }),
      );
      console.log(
        `Learned from ${learned.orders} orders of ${learned.items} things; weights ` +
          (learned.fittedOn ? `fitted on ${learned.fittedOn} late orders.` : 'as given, for want of orders.'),
      );
    }
    return report.ok ? 0 : 1;
  } finally {
    await shop.close();
  }
}

function printed(report: OrderImportReport): string {
  const lines = report.files.map((file) =>
    file.format
      ? `${file.file}: ${file.format}, ${file.rows} rows, ${file.new} new orders, ${file.changed} changed, ` +
        `${file.unchanged} unchanged, source ${file.source}; ${file.cancelled} cancelled, ${file.withReturns} with ` +
        `returns, ${file.withoutCustomer} without a customer, ${file.otherCurrency} in another currency`
      : `${file.file}: no export of orders`,
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
