import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const MIGRATIONS = join(
  dirname(createRequire(import.meta.url).resolve('#src/database/migration-files.ts')),
  'migrations',
);

/** The migrations that this version of the shop knows, in their order. */
export const migrationNames = async (): Promise<readonly string[]> =>
  (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
