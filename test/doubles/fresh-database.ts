import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { openDatabase, type Database, type Engine } from '#src/database/database.ts';
import { unpackDatabase } from '#src/database/packed-database.ts';
import { openPglitePool } from '#src/database/pglite-pool.ts';
import type { Tables } from '#src/database/schema.ts';

export interface FreshDatabase {
  readonly db: Database;
  readonly engine: Engine;
  close(): Promise<void>;
}

/** A migrated, empty, embedded database in memory. Open one a file, in beforeAll; close it in afterAll. */
export async function freshPglite(): Promise<FreshDatabase> {
  const template = new Uint8Array(await readFile(inject('databaseTemplate')));
  const db: Database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: openPglitePool({ dataDir: 'memory://', template }) }),
  });
  return { db, engine: 'pglite', close: () => db.destroy() };
}

/** Leaves a migrated, empty, embedded database in a directory that is not there yet. */
export async function fillDirectory(directory: string): Promise<void> {
  const packed = `${directory}.packed`;
  await mkdir(dirname(directory), { recursive: true });
  await writeFile(packed, zstdCompressSync(await readFile(inject('databaseTemplate'))));
  unpackDatabase(packed, directory);
  await rm(packed);
}

/** A migrated, empty database of its own on the server that TEST_DATABASE_URL names; dropped on close. */
async function freshPostgres(): Promise<FreshDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set');
  const name = `shelftalk_test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name} template ${inject('postgresTemplate')}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const opened = await openDatabase({
    DATABASE_URL: url.href,
    DATABASE_POOL_SIZE: 8,
    SHELFTALK_DATA_DIR: '',
  });
  return {
    db: opened.db,
    engine: 'postgres',
    close: async () => {
      await opened.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Runs the same cases on both engines; Postgres is skipped, and says so, where TEST_DATABASE_URL is not set. */
export function onBothEngines(name: string, cases: (open: () => Promise<FreshDatabase>) => void): void {
  describe(`${name} on PGlite`, () => cases(freshPglite));
  describe.skipIf(!process.env['TEST_DATABASE_URL'])(
    `${name} on Postgres${process.env['TEST_DATABASE_URL'] ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`,
    () => cases(freshPostgres),
  );
}
