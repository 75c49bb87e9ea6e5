import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';

const FOLDER = 'dist';
const BLOCK = 512; // of a tar archive: a header takes one, contents are filled up to whole ones

/**
 * Where the build leaves an embedded database with nothing in it but tables, as a packed tar archive: starting from it
 * takes a fifth of making one. Named by the migrations and the PGlite that made it, so that no other is ever taken.
 */
export function packedDatabase(): string {
  const resolve = createRequire(import.meta.url).resolve;
  const migrations = join(dirname(resolve('#src/database/migrate.ts')), 'migrations');
  const hash = createHash('sha256').update(
    readFileSync(join(dirname(resolve('@electric-sql/pglite')), '../package.json')),
  );
  for (const name of readdirSync(migrations).sort())
    hash.update(name).update(readFileSync(join(migrations, name)));
  return join(FOLDER, `database-${hash.digest('hex').slice(0, 16)}.tar.zst`);
}

/** Puts the packed database of that file in that directory: whole, or where this process dies meanwhile, not at all. */
export function unpackDatabase(file: string, directory: string): void {
  const archive = zstdDecompressSync(readFileSync(file));
  const making = `${directory}.new`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  for (let at = 0; archive[at];) {
    const text = (from: number, to: number) =>
      archive.toString('latin1', at + from, at + to).split('\0', 1)[0] ?? '';
    const size = parseInt(text(124, 136), 8) || 0;
    const path = join(making, text(345, 500), text(0, 100)); // ustar: prefix and name
    if (text(156, 157) === '5') mkdirSync(path, { recursive: true, mode: 0o700 });
    else {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, archive.subarray(at + BLOCK, at + BLOCK + size), { mode: 0o600 });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  renameSync(making, directory);
}

/** Begins a directory that is not there from the packed database, where the build left one. */
export function beginFromPacked(directory: string): void {
  if (existsSync(directory)) return;
  const file = packedDatabase();
  if (existsSync(file)) unpackDatabase(file, directory);
}
