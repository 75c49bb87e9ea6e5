import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lintContent, type ContentFinding } from '#src/editorial/lint.ts';
import { environment } from '#src/environment.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const folder = environment().CONTENT_DIR;
const report = lintContent(folder);

for (const finding of report.findings) console.log(print(finding));
const count = report.findings.length;
console.log(
  count ? `${count} to put right in ${report.files} files.` : `${report.files} files, nothing to put right.`,
);
if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
process.exitCode = count ? 1 : 0;

function print({ file, line, message, advice, fix }: ContentFinding): string {
  const lines = [`${folder}/${file}:${line}`, `  ${message}`];
  if (advice) lines.push(`  Advice: ${advice}`);
  if (fix) lines.push('  Paste this:', ...fix.split('\n').map((one) => `    ${one}`));
  return `${lines.join('\n')}\n`;
}
