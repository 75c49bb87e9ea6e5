import { createReadStream, createWriteStream, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CONTENT_SOURCE, retireDemonstration } from '#src/catalog/import/content-feed.ts';
import { importCatalogue, type CatalogueInput } from '#src/catalog/import/import-catalogue.ts';
import { ImportRuns } from '#src/catalog/import/write/source-lock.ts';
import { importSettings } from '#src/editorial/import-settings.ts';
import { keepShelf } from '#src/editorial/resting/kept-shelf.ts';
import { keepStocked } from '#src/editorial/resting/keep-stocked.ts';
import { restingReport } from '#src/editorial/resting/resting-report.ts';
import { environment } from '#src/environment.ts';
import { indexShop } from '#src/search/index-shop.ts';
import { categoriesDraft } from './draft-categories.ts';
import { BadOption, draftMap, optionsSaid, writeDraft } from './import-said.ts';
import { printReport } from './import-report.ts';
import { showStep } from './progress.ts';
import { runImport } from './run-import.ts';

const USAGE = `npm run import -- FILE… | FOLDER | -   [--dry-run] [--json FILE] [--source NAME] [--map FILE] …

Imports a whole feed: any of the exports that src/catalog/import/README.md lists, or any other table with --map, each
also as .gz. Files named together are one feed. Products the feed no longer has are archived. A file that holds nothing
but SKUs and counts sets the stock of known variants. Ends with 0 where all was taken, with 3 where more was lost than
may be, with 2 where nothing was taken.
  --dry-run         judge the files and say what would change; change nothing
  --json FILE       write the full report there; - prints it instead of words
  --source NAME     keep the products under this name (else the format's); one name, one feed
  --allow-removals  archive products even if so many go that the feed looks cut off
  --most-lost N     how many percent may be refused before the import ends with 3 (5)
  --decimal MARK    which mark stands before decimals in the file: dot or comma
  --encoding NAME   the file's encoding where it is not UTF-8, such as windows-1252
  --counts KIND     what the counts know of orders placed here, where it is other than store.yaml says: one of
                    knows-our-orders, knows-what-was-sent, does-not-know, delta
  --counted-at WHEN when they were counted, such as 2026-11-30T14:00 (else the date of the file)
  --map FILE        read a table that is no known export by what FILE says of its columns
  --draft-categories FILE  write the shelves found as a draft of categories: in content/import.yaml
  --draft-map FILE  write a draft of such a file from the table's header, and import nothing`;

// What stands beside a feed in a folder and is certainly none; what a file is, its content tells.
const BESIDE = /(?:^\.)|\.(?:md|png|jpe?g|webp|gif|svg|pdf|html?)$/i;

/** Whether the files named are those of content/catalog/, which `npm start` imports too. */
function isHouseFeed(paths: readonly string[]): boolean {
  const house = resolve(environment().CONTENT_DIR, 'catalog');
  return paths.every((path) => path !== '-' && `${resolve(path)}/`.startsWith(`${house}/`));
}

/** A file, the files of a folder in order of name, or `-`: standard input, kept in a file because it is read twice. */
async function inputsAt(path: string, scratch: string): Promise<readonly CatalogueInput[]> {
  if (path === '-') {
    const kept = join(scratch, 'stdin');
    await pipeline(process.stdin, createWriteStream(kept));
    return [{ name: 'standard input', open: () => createReadStream(kept) }];
  }
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) return [fileAt(path)];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !BESIDE.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort()
    .map(fileAt);
}

const fileAt = (path: string): CatalogueInput => ({
  name: path,
  writtenAt: statSync(path, { throwIfNoEntry: false })?.mtime,
  open: () => createReadStream(path),
});

if (process.argv.includes('--draft-map')) process.exitCode = await draftMap(process.argv.slice(2), USAGE);
else await importFeeds();

async function importFeeds(): Promise<void> {
  await runImport({
    usage: USAGE,
    flags: ['allow-removals'],
    options: ['most-lost', 'decimal', 'encoding', 'map', 'counts', 'counted-at', 'draft-categories'],
    title: 'Importing',
    expected: [ImportRuns, BadOption],
    async run(shop, { paths, source, dryRun, flags, options }, progress) {
      const said = optionsSaid(options, shop.content.current().store.timeZone);
      const scratch = await mkdtemp(join(tmpdir(), 'shelftalk-import-'));
      try {
        const inputs: CatalogueInput[] = [];
        for (const path of paths) inputs.push(...(await inputsAt(path, scratch)));
        const report = await importCatalogue(shop.db, inputs, {
          source: source?.trim() || (isHouseFeed(paths) ? CONTENT_SOURCE : undefined),
          ...importSettings(shop.content.current()),
          ...said,
          dryRun,
          allowRemovals: flags.has('allow-removals'),
          progress,
          now: new Date(),
        });
        const draft = options.get('draft-categories');
        if (draft) writeDraft(draft, categoriesDraft(report.shelves));
        return report;
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    },
    print: printReport,
    async follow(shop, { paths }) {
      if (!isHouseFeed(paths) && shop.content.current().store.demonstration) {
        const gone = await retireDemonstration(shop.db);
        if (gone.length) console.error(`The demonstration's ${gone.length} products made room for yours.`);
      }
      await keepStocked(shop.db, shop.content);
      await keepShelf(shop.db, shop.environment.SHELFTALK_DATA_DIR);
      for (const line of restingReport(shop.content.current())) console.error(line);
      await indexShop(shop.db, shop.content, showStep);
    },
  });
}
