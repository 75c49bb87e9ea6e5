import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';
import { readCases } from './eval-cases.ts';
import { runCase, type CaseResult } from './eval-run.ts';

/*
 * npm run eval:conversation -- --cases DIR [--json FILE]   Says the scripted conversations of a folder to the shop and
 * checks every answer. Ends with 1 where a limit was broken or a number made up; a rate is only reported.
 */

const { values } = parseArgs({ options: { cases: { type: 'string' }, json: { type: 'string' } } });
if (!values.cases) {
  console.error('Which conversations? npm run eval:conversation -- --cases test/evals/conversations');
  process.exit(2);
}
const cases = readCases(values.cases);
const shop = await openShop(environment());
const results: CaseResult[] = [];
for (const [at, one] of cases.entries()) {
  const result = await runCase(shop, one);
  results.push(result);
  if (process.stderr.isTTY) process.stderr.write(`\r  ${at + 1}/${cases.length} `);
  if (!result.passed) tell(result);
}
await shop.close();

const sets = [...new Set(results.map((result) => result.set))];
for (const set of sets)
  console.log(
    summaryOf(
      set || 'all',
      results.filter((result) => result.set === set),
    ),
  );
const all = results.flatMap((result) => result.turns.flatMap((turn) => turn.failures));
const count = (kind: string) => all.filter((failure) => failure.kind === kind).length;
console.log(
  `limits broken ${count('limit')}, numbers made up ${count('number')}, questions repeated ${count('repeated-question')}, over length ${count('words')}`,
);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ results }, null, 2)}\n`);
process.exit(count('limit') + count('number') > 0 ? 1 : 0);

function tell({ name, set, turns }: CaseResult): void {
  console.log(`✗ ${[set, name].filter(Boolean).join(': ')}`);
  for (const turn of turns) {
    console.log(`  > ${turn.say}\n    [${turn.act}] ${turn.shown.join(' | ')}\n    ${turn.answer}`);
    for (const failure of turn.failures) console.log(`    ! ${failure.kind}: ${failure.text}`);
  }
}

function summaryOf(set: string, of: readonly CaseResult[]): string {
  const passed = of.filter((result) => result.passed).length;
  const times = of.flatMap((result) => result.turns.map((turn) => turn.milliseconds)).sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
  return `${set}: ${passed} of ${of.length} conversations (${(passed / of.length).toFixed(3)}), ${times.length} turns, p95 ${p95} ms`;
}
