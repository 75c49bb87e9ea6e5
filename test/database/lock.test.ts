import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DatabaseUnavailable, openDatabase } from '#src/database/database.ts';
import { DataDirectoryInUse, lockDataDirectory } from '#src/database/lock-data-directory.ts';

const folder = () => join(mkdtempSync(join(tmpdir(), 'lock-')), 'database');

it('is refused to a second process while the first lives, with a way out in the message', () => {
  const directory = folder();
  const release = lockDataDirectory(directory);
  const script = `
    const { lockDataDirectory } = await import('./src/database/lock-data-directory.ts');
    try { lockDataDirectory(process.argv[1]); console.log('taken'); } catch (error) { console.log(error.message); }`;
  const second = () =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script, directory], { encoding: 'utf8' })
      .stdout;
  expect(second()).toMatch(/open in another process.*SHELFTALK_DATA_DIR.*DATABASE_URL/s);
  release();
  expect(second().trim()).toBe('taken');
});

it('is taken over from a process that has ended', () => {
  const directory = folder();
  writeFileSync(`${directory}.lock`, '999999999 1');
  const release = lockDataDirectory(directory);
  release();
  expect(existsSync(`${directory}.lock`)).toBe(false);
});

it('is not mistaken for held when the process id was given to another process since', () => {
  const directory = folder();
  writeFileSync(`${directory}.lock`, `${process.ppid} 1`);
  expect(() => lockDataDirectory(directory)()).not.toThrow();
});

it('is held by this process against itself', () => {
  const directory = folder();
  const release = lockDataDirectory(directory);
  expect(() => lockDataDirectory(directory)).toThrow(DataDirectoryInUse);
  release();
});

it('leaves the address but no password in the message when Postgres does not answer', async () => {
  const settings = {
    DATABASE_URL: 'postgres://me:secret@127.0.0.1:9/shop',
    DATABASE_POOL_SIZE: 1,
    SHELFTALK_DATA_DIR: '',
  };
  const error = await openDatabase(settings).catch((caught: unknown) => caught as Error);
  expect(error).toBeInstanceOf(DatabaseUnavailable);
  expect((error as Error).message).toMatch(/127\.0\.0\.1:9\/shop cannot be used: it did not answer/);
  expect((error as Error).message).not.toContain('secret');
});
