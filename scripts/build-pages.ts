import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { showStep } from './progress.ts';

const BUILDER = 'node_modules/astro/bin/astro.mjs';

/** Pages are to be built where only what runs them is installed. */
export class CannotBuild extends Error {
  override readonly name = 'CannotBuild';
  constructor() {
    super(
      'The pages have to be built, and what builds them is not installed here. Install it (npm ci),\n' +
        'or bring a dist folder that was built elsewhere and start with: npm start -- --built',
    );
  }
}

/** Builds dist/ unless it was built from what lies here now. Throws CannotBuild. */
export async function buildIfNeeded(): Promise<void> {
  const stamp = 'dist/.built-from';
  const now = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  await build(!process.env['DATABASE_URL']);
  writeFileSync(stamp, now);
}

/** Builds dist/: the pages and, for who runs the embedded database, one to begin with. Throws CannotBuild. */
export async function build(embedded: boolean): Promise<void> {
  if (!existsSync(BUILDER)) throw new CannotBuild();
  const { keepPacked, packDatabase } = await import('./pack-database.ts'); // loaded only where something is built
  const packed = embedded ? packDatabase() : null; // beside the pages, whose builder empties dist
  packed?.catch(() => {}); // told below
  await showStep('Building the pages', () => run(BUILDER, ['build', '--silent']));
  if (!packed) return;
  keepPacked(await showStep('Packing an empty database', () => packed));
}

/** A hash of everything the build reads. */
function sourceHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['src', 'agents', 'scripts', 'public']) {
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
