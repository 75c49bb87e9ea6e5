import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Report } from '#src/log/step.ts';
import { showStep } from './progress.ts';
import { anyOver, auditEpochs, type Excess } from './redemptions/audit.ts';
import { scratchPglite, scratchPostgres, type Scratch } from './redemptions/fresh-databases.ts';
import { epochsFor, runLanes, type LanesGiven, type Method, type Tally } from './redemptions/run-lanes.ts';
import { fillEpochs } from './redemptions/workload.ts';

const USAGE = `npm run bench:redemptions -- [--count 100000] [--naive 10000] [--lanes 8] [--processes 2] [--seed 1]
  [--only pglite|postgres] [--json FILE]

Orders are placed, sent again and cancelled at once by guests who share e-mails and by members with points, all after
the same few offers and codes. What was given is counted from the redemptions. On PGlite, and on Postgres where
DATABASE_URL or TEST_DATABASE_URL names a server (a database of its own is made there and dropped); there several
processes run at once. Beside ours runs a peer that reads, compares and writes. Ends with 1 where ours gave too much.`;

const LOOK_EVERY_MS = 250;

interface Result {
  readonly engine: string;
  readonly method: Method;
  readonly acts: number;
  readonly processes: number;
  readonly lanes: number;
  readonly seconds: number;
  readonly tally: Tally;
  readonly atEnd: Excess;
  /** How often somebody looked while it ran, and how often more was given than allowed at that moment. */
  readonly looks: number;
  readonly looksOver: number;
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    naive: { type: 'string', default: '10000' },
    lanes: { type: 'string', default: '8' },
    processes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const server = process.env['DATABASE_URL'] ?? process.env['TEST_DATABASE_URL'];
  const engines: (readonly [string, () => Promise<Scratch>, number])[] = [];
  if (values.only !== 'postgres') engines.push(['PGlite', scratchPglite, 1]);
  if (server && values.only !== 'pglite')
    engines.push(['Postgres', () => scratchPostgres(server), Number(values.processes)]);
  if (!server) console.log('Postgres: skipped (neither DATABASE_URL nor TEST_DATABASE_URL is set).');
  const results: Result[] = [];
  for (const [engine, open, processes] of engines)
    for (const method of ['ours', 'naive'] as const) {
      const count = Number(method === 'ours' ? values.count : values.naive);
      results.push(
        await showStep(`${engine}, ${method}, ${count}`, (report) =>
          run(engine, method, count, processes, open, report),
        ),
      );
    }
  console.log(tableOf(results));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  const ours = results.filter((one) => one.method === 'ours');
  const fails = ours.some(
    ({ atEnd, looksOver, tally }) =>
      anyOver(atEnd) || atEnd.drift > 0 || looksOver > 0 || Object.keys(tally.errors).length > 0,
  );
  const caught = results.some((one) => one.method === 'naive' && anyOver(one.atEnd));
  if (server && values.only !== 'pglite' && !caught)
    console.log('The naive peer was not caught: this run proves little.');
  console.log(
    fails ? 'Ours gave too much, disagreed with itself, or failed.' : 'Ours gave no more than it may.',
  );
  return fails ? 1 : 0;
}

async function run(
  engine: string,
  method: Method,
  count: number,
  processes: number,
  open: () => Promise<Scratch>,
  report: Report,
): Promise<Result> {
  const scratch = await open();
  const { db, url } = scratch;
  const lanes = Number(values.lanes);
  const epochs = epochsFor(count);
  const at = Array.from({ length: processes }, () => ({ acts: 0, epoch: 0 }));
  try {
    await fillEpochs(db, epochs, new Date());
    let looks = 0;
    let looksOver = 0;
    let looking: Promise<void> | null = null;
    const look = async () => {
      const from = Math.min(...at.map((one) => one.epoch));
      const to = Math.max(...at.map((one) => one.epoch));
      const seen = await auditEpochs(
        db,
        Array.from({ length: to - from + 1 }, (_, more) => from + more),
      );
      looks++;
      if (anyOver(seen)) looksOver++;
    };
    const watch = setInterval(() => {
      looking ??= look().finally(() => (looking = null));
    }, LOOK_EVERY_MS);
    const started = performance.now();
    const tallies = await Promise.all(
      at.map((state, process) => {
        const given: LanesGiven = {
          method,
          who: `p${process}`,
          seed: Number(values.seed) * 100 + process,
          count: Math.floor(count / processes),
          epochs,
          lanes,
        };
        const told = (acts: number, epoch: number) => {
          Object.assign(state, { acts, epoch });
          report(
            at.reduce((sum, one) => sum + one.acts, 0),
            count,
          );
        };
        return url ? inProcess({ ...given, url }, told) : runLanes(db, given, told);
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    clearInterval(watch);
    await looking;
    const all = Array.from({ length: epochs }, (_, epoch) => epoch);
    return {
      engine,
      method,
      acts: at.reduce((sum, one) => sum + one.acts, 0),
      processes,
      lanes,
      seconds,
      tally: tallies.reduce(added),
      atEnd: await auditEpochs(db, all),
      looks,
      looksOver,
    };
  } finally {
    await scratch.close();
  }
}

type Told = { acts: number; epoch: number } | { tally: Tally };

function inProcess(
  given: LanesGiven & { readonly url: string },
  told: (acts: number, epoch: number) => void,
): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const child = fork('scripts/redemptions/lanes-process.ts', [JSON.stringify(given)]);
    let tally: Tally | null = null;
    child.on('message', (message: Told) => {
      if ('tally' in message) tally = message.tally;
      else told(message.acts, message.epoch);
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      tally ? resolve(tally) : reject(new Error(`A process ended with ${code} before it was through.`)),
    );
  });
}

function added(a: Tally, b: Tally): Tally {
  const errors = { ...a.errors };
  for (const [code, count] of Object.entries(b.errors)) errors[code] = (errors[code] ?? 0) + count;
  return {
    placed: a.placed + b.placed,
    cancelled: a.cancelled + b.cancelled,
    refused: a.refused + b.refused,
    errors,
  };
}

function tableOf(results: readonly Result[]): string {
  const heads = [
    'engine',
    'method',
    'acts',
    'a second',
    'uses',
    'budget',
    'customer',
    'codes',
    'points',
    'drift',
    'looks over',
    'errors',
  ];
  const rows = results.map(({ engine, method, acts, seconds, atEnd, looks, looksOver, tally }) => [
    engine,
    method,
    acts,
    Math.round(acts / seconds),
    atEnd.uses,
    atEnd.budget,
    atEnd.customer,
    atEnd.code,
    atEnd.points,
    atEnd.drift,
    `${looksOver}/${looks}`,
    Object.entries(tally.errors)
      .map(([code, count]) => `${code}: ${count}`)
      .join(', ') || '0',
  ]);
  return [heads, ...rows].map((row) => row.map((cell) => String(cell).padEnd(11)).join('')).join('\n');
}

process.exitCode = await main();
