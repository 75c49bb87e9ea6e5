import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figures.ts';

/** Megabytes of what a production install brings, installed anew in a folder of its own. */
export function measureInstall(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'shelftalk-bench-install-'));
  try {
    for (const name of ['package.json', 'package-lock.json', 'runtime'])
      cpSync(name, join(folder, name), { recursive: true });
    execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
    const size = execFileSync('du', ['-sm', join(folder, 'node_modules')], { encoding: 'utf8' });
    return [{ what: 'production install', unit: 'MB', value: Number.parseInt(size, 10), floor: null }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
