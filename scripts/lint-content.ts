import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { soldNames, type SoldNames } from '#src/catalog/sold-names.ts';
import { openDatabase, type Database } from '#src/database/database.ts';
import type { ContentFinding } from '#src/editorial/finding.ts';
import { openContent } from '#src/editorial/content.ts';
import { lintContent } from '#src/editorial/lint-content.ts';
import { keepStocked } from '#src/editorial/resting/keep-stocked.ts';
import { leftFiles, restingReport } from '#src/editorial/resting/resting-report.ts';
import { environment, type Environment } from '#src/environment.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const settings = environment();
const folder = settings.CONTENT_DIR;
const { sold, resting, told } = await shelf(settings);
const report = lintContent(folder, sold, resting);

for (const finding of report.findings) console.log(print(finding));
const count = report.findings.length;
console.log(
  count ? `${count} to put right in ${report.files} files.` : `${report.files} files, nothing to put right.`,
);
for (const line of told) console.log(line);
if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
process.exitCode = count ? 1 : 0;

interface Shelf {
  readonly sold: SoldNames | null;
  /** Files that rest as a whole folder. */
  readonly resting: ReadonlySet<string>;
  /** What rests and why. */
  readonly told: readonly string[];
}

/** What the shop sells, and which words rest for it; nothing where there is no database yet or another process has it. */
async function shelf(given: Environment): Promise<Shelf> {
  const unknown: Shelf = { sold: null, resting: new Set(), told: [] };
  if (!given.DATABASE_URL && !existsSync(given.SHELFTALK_DATA_DIR)) return unknown;
  try {
    const { db, close } = await openDatabase(given);
    try {
      return { sold: await soldNames(db), ...(await restingOver(db, given.CONTENT_DIR)) };
    } finally {
      await close();
    }
  } catch {
    console.error(
      'The catalogue cannot be looked at now: products and categories are those that have words.',
    );
    return unknown;
  }
}

async function restingOver(db: Database, contentFolder: string): Promise<Omit<Shelf, 'sold'>> {
  const content = openContent(contentFolder);
  content.close();
  try {
    await keepStocked(db, content);
    const words = content.current();
    return { resting: leftFiles(words.resting), told: restingReport(words) };
  } catch {
    return { resting: new Set(), told: [] }; // store.yaml cannot be read, which is told as a finding
  }
}

function print({ file, line, message, advice, fix }: ContentFinding): string {
  const lines = [`${folder}/${file}:${line}`, `  ${message}`];
  if (advice) lines.push(`  Advice: ${advice}`);
  if (fix) lines.push('  Paste this:', ...fix.split('\n').map((one) => `    ${one}`));
  return `${lines.join('\n')}\n`;
}
