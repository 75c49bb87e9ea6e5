import { copyFileSync, constants, existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { categories, type Category } from '#src/catalog/category-store.ts';
import { importContentFeed } from '#src/catalog/import/content-feed.ts';
import { soldNames, type SoldNames } from '#src/catalog/sold-names.ts';
import { openDatabase } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { openContent, type Content } from '#src/editorial/content.ts';
import type { Answers } from '#src/editorial/drafts/answers.ts';
import { draftCategories } from '#src/editorial/drafts/draft-categories.ts';
import { draftFaqs } from '#src/editorial/drafts/draft-faqs.ts';
import { draftPolicies } from '#src/editorial/drafts/draft-policies.ts';
import { draftStore } from '#src/editorial/drafts/draft-store.ts';
import { shelfFacts } from '#src/editorial/drafts/shelf-facts.ts';
import { writeDrafts } from '#src/editorial/drafts/write-drafts.ts';
import { importSettings } from '#src/editorial/import-settings.ts';
import { lintContent } from '#src/editorial/lint-content.ts';
import { openDecisions } from '#src/editorial/open-decisions.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { environment, readEnvironment } from '#src/environment.ts';
import { printReport } from './import-report.ts';
import { answersFrom, BadAnswer, QUESTIONS } from './new-shop-answers.ts';
import { currencyInFile } from './currency-in-file.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run new-shop -- FOLDER --catalogue FILE [--name NAME] …

Writes a folder of words for a shop of your own around an export of your products: store.yaml, policies, words for
categories and questions, drafted from what the export says and from your answers. Never over a file that is there. In a
terminal it asks for what no option says, and Enter takes what stands in brackets; elsewhere, or with --yes, that is taken.
  --catalogue FILE  an export of your products, as npm run import reads them; may come several times
  --yes             ask nothing
${QUESTIONS.map(({ option, ask }) => `  --${option.padEnd(15)} ${ask}`).join('\n')}`;

try {
  process.exitCode = await newShop();
} catch (error) {
  const isCall =
    error instanceof BadAnswer || String((error as { code?: string }).code).startsWith('ERR_PARSE');
  console.error(isCall ? `${(error as Error).message}\n\n${USAGE}` : error);
  process.exitCode = isCall ? 2 : 1;
}

async function newShop(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...Object.fromEntries(QUESTIONS.map(({ option }) => [option, { type: 'string' as const }])),
      catalogue: { type: 'string', multiple: true },
      yes: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [folder, ...more] = positionals;
  const exports = (values['catalogue'] ?? []) as readonly string[];
  if (values['help'] || !folder || more.length) {
    console.log(USAGE);
    return values['help'] ? 0 : 2;
  }
  for (const path of exports) if (!existsSync(path)) throw new BadAnswer(`There is no file ${path}.`);
  const given = new Map(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
  const stood = wordsIn(folder);
  const answers = await answersFrom(given, {
    store: stood?.store ?? null,
    currency: exports[0] ? await currencyInFile(exports[0]) : null,
    ask: process.stdin.isTTY && !values['yes'],
    name: basename(folder),
  });
  takeExports(folder, exports);
  return (await drafted(folder, answers, stood)) ? 0 : 2;
}

/** The words of a folder that was begun before; null where it has no store.yaml. */
function wordsIn(folder: string): Content | null {
  if (!existsSync(join(folder, 'store.yaml'))) return null;
  const words = openContent(folder);
  words.close();
  return words.written();
}

/** Puts the exports beside the words, where every start of the shop reads them. */
function takeExports(folder: string, exports: readonly string[]): void {
  mkdirSync(join(folder, 'catalog'), { recursive: true });
  for (const path of exports) {
    const to = join(folder, 'catalog', basename(path));
    if (existsSync(to)) console.log(`${to} stands already and stays as it is.`);
    else copyFileSync(path, to, constants.COPYFILE_EXCL);
  }
}

/** Imports, and drafts the words from what is on the shelves then. */
async function drafted(folder: string, answers: Answers, store: Content | null): Promise<boolean> {
  const { SHELFTALK_DATA_DIR } = readEnvironment({ CONTENT_DIR: folder });
  const { db, close } = await showStep('Opening the database', async () => {
    const opened = await openDatabase({ ...environment(), SHELFTALK_DATA_DIR });
    await migrate(opened.db);
    return opened;
  });
  try {
    const now = new Date();
    const settings = store ? importSettings(store) : { currency: answers.currency, locale: answers.locale };
    const report = await showStep('Reading the catalogue', (progress) =>
      importContentFeed(db, folder, false, { ...settings, progress, now }),
    );
    if (report) console.log(`${printReport(report)}\n\n${report.closing}\n`);
    if (report?.exitCode === 2) return false;
    const all = await categories(db);
    const facts = await shelfFacts(db);
    const words = writeDrafts(folder, [
      draftStore(answers, namesOf(all)),
      ...draftPolicies(answers, shopDay(answers, now)),
      ...draftCategories(all, facts, answers),
      ...draftFaqs(answers, all, facts),
    ]);
    tell(folder, words.written, words.stood, await soldNames(db));
    return true;
  } finally {
    await close();
  }
}

/** The largest categories at the top. */
function namesOf(all: readonly Category[]): readonly string[] {
  return all
    .filter(({ depth }) => depth === 0)
    .toSorted((a, b) => b.products - a.products)
    .map(({ name }) => name);
}

function tell(
  folder: string,
  written: readonly string[],
  stood: readonly string[],
  sold: SoldNames | null,
): void {
  const { findings } = lintContent(folder, sold);
  const open = openDecisions(folder);
  console.log(`Written in ${folder}: ${written.length} files.`);
  if (stood.length) console.log(`Left as they are: ${stood.join(', ')}.`);
  for (const { file, line, message } of findings) console.log(`  ${folder}/${file}:${line} ${message}`);
  if (open.length) {
    console.log(`Still for you to decide (${open.length}):`);
    for (const { file, line, what } of open) console.log(`  ${folder}/${file}:${line} ${what}`);
  }
  console.log(`\nOpen it: CONTENT_DIR=${folder} npm start`);
}
