import { createReadStream } from 'node:fs';
import { UnreadableFile } from '#src/catalog/import/files/inspect-file.ts';
import { importReviews, type ReviewImportReport } from '#src/reviews/import-reviews.ts';
import { printFiles } from './import-report.ts';
import { runImport } from './run-import.ts';

const USAGE = `npm run import:reviews -- FILE… [--dry-run] [--json FILE] [--source NAME]

Imports exports of reviews as CSV (Judge.me, Yotpo, or columns named alike), each also as .gz. The product is found
by its handle or SKU. Every review is marked with its source and as not verified by this shop.
  --dry-run      judge the files and say what would change; change nothing
  --json FILE    write the full report there
  --encoding NAME  the files' encoding where it is not UTF-8
  --source NAME  keep the reviews under this name (else the format's): a short word in lower case`;

const fileLine = (file: ReviewImportReport['files'][number]): string =>
  `${file.file}: ` +
  (file.format
    ? `${file.format}, ${file.rows} rows, ${file.new} new, ${file.changed} changed, ${file.unchanged} unchanged, source ${file.source}`
    : 'no export of reviews');

await runImport({
  usage: USAGE,
  flags: [],
  options: ['encoding'],
  title: 'Importing reviews',
  expected: [UnreadableFile, RangeError],
  run: (shop, { paths, source, dryRun, options }, progress) =>
    importReviews(
      shop.db,
      paths.map((name) => ({ name, open: () => createReadStream(name) })),
      {
        source,
        replyAuthor: shop.content.current().store.name,
        dryRun,
        encoding: options.get('encoding'),
        now: new Date(),
        progress,
      },
    ),
  print: (report) => printFiles(report, fileLine),
});
