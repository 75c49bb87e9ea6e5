import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/*
 * `npm test`: first what needs no browser and no server (on PGlite, and on Postgres where TEST_DATABASE_URL names
 * one), then the built shop over HTTP and, where Chromium is there, in a browser. Ends with a plain line of counts.
 * Arguments are handed to Vitest: `npm test -- test/search`.
 */

interface Counts {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: readonly {
    name: string;
    status: string;
    assertionResults: readonly { fullName: string; status: string; failureMessages: readonly string[] }[];
  }[];
}

const given = process.argv.slice(2);
const served = (path: string) => path.startsWith('test/http') || path.startsWith('test/browser');
const SERVED = ['--config', 'vitest.served.config.ts'];
const groups = given.length
  ? [{ name: 'chosen', args: given.some(served) ? [...SERVED, ...given] : given }]
  : [
      { name: 'units', args: [] },
      { name: 'served', args: SERVED },
    ];

mkdirSync('var/test', { recursive: true });
let passed = 0;
let failed = 0;
let skipped = 0;
const failures: string[] = [];
for (const { name, args } of groups) {
  const file = `var/test/${name}.json`;
  const code = await run([
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ]);
  const counts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Counts) : null;
  passed += counts?.numPassedTests ?? 0;
  skipped += counts?.numPendingTests ?? 0;
  failures.push(...(counts ? failuresOf(counts) : [`the ${name} run told nothing`]));
  // A file that cannot even be loaded has no failed test in it, yet it failed.
  failed += counts ? Math.max(counts.numFailedTests, code === 0 ? 0 : 1) : 1;
}
if (!process.env['TEST_DATABASE_URL'])
  console.log('Postgres: skipped (TEST_DATABASE_URL is not set; scripts/postgres.sh start gives one).');
if (!existsSync('/usr/bin/chromium'))
  console.log('Browser: skipped (no /usr/bin/chromium; apt-get install chromium gives one).');
for (const [name, program, from] of [
  ['nginx', '/usr/sbin/nginx', 'nginx-light'],
  ['Caddy', '/usr/bin/caddy', 'caddy'],
] as const)
  if (!existsSync(program))
    console.log(`Behind ${name}: skipped (no ${program}; apt-get install ${from} gives one).`);
// Said again at the end, because a long log is often cut to its end.
for (const failure of failures) console.log(`Failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed ? 1 : 0;

/** A line for each test that failed and each file that could not be loaded, with the start of the reason. */
function failuresOf({ testResults }: Counts): string[] {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    const file = relative('.', name);
    if (!failed.length) return status === 'failed' ? [`${file} could not be loaded`] : [];
    return failed.map(
      ({ fullName, failureMessages }) =>
        `${file}: ${fullName}\n  ${failureMessages.join('\n').slice(0, 1500)}`,
    );
  });
}

function run(args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], { stdio: 'inherit' });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
