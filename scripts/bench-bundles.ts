import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { learnAffinity, type LearnReport } from '#src/affinity/learn-affinity.ts';
import { recommend } from '#src/affinity/recommend.ts';
import { openDatabase, type Database } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { pseudonymOf, pseudonymSecret } from '#src/orders/import/pseudonym.ts';
import { readCases, type BasketCase } from './basket-cases.ts';
import { bootstrapMean, type Interval } from './bootstrap.ts';
import { FOLDED_DAYS, foldedIn } from './bundles/folded-in.ts';
import type { ImportedOrders } from './bundles/import-apart.ts';
import { Judgements, type Judged } from './bundles/judgements.ts';
import { judgedRolling } from './bundles/rolling.ts';
import { longestStall, risenMemory, settled } from './bundles/watches.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run bench:bundles -- --orders FILE --cases FILE [--json FILE] [--database URL] [--rolling]

Imports the orders as a shop would, in a process of its own; learns in this one from those before the cases, and
completes each case's basket.
  --orders FILE    plain orders CSV (docs/import-orders.md), also as .gz
  --cases FILE     JSON lines: customer_id, train_before, context: [sku], hidden: sku; also as .gz
  --database URL   an empty Postgres database (default: an embedded one)
  --rolling        also completes each basket with what was ordered until then (cases with a ts)
  --json FILE      write the figures there`;

const TOP = 10;
const LEAST_SUPPORT = 5;
const PLAIN = { most: TOP, leastSupport: LEAST_SUPPORT };
const ROUNDS = 1_000;
const CART = 6;
const SOURCE = 'bench';
const BARS = { hr10: 0.35, coverage: 0.5, learningSeconds: 60, memoryMb: 1024, p95Ms: 5 } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string' },
      cases: { type: 'string' },
      database: { type: 'string' },
      json: { type: 'string' },
      rolling: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { orders, cases } = values;
  if (values.help || !orders || !cases) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const missing = [orders, cases].filter((file) => !existsSync(file));
  if (missing.length) {
    console.error(`There is no file ${missing.join(', ')}.`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'shelftalk-bench-'));
  const data = join(folder, 'db');
  const imported = await importApart(orders, data, values.database);
  const { db, close } = await openDatabase({
    DATABASE_URL: values.database,
    SHELFTALK_DATA_DIR: data,
    DATABASE_POOL_SIZE: 2,
  });
  try {
    await migrate(db);
    const report = await run(db, imported, cases, values.rolling);
    print(report);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    return report.missed.length ? 1 : 0;
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function importApart(orders: string, folder: string, url = ''): Promise<ImportedOrders> {
  const script = createRequire(import.meta.url).resolve('./bundles/import-apart.ts');
  const child = fork(script, [orders, folder, SOURCE, url]);
  const told: ImportedOrders[] = [];
  child.on('message', (message) => told.push(message as ImportedOrders));
  await once(child, 'exit');
  const [imported] = told;
  if (!imported) throw new RangeError('The orders could not be imported.');
  return imported;
}

async function run(db: Database, imported: ImportedOrders, casesFile: string, rolling: boolean) {
  const cases = await readCases(casesFile);
  await settled();
  const secret = await pseudonymSecret(db);
  const cuts = [...new Set(cases.map((one) => one.trainBefore.getTime()))].toSorted((a, b) => a - b);
  const judgements = new Judgements();
  const customerOf = (one: BasketCase) =>
    one.customer === null ? null : pseudonymOf(secret, SOURCE, one.customer);
  const times: number[] = [];
  const work: number[] = [];
  let memoryMb = 0;
  let [learningSeconds, learningCpuSeconds, stalledMs, learningMb] = [0, 0, 0, 0];
  let learned: LearnReport | null = null;
  for (const cut of cuts) {
    const before = new Date(cut);
    const stall = longestStall();
    const memory = risenMemory();
    const start = performance.now();
    const worked = process.cpuUsage();
    learned = await showStep('Learning', (progress) =>
      learnAffinity(db, { now: new Date(), before, progress }),
    );
    learningSeconds = Math.max(learningSeconds, (performance.now() - start) / 1000);
    const { user, system } = process.cpuUsage(worked);
    learningCpuSeconds = Math.max(learningCpuSeconds, (user + system) / 1e6);
    stalledMs = Math.max(stalledMs, stall());
    learningMb = Math.max(learningMb, memory());
    const mine = cases.filter((one) => one.trainBefore.getTime() === cut);
    await showStep('Timing carts of six', async (progress) => {
      for (const [at, one] of mine.entries()) {
        const six = { ...one, context: one.context.slice(0, CART) };
        const asked = performance.now();
        const idle = process.cpuUsage();
        await completed(db, six, customerOf(one), before);
        times.push(performance.now() - asked);
        const { user, system } = process.cpuUsage(idle);
        work.push((user + system) / 1000);
        if (at % 50 === 0) progress(at, mine.length);
      }
    });
    memoryMb = Math.max(memoryMb, process.resourceUsage().maxRSS / 1024);
    await showStep('Completing baskets', async (progress) => {
      for (const [at, one] of mine.entries()) {
        const customerId = customerOf(one);
        judgements.keep('this shop', one, await completed(db, one, customerId, before));
        judgements.keep('this shop, guests', one, await completed(db, one, null, before));
        if (at % 50 === 0) progress(at, mine.length);
      }
    });
    await showStep('Plain rules', (progress) => judgements.keepPlain(db, mine, before, PLAIN, progress));
  }
  const all = judgements.all();
  const [ours] = all;
  if (!ours || !learned) throw new RangeError('The file of cases holds no case.');
  const figures = {
    hr10: mean(ours.hit),
    mrr10: mean(ours.reciprocal),
    coverage: ours.coverage,
    learningSeconds,
    learningCpuSeconds,
    memoryMb,
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    cpuP50Ms: quantile(work, 0.5),
    cpuP95Ms: quantile(work, 0.95),
  };
  const folded = await foldedIn(db, new Date(cuts.at(-1) ?? 0));
  const moving = rolling
    ? await judgedRolling(db, cases, (one, now) => completed(db, one, customerOf(one), now), PLAIN)
    : [];
  const missed = [
    figures.hr10 < BARS.hr10 && 'hr10',
    figures.coverage < BARS.coverage && 'coverage',
    figures.learningSeconds > BARS.learningSeconds && 'learningSeconds',
    figures.memoryMb > BARS.memoryMb && 'memoryMb',
    figures.p95Ms > BARS.p95Ms && 'p95Ms',
  ].filter((name) => name !== false);
  return {
    ...figures,
    bars: BARS,
    missed,
    cases: cases.length,
    imported,
    learningMb,
    longestStallMs: stalledMs,
    learned,
    folded,
    methods: all.map((one) => summary(one, ours)),
    rolling: moving.map((one) => summary(one, moving[0] ?? one)),
  };
}

const quantile = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0;

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function summary(one: Judged, ours: Judged) {
  const chance = seeded(1);
  const gain: Interval = bootstrapMean(
    ours.hit.map((hit, at) => hit - (one.hit[at] as number)),
    ROUNDS,
    chance,
  );
  return {
    name: one.name,
    hr10: bootstrapMean(one.hit, ROUNDS, chance),
    mrr10: bootstrapMean(one.reciprocal, ROUNDS, chance),
    coverage: one.coverage,
    ours_gain: gain,
  };
}

async function completed(
  db: Database,
  one: BasketCase,
  customerId: string | null,
  now: Date,
): Promise<readonly string[]> {
  const found = await recommend(
    db,
    one.context.map((sku) => `s:${sku}`),
    { most: TOP, customerId, now, leastSupport: LEAST_SUPPORT },
  );
  return found.map(({ key }) => key.slice(2));
}

function print(report: Awaited<ReturnType<typeof run>>): void {
  const shown = ({ mean: middle, low, high }: Interval) =>
    `${middle.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
  console.log(
    `\n${report.cases} baskets, ${report.imported.lines} lines, ${report.learned.orders} orders learned from`,
  );
  const table = (methods: typeof report.methods) => {
    console.log(
      `${'method'.padEnd(20)}${'HR@10'.padEnd(24)}${'MRR@10'.padEnd(24)}${'coverage'.padEnd(10)}this shop’s gain in HR@10`,
    );
    for (const one of methods)
      console.log(
        one.name.padEnd(20) +
          shown(one.hr10).padEnd(24) +
          shown(one.mrr10).padEnd(24) +
          one.coverage.toFixed(3).padEnd(10) +
          (one.name === 'this shop' ? '' : shown(one.ours_gain)),
      );
  };
  console.log('\nFrozen: learned and remembered up to the first day of the cases.');
  table(report.methods);
  if (report.rolling.length) {
    console.log(
      '\nRolling: orders folded in every week, all learned anew every fourth, history up to each basket.',
    );
    table(report.rolling);
  }
  const { imported, folded } = report;
  console.log(
    `\nImport into a new database, in a process of its own: ${imported.seconds.toFixed(1)} s, ` +
      `${imported.memoryMb.toFixed(0)} MB at the peak. ` +
      `Learning from scratch ${report.learningSeconds.toFixed(1)} s ` +
      `(${report.learningCpuSeconds.toFixed(1)} s of processor time in all threads), ` +
      `weights fitted on ${report.learned.fittedOn} earlier baskets; learning took ${report.learningMb.toFixed(0)} MB, ` +
      `peak of the whole process from its start ${report.memoryMb.toFixed(0)} MB, ` +
      `longest stall of the server’s thread ${report.longestStallMs.toFixed(0)} ms. ` +
      `Folding in ${FOLDED_DAYS} days (${folded.orders} orders) ${folded.seconds.toFixed(1)} s ` +
      `(${folded.cpuSeconds.toFixed(1)} s of processor time), the same as learned anew: ${folded.same ? 'yes' : 'no'}. ` +
      `A cart of ${CART} with its customer’s history: p50 ${report.p50Ms.toFixed(1)} ms, p95 ${report.p95Ms.toFixed(1)} ms ` +
      `(processor time in all threads ${report.cpuP50Ms.toFixed(1)} and ${report.cpuP95Ms.toFixed(1)} ms).`,
  );
  console.log(report.missed.length ? `Missed: ${report.missed.join(', ')}` : 'All bars met.');
}

try {
  process.exitCode = await main();
} catch (error) {
  const known =
    error instanceof RangeError || String((error as { code?: string }).code).startsWith('ERR_PARSE');
  console.error(known ? `${(error as Error).message}\n\n${USAGE}` : error);
  process.exitCode = 2;
}
