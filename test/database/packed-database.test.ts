import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, expect, inject, it } from 'vitest';
import { openDatabase } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { unpackDatabase } from '#src/database/packed-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'shelftalk-packed-'));
const packed = join(folder, 'database.tar.zst');
const directory = join(folder, 'database');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('begins a database that has every table, whatever an unpacking that was cut off left behind', async () => {
  writeFileSync(packed, zstdCompressSync(readFileSync(inject('databaseTemplate'))));
  mkdirSync(`${directory}.new`);
  writeFileSync(join(`${directory}.new`, 'half'), '');
  unpackDatabase(packed, directory);
  expect(readdirSync(directory)).not.toContain('half');
  const opened = await openDatabase({ SHELFTALK_DATA_DIR: directory, DATABASE_POOL_SIZE: 1 });
  expect(await migrate(opened.db)).toEqual([]);
  expect(await opened.db.selectFrom('product').select('id').execute()).toEqual([]);
  await opened.close();
});

it('leaves nothing in the place of a database where the pack is damaged', () => {
  const damaged = join(folder, 'damaged.tar.zst');
  writeFileSync(damaged, readFileSync(packed).subarray(0, 1000));
  expect(() => unpackDatabase(damaged, join(folder, 'other'))).toThrow();
  expect(readdirSync(folder)).not.toContain('other');
});
