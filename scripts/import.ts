import { createReadStream, createWriteStream, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CONTENT_SOURCE, retireDemonstration } from '#src/catalog/import/content-feed.ts';
import { importCatalogue, type CatalogueInput } from '#src/catalog/import/import-catalogue.ts';
import { ImportRuns } from '#src/catalog/import/write/source-lock.ts';
import { environment } from '#src/environment.ts';
import { indexShop } from '#src/search/index-shop.ts';
import { printReport } from './import-report.ts';
import { showStep } from './progress.ts';
import { runImport } from './run-import.ts';

const USAGE = `npm run import -- FILE… | FOLDER | -   [--dry-run] [--json FILE] [--source NAME] [--allow-removals]

Imports a whole feed: Shopify product CSV, Google Merchant TSV, CSV or XML, Schema.org JSON, each also as .gz.
Files named together are one feed. Products the feed no longer has are archived.
  --dry-run         judge the files and say what would change; change nothing
  --json FILE       write the full report there
  --source NAME     keep the products under this name (else the format's); one name, one feed
  --allow-removals  archive products even if that is more than half of them`;

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
  if (!isFolder) return [{ name: path, open: () => createReadStream(path) }];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !BESIDE.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort()
    .map((name) => ({ name, open: () => createReadStream(name) }));
}

await runImport({
  usage: USAGE,
  flags: ['allow-removals'],
  title: 'Importing',
  expected: [ImportRuns],
  async run(shop, { paths, source, dryRun, flags }, progress) {
    const scratch = await mkdtemp(join(tmpdir(), 'shelftalk-import-'));
    try {
      const inputs: CatalogueInput[] = [];
      for (const path of paths) inputs.push(...(await inputsAt(path, scratch)));
      return await importCatalogue(shop.db, inputs, {
        source: source?.trim() || (isHouseFeed(paths) ? CONTENT_SOURCE : undefined),
        currency: shop.content.current().store.currency,
        dryRun,
        allowRemovals: flags.has('allow-removals'),
        progress,
        now: new Date(),
      });
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
  print: printReport,
  async follow(shop, { paths }) {
    if (!isHouseFeed(paths) && shop.content.current().store.demonstration) {
      const gone = await retireDemonstration(shop.db);
      if (gone.length) console.log(`The demonstration's ${gone.length} products made room for yours.`);
    }
    await indexShop(shop.db, shop.content, showStep);
  },
});
