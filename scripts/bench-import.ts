import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { FLOOR_PAGE, SHOP } from './bench/place.ts';
import { openBenchDatabase, type BenchDatabase } from './bench/bench-database.ts';
import { processTree } from './bench/process-tree.ts';
import { serveProcess } from './bench/served-process.ts';
import { readShelves } from './bench/shelves.ts';
import { writeShopifyFeed } from './bench/shopify-feed.ts';
import { newShopper } from './bench/shopper.ts';
import { openWire } from './bench/wire.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run bench:import -- --database URL [--rows 100000] [--json FILE]

Imports a made-up export into a shop that is open, and asks for product pages meanwhile, each time another one.
  --database URL   a Postgres server on this machine (default: TEST_DATABASE_URL)
  --rows N         variants of the export (default 100000)
  --products N     what the shop sells before (default 5000)
  --json FILE      write the figures there`;

const ASK_EVERY_MS = 50;
const QUIET_MS = 15_000;
const WARM_MS = 8_000;
const MEMORY_EVERY_MS = 50;
/** Opens a database as an import does, and ends: what a process needs before it reads anything. */
const NOTHING = ['scripts/import.ts', '--dry-run'];

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    rows: { type: 'string', default: '100000' },
    products: { type: 'string', default: '5000' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const server = values.database ?? process.env['TEST_DATABASE_URL'];
if (values.help || !server) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

interface Pages {
  readonly answers: number;
  readonly failed: number;
  readonly p50: number;
  readonly p95: number;
  readonly mostMs: number;
}

interface Imported {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly exitCode: number | null;
  readonly said: string;
}

/** Asks for another path each time, at even moments, until told to end; milliseconds from when each was due. */
async function askFor(port: number, url: string, paths: () => string, ended: () => boolean): Promise<Pages> {
  const anybody = newShopper(url);
  const times: number[] = [];
  let failed = 0;
  const asking: Promise<void>[] = [];
  const began = performance.now();
  for (let at = 0; !ended(); at++) {
    const due = began + at * ASK_EVERY_MS;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const path = paths();
    const wire = openWire(port);
    asking.push(
      wire
        .ask(anybody.get(path))
        .then(({ status }) => {
          if (status === 200) times.push(performance.now() - due);
          else failed += 1;
        })
        .catch(() => void (failed += 1))
        .finally(() => wire.close()),
    );
  }
  await Promise.all(asking);
  times.sort((a, b) => a - b);
  const share = (of: number) => times[Math.floor((times.length - 1) * of)] ?? 0;
  return { answers: times.length, failed, p50: share(0.5), p95: share(0.95), mostMs: share(1) };
}

async function run(script: readonly string[], { settings }: BenchDatabase): Promise<Imported> {
  const { DATABASE_URL: _, SHELFTALK_DATA_DIR: __, ...around } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, script, {
    env: { ...around, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
  const tree = processTree(child.pid ?? 0);
  let peakMb = 0;
  let cpuMs = 0;
  const looking = setInterval(() => {
    peakMb = Math.max(peakMb, tree.memory().largest);
    cpuMs = tree.cpuMs();
  }, MEMORY_EVERY_MS);
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(looking);
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: cpuMs / 1000, peakMb, exitCode, said };
}

const folder = mkdtempSync(join(tmpdir(), 'shelftalk-bench-import-'));
const feed = join(folder, 'products_export.csv');
const few = join(folder, 'few.csv');
await writeShopifyFeed(feed, Number(values.rows));
await writeShopifyFeed(few, 4);
const database = await showStep('A shop', () => openBenchDatabase(server, Number(values.products), false));
try {
  const shelves = await readShelves(database);
  const shop = await serveProcess(SHOP, '/healthz', { server, database });
  const all = shelves.products.map(({ path }) => path).filter((path) => path !== FLOOR_PAGE);
  let asked = 0;
  const paths = () => all[asked++ % all.length] ?? FLOOR_PAGE;
  const until = (ms: number) => {
    const end = performance.now() + ms;
    return () => performance.now() > end;
  };
  try {
    const engine = await run([...NOTHING, few], database);
    await askFor(shop.port, shop.url, paths, until(WARM_MS));
    const before = await shop.cpuMs();
    const quiet = await showStep('Quiet', () => askFor(shop.port, shop.url, paths, until(QUIET_MS)));
    const quietCpuMs = (await shop.cpuMs()) - before;
    let ended = false;
    const importing = run(['scripts/import.ts', feed, '--source', 'export'], database).finally(
      () => (ended = true),
    );
    const meanwhile = await showStep('Importing', () => askFor(shop.port, shop.url, paths, () => ended));
    const imported = await importing;
    const meanwhileCpuMs = (await shop.cpuMs()) - before - quietCpuMs;
    const figures = {
      rows: Number(values.rows),
      seconds: imported.seconds,
      cpuSeconds: imported.cpuSeconds,
      load: loadavg()[0],
      exitCode: imported.exitCode,
      peakMb: imported.peakMb,
      engineMb: engine.peakMb,
      aboveEngineMb: imported.peakMb - engine.peakMb,
      quiet: { ...quiet, cpuMs: quietCpuMs },
      meanwhile: { ...meanwhile, cpuMs: meanwhileCpuMs }, // with the import's own work in the database
      ratio: meanwhile.p95 / quiet.p95,
    };
    console.log(imported.said.trim().split('\n').slice(-8).join('\n'));
    console.log(JSON.stringify(figures, null, 2));
    if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
    process.exitCode = imported.exitCode ?? 1;
  } finally {
    await shop.stop();
  }
} finally {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
}
