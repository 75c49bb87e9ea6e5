import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { soldNames, type SoldNames } from '#src/catalog/sold-names.ts';
import { openDatabase } from '#src/database/database.ts';
import type { ContentFinding } from '#src/editorial/finding.ts';
import { lintContent } from '#src/editorial/lint-content.ts';
import { environment, type Environment } from '#src/environment.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const settings = environment();
const folder = settings.CONTENT_DIR;
const report = lintContent(folder, await shelf(settings));

for (const finding of report.findings) console.log(print(finding));
const count = report.findings.length;
console.log(
  count ? `${count} to put right in ${report.files} files.` : `${report.files} files, nothing to put right.`,
);
if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
process.exitCode = count ? 1 : 0;

/** What the shop sells; null where there is no database yet or another process has it. */
async function shelf(given: Environment): Promise<SoldNames | null> {
  if (!given.DATABASE_URL && !existsSync(given.SHELFTALK_DATA_DIR)) return null;
  try {
    const { db, close } = await openDatabase(given);
    try {
      return await soldNames(db);
    } finally {
      await close();
    }
  } catch {
    console.error(
      'The catalogue cannot be looked at now: products and categories are those that have words.',
    );
    return null;
  }
}

function print({ file, line, message, advice, fix }: ContentFinding): string {
  const lines = [`${folder}/${file}:${line}`, `  ${message}`];
  if (advice) lines.push(`  Advice: ${advice}`);
  if (fix) lines.push('  Paste this:', ...fix.split('\n').map((one) => `    ${one}`));
  return `${lines.join('\n')}\n`;
}
