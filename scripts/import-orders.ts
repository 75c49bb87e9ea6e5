import { createReadStream } from 'node:fs';
import { learnAffinity } from '#src/affinity/learn-affinity.ts';
import { UnreadableFile } from '#src/catalog/import/files/inspect-file.ts';
import { importOrders, type OrderImportReport } from '#src/orders/import/import-orders.ts';
import { printFiles } from './import-report.ts';
import { showStep } from './progress.ts';
import { runImport } from './run-import.ts';

const USAGE = `npm run import:orders -- FILE… [--dry-run] [--json FILE] [--source NAME] [--no-learning]

Imports exports of orders (Shopify orders CSV, or the plain CSV of docs/import-orders.md, each also as .gz) as history,
and learns from it what is bought together. Customers become pseudonyms; no name or e-mail is kept.
  --dry-run      judge the files and say what would change; change nothing
  --json FILE    write the full report there
  --encoding NAME  the files' encoding where it is not UTF-8
  --source NAME  keep the orders under this name (else the format's): a short word in lower case
  --no-learning  do not learn what is bought together afterwards`;

const fileLine = (file: OrderImportReport['files'][number]): string =>
  file.format
    ? `${file.file}: ${file.format}, ${file.rows} rows, ${file.new} new orders, ${file.changed} changed, ` +
      `${file.unchanged} unchanged, source ${file.source}; ${file.cancelled} cancelled, ${file.withReturns} with ` +
      `returns, ${file.withoutCustomer} without a customer, ${file.otherCurrency} in another currency`
    : `${file.file}: no export of orders`;

await runImport({
  usage: USAGE,
  flags: ['no-learning'],
  options: ['encoding'],
  title: 'Importing orders',
  expected: [UnreadableFile, RangeError],
  run: (shop, { paths, source, dryRun, options }, progress) =>
    importOrders(
      shop.db,
      paths.map((name) => ({ name, open: () => createReadStream(name) })),
      {
        source,
        currency: shop.content.current().store.currency,
        dryRun,
        encoding: options.get('encoding'),
        now: new Date(),
        progress,
      },
    ),
  print: (report) => printFiles(report, fileLine),
  async follow(shop, { flags }) {
    if (flags.has('no-learning')) return;
    const learned = await showStep('Learning what is bought together', (progress) =>
      learnAffinity(shop.db, { now: new Date(), progress }),
    );
    console.log(
      `Learned from ${learned.orders} orders of ${learned.items} things; weights ` +
        (learned.fittedOn ? `fitted on ${learned.fittedOn} late orders.` : 'as given, for want of orders.'),
    );
  },
});
