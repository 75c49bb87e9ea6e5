import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { SoldNames } from '#src/catalog/sold-names.ts';
import type { ContentFinding } from '#src/editorial/finding.ts';
import { openContent } from '#src/editorial/content.ts';
import { openDecisions } from '#src/editorial/open-decisions.ts';
import { lintContent } from '#src/editorial/lint-content.ts';
import { keptShelf } from '#src/editorial/resting/kept-shelf.ts';
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
const open = openDecisions(folder);
if (open.length) console.log(`${open.length} decisions of drafts are still to take:`);
for (const { file, line, what } of open) console.log(`  ${folder}/${file}:${line} ${what}`);
if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
process.exitCode = count ? 1 : 0;

interface Looked {
  readonly sold: SoldNames | null;
  /** Files that rest as a whole folder. */
  readonly resting: ReadonlySet<string>;
  /** What rests and why. */
  readonly told: readonly string[];
}

/** What the shop sells, by the note that a start and an import leave, and which words rest for it; nothing where there is no note. */
async function shelf({ SHELFTALK_DATA_DIR, CONTENT_DIR }: Environment): Promise<Looked> {
  const kept = await keptShelf(SHELFTALK_DATA_DIR);
  if (!kept) return { sold: null, resting: new Set(), told: [] };
  const { sold, catalogue } = kept;
  const content = openContent(CONTENT_DIR);
  content.close();
  try {
    content.stock({ products: new Set(sold.products), categories: new Set(sold.categories), catalogue });
    const words = content.current();
    return { sold, resting: leftFiles(words.resting), told: restingReport(words) };
  } catch {
    return { sold, resting: new Set(), told: [] }; // store.yaml cannot be read, which is told as a finding
  }
}

function print({ file, line, message, advice, fix }: ContentFinding): string {
  const lines = [`${folder}/${file}:${line}`, `  ${message}`];
  if (advice) lines.push(`  Advice: ${advice}`);
  if (fix) lines.push('  Paste this:', ...fix.split('\n').map((one) => `    ${one}`));
  return `${lines.join('\n')}\n`;
}
