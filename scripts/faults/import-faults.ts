import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { integer } from '#src/database/column-kinds.ts';
import { openDatabase } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { rowsOf } from '#src/database/rows.ts';
import { readEnvironment } from '#src/environment.ts';
import { writeShopifyFeed } from '../bench/shopify-feed.ts';

const ROWS = 40_000;
const EACH = 4; // variants of a product of that feed
const LATEST_MS = 15_000; // from the fault to the end of the command
const LOOK_MS = 20;
const MB = 2 ** 20;
const MOST_BALLAST = 2_000 * MB;
const ROOM = 80 * MB; // for a start and some of the feed
const NO_ROOM = 1 * MB;

type Settings = Readonly<Record<string, string>>;

interface Ended {
  readonly exitCode: number | null;
  readonly said: string;
}

/** What became of an import that a fault met. */
interface FaultFound {
  readonly fault: string;
  /** From the fault to the end of the process. */
  readonly endedAfterMs: number;
  readonly exitCode: number | null;
  /** The last words of the command. */
  readonly told: string;
  readonly productsThen: number;
  readonly half: number;
  readonly again: { readonly exitCode: number | null; readonly products: number };
  readonly good: boolean;
}

interface Running {
  readonly pid: number;
  readonly done: Promise<Ended>;
}

function begin(feed: string, settings: Settings): Running {
  const { DATABASE_URL: _, SHELFTALK_DATA_DIR: __, ...around } = process.env;
  const child = spawn(process.execPath, ['scripts/import.ts', feed, '--source', 'fault'], {
    env: { ...around, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => (said += String(chunk));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const done = new Promise<Ended>((resolve) =>
    child.once('close', (exitCode) => resolve({ exitCode, said })),
  );
  return { pid: child.pid ?? 0, done };
}

/** Products of the feed, and those of them that lack a variant or its stock. */
async function looked(settings: Settings): Promise<{ products: number; half: number }> {
  const { db, close } = await openDatabase(readEnvironment(settings));
  try {
    const { rows } = await rowsOf({ products: integer, half: integer })`
      select count(*)::int as products, count(*) filter (where (
        select count(s.variant_id) from variant v left join stock s on s.variant_id = v.id
        where v.product_id = p.id) <> ${EACH})::int as half
      from product p where source = 'fault'`.execute(db);
    return rows[0] ?? { products: 0, half: 0 };
  } finally {
    await close();
  }
}

async function judged(
  fault: string,
  { exitCode, said }: Ended,
  endedAfterMs: number,
  feed: string,
  settings: Settings,
  mend: () => Promise<void> | void = () => {},
): Promise<FaultFound> {
  await mend();
  const then = await looked(settings);
  const again = await begin(feed, settings).done;
  const after = await looked(settings);
  const told = said.trim().split('\n').slice(-3).join(' ').slice(0, 600);
  return {
    fault,
    endedAfterMs: Math.round(endedAfterMs),
    exitCode,
    told,
    productsThen: then.products,
    half: then.half + after.half,
    again: { exitCode: again.exitCode, products: after.products },
    good:
      endedAfterMs < LATEST_MS &&
      exitCode !== 0 &&
      then.products > 0 && // else the fault came before there was anything to halve
      then.products < ROWS / EACH &&
      then.half + after.half === 0 &&
      again.exitCode === 0 &&
      after.products === ROWS / EACH,
  };
}

/** A process that is killed while it writes to its embedded database. */
async function killed(feed: string, folder: string, afterMs: number): Promise<FaultFound> {
  const settings = { SHELFTALK_DATA_DIR: join(folder, 'killed') };
  await prepared(settings);
  const running = begin(feed, settings);
  await sleep(afterMs);
  const at = performance.now();
  process.kill(running.pid, 'SIGKILL');
  const ended = await running.done;
  return judged('killed, embedded', ended, performance.now() - at, feed, settings);
}

/** A disk with so little room left that it is full before the feed is in, until the ballast on it is thrown away. */
async function full(feed: string, disk: string): Promise<FaultFound> {
  const settings = { SHELFTALK_DATA_DIR: join(disk, 'database') };
  const ballast = join(disk, 'ballast');
  await prepared(settings);
  const { bavail, bsize } = statfsSync(disk);
  if (bavail * bsize > MOST_BALLAST) throw new Error(`${disk} is no small disk.`);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - ROOM));
  let fullAt = performance.now();
  const looking = setInterval(() => {
    const now = statfsSync(disk);
    if (now.bavail * now.bsize > NO_ROOM) fullAt = performance.now();
  }, LOOK_MS);
  const ended = await begin(feed, settings).done;
  clearInterval(looking);
  const found = await judged('disk full, embedded', ended, performance.now() - fullAt, feed, settings, () =>
    rmSync(ballast),
  );
  rmSync(settings.SHELFTALK_DATA_DIR, { recursive: true });
  return found;
}

async function prepared(settings: Settings): Promise<void> {
  const { db, close } = await openDatabase(readEnvironment(settings));
  await migrate(db);
  await close();
}

/** A Postgres that ends its connections in the middle and lets nobody in for a while. */
async function gone(feed: string, server: string): Promise<FaultFound> {
  const name = `shelftalk_fault_${randomBytes(4).toString('hex')}`;
  const settings = { DATABASE_URL: Object.assign(new URL(server), { pathname: `/${name}` }).href };
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query(`create database ${name}`);
    await prepared(settings);
    const running = begin(feed, settings);
    while ((await looked(settings)).products === 0) await sleep(LOOK_MS);
    const at = performance.now();
    await admin.query(`alter database ${name} allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const ended = await running.done;
    return await judged('Postgres goes', ended, performance.now() - at, feed, settings, async () => {
      await admin.query(`alter database ${name} allow_connections true`);
    });
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

/** Imports that a fault meets, each told, ended and without half a product; then run again to the end. */
export async function importFaults(
  server: string | null,
  smallDisk: string | null,
  killAfterMs: number,
): Promise<readonly FaultFound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shelftalk-faults-'));
  const feed = join(folder, 'feed.csv');
  const found: FaultFound[] = [];
  try {
    await writeShopifyFeed(feed, ROWS);
    found.push(await killed(feed, folder, killAfterMs));
    if (smallDisk) found.push(await full(feed, smallDisk));
    if (server) found.push(await gone(feed, server));
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
