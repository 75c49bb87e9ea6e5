import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { environment } from '#src/environment.ts';
import { prepareShop } from '#src/prepare-shop.ts';
import { openShop } from '#src/shop.ts';
import { readCases } from './eval-cases.ts';
import { figuresOf, type Figures } from './eval-figures.ts';
import { evalPage } from './eval-page.ts';
import { runCase, type CaseResult } from './eval-run.ts';
import { showStep } from './progress.ts';

const OWN_CASES = 'test/evals/conversations';
const USAGE = `npm run eval:conversation -- [--cases DIR] [--json FILE] [--html FILE]

Says the scripted conversations of a folder to the shop and checks every answer. Ends with 1 where a limit was broken
or a number made up; a rate is only reported.
  --cases DIR  YAML files of conversations (default ${OWN_CASES})
  --json FILE  write figures and transcripts there
  --html FILE  write a page of the failures with their transcripts`;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: OWN_CASES },
    json: { type: 'string' },
    html: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const cases = readCases(values.cases);
const shop = await openShop(environment());
await prepareShop(shop, showStep);
const results: CaseResult[] = [];
for (const [at, one] of cases.entries()) {
  const result = await runCase(shop, one);
  results.push(result);
  if (process.stderr.isTTY) process.stderr.write(`\r  ${at + 1}/${cases.length} `);
  if (!result.passed) tell(result);
}
await shop.close();

const sets = [...new Set(results.map((result) => result.set))];
const figures: Readonly<Record<string, Figures>> = {
  ...Object.fromEntries(
    sets.map((set) => [set || 'all', figuresOf(results.filter((result) => result.set === set))]),
  ),
  ...(sets.length > 1 ? { all: figuresOf(results) } : {}),
};
for (const [set, one] of Object.entries(figures)) console.log(lineOf(set, one));
if (values.json) writeFileSync(values.json, `${JSON.stringify({ figures, results }, null, 2)}\n`);
if (values.html) writeFileSync(values.html, evalPage(figures, results));
const whole = figuresOf(results);
process.exit(whole.constraintViolations + whole.ungroundedNumbers > 0 ? 1 : 0);

function tell({ name, set, turns }: CaseResult): void {
  console.log(`✗ ${[set, name].filter(Boolean).join(': ')}`);
  for (const turn of turns) {
    console.log(`  > ${turn.say}\n    [${turn.act}] ${turn.shown.join(' | ')}\n    ${turn.answer}`);
    for (const failure of turn.failures) console.log(`    ! ${failure.kind}: ${failure.text}`);
  }
}

function lineOf(set: string, one: Figures): string {
  return [
    `${set}: ${one.passed} of ${one.conversations} conversations (${one.success.toFixed(3)}), ${one.turns} turns`,
    `limits broken ${one.constraintViolations}, numbers made up ${one.ungroundedNumbers}`,
    `questions repeated ${one.repeatedQuestions}, over length ${one.overLength}`,
    `hand-off recall ${one.handOff.recall ?? 'none due'}, precision ${one.handOff.precision ?? 'none made'}`,
    `p95 ${one.p95Milliseconds} ms`,
  ].join('; ');
}
