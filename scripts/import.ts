import { createReadStream, createWriteStream, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { HOUSE_SOURCE, standDownDemonstration } from '#src/catalog/import/house-feed.ts';
import { importCatalogue, type CatalogueInput } from '#src/catalog/import/import-catalogue.ts';
import { ImportRuns } from '#src/catalog/import/source-lock.ts';
import { DatabaseUnavailable } from '#src/database/database.ts';
import { DataDirectoryInUse } from '#src/database/lock-data-directory.ts';
import { environment, EnvironmentError } from '#src/environment.ts';
import { bringIndexUpToDate } from '#src/prepare-shop.ts';
import { openShop } from '#src/shop.ts';
import { printReport } from './import-report.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run import -- FILE… | FOLDER | -   [--dry-run] [--json FILE] [--source NAME] [--allow-removals]

Imports a whole feed: Shopify product CSV, Google Merchant TSV, CSV or XML, Schema.org JSON, each also as .gz.
Files named together are one feed. Products the feed no longer has are archived.
  --dry-run         judge the files and say what would change; change nothing
  --json FILE       write the full report there
  --source NAME     keep the products under this name (else the format's); one name, one feed
  --allow-removals  archive products even if that is more than half of them`;

// What stands beside a feed in a folder and is certainly none; what a file is, its content tells.
const BESIDE = /(?:^\.)|\.(?:md|png|jpe?g|webp|gif|svg|pdf|html?)$/i;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      'allow-removals': { type: 'boolean', default: false },
      json: { type: 'string' },
      source: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'shelftalk-import-'));
  try {
    const inputs: CatalogueInput[] = [];
    for (const path of positionals) inputs.push(...(await inputsAt(path, scratch)));
    const shop = await showStep('Opening the database', () => openShop(environment()));
    try {
      const report = await showStep('Importing', (progress) =>
        importCatalogue(shop.db, inputs, {
          source: values.source?.trim() || (isHouseFeed(positionals) ? HOUSE_SOURCE : undefined),
          currency: shop.content.current().store.currency,
          dryRun: values['dry-run'],
          allowRemovals: values['allow-removals'],
          progress,
          now: new Date(),
        }),
      );
      console.log(printReport(report));
      if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
      if (!report.dryRun && !isHouseFeed(positionals) && shop.content.current().store.demonstration) {
        const gone = await standDownDemonstration(shop.db);
        if (gone.length) console.log(`The demonstration's ${gone.length} products made room for yours.`);
      }
      if (!report.dryRun) await bringIndexUpToDate(shop, showStep);
      return report.ok ? 0 : 1;
    } finally {
      await shop.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

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

try {
  process.exitCode = await main();
} catch (error) {
  const code = String((error as { code?: string }).code);
  const expected = [EnvironmentError, DatabaseUnavailable, DataDirectoryInUse, ImportRuns].some(
    (kind) => error instanceof kind,
  );
  if (code.startsWith('ERR_PARSE_ARGS')) console.error(`${(error as Error).message}\n\n${USAGE}`);
  else if (expected) console.error(`\n${(error as Error).message}\n`);
  else console.error(error);
  process.exitCode = code.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
}
