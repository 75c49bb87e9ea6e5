import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { startJobs } from '#src/automations/jobs.ts';
import { orderMailSettings, reminderSettings } from '#src/automations/reminder-settings.ts';
import { DatabaseUnavailable } from '#src/database/database.ts';
import { DataDirectoryInUse } from '#src/database/lock-data-directory.ts';
import { environment, EnvironmentError } from '#src/environment.ts';
import { keepAnnouncing } from '#src/feeds/announce.ts';
import { log } from '#src/log/log.ts';
import { measureProcess } from '#src/metrics/process-figures.ts';
import { shop } from '#src/shop.ts';
import { followEdits, prepareShop } from '#src/prepare-shop.ts';
import { showStep } from './progress.ts';
import { CannotListen, serve } from './serve.ts';

/*
 * `npm start`: builds what changed, opens the database, brings catalogue and index up to date, serves.
 * `npm run dev` is the same without the build, with Astro's development server.
 */

const developing = process.argv.includes('--dev');
const builder = 'node_modules/astro/bin/astro.mjs';

/** Pages are to be built where only what runs them is installed. */
class CannotBuild extends Error {
  constructor() {
    super(
      'The pages have to be built, and what builds them is not installed here. Install it (npm ci),\n' +
        'or bring a dist folder that was built elsewhere and start with: npm start -- --built',
    );
  }
}

try {
  const settings = environment();
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  process.env['HOST'] = settings.HOST;
  process.env['PORT'] = String(settings.PORT);
  if (!developing && !process.argv.includes('--built')) await buildIfNeeded();
  measureProcess();
  const opened = await showStep('Opening the database', () => shop());
  await prepareShop(opened, showStep);
  followEdits(opened, (error) => log().error({ err: error }, 'an edit could not be taken up by search'));
  keepAnnouncing(opened, (error) =>
    log().error({ err: error }, 'changes could not be announced to IndexNow'),
  );
  const jobs = await startJobs({
    db: opened.db,
    engine: opened.engine,
    DATABASE_URL: settings.DATABASE_URL,
    reminders: () => reminderSettings(settings, opened.content.current().store),
    orderMails: () => orderMailSettings(settings, opened.content.current().store),
    payment: () => opened.payment(),
    failed: (error) => log().error({ err: error }, 'the queue of jobs met a problem'),
  });
  let close: () => Promise<void>;
  if (developing) {
    const { dev } = await import('astro');
    const server = await dev({ server: { host: settings.HOST, port: settings.PORT } });
    close = () => server.stop();
  } else {
    process.env['ASTRO_NODE_AUTOSTART'] = 'disabled'; // read by Astro's Node adapter: serve.ts listens instead
    const built = (await import(join(process.cwd(), 'dist/server/entry.mjs'))) as {
      handler: RequestListener;
    };
    close = await serve(built.handler, 'dist/client', settings);
  }
  // By its own door, since the pages are built with a copy of the code of their own.
  const { HOST: host, PORT: port } = settings;
  await showStep('Learning to listen', () => fetch(`http://${reachable(host)}:${port}/healthz`));
  console.log(
    `\n  ${opened.content.current().store.name} is open: http://${settings.HOST}:${settings.PORT}\n  Mails and links carry ${settings.SITE_URL} (SITE_URL)\n  Stop it with Ctrl+C.\n`,
  );
  const stop = () =>
    void close()
      .then(() => jobs.stop())
      .then(() => opened.close())
      .finally(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  const expected =
    error instanceof EnvironmentError ||
    error instanceof DatabaseUnavailable ||
    error instanceof DataDirectoryInUse ||
    error instanceof CannotBuild ||
    error instanceof CannotListen;
  console.error(
    `\n${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}

/** An address by which a server that listens there is reached from this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function buildIfNeeded(): Promise<void> {
  const stampFile = 'dist/.built-from';
  const stamp = sourceHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!existsSync(builder)) throw new CannotBuild();
  await showStep('Building the pages', () => run(builder, ['build', '--silent']));
  mkdirSync('dist', { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** A hash of everything the build reads. */
function sourceHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['src', 'agents', 'public']) {
    if (!existsSync(folder)) continue;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
      hash.update(path).update(readFileSync(path));
    }
  }
  for (const path of ['astro.config.mjs', 'package-lock.json']) hash.update(readFileSync(path));
  return hash.digest('hex');
}

function run(script: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The build failed:\n${said}`))));
  });
}
