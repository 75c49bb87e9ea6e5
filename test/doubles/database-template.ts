import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { openPglitePool } from '#src/database/pglite-pool.ts';
import type { Tables } from '#src/database/schema.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseTemplate: string;
    /** Name of the migrated database on TEST_DATABASE_URL; '' where there is no server. */
    postgresTemplate: string;
  }
}

/**
 * Migrates one PGlite, and one database on the server where there is one, and keeps both by the hash of the migrations:
 * a test file begins from a copy.
 */
export default async function databaseTemplate(project: TestProject): Promise<void> {
  const folder = 'src/database/migrations';
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort())
    hash.update(name).update(await readFile(`${folder}/${name}`));
  const version = hash.digest('hex').slice(0, 16);
  const file = `var/test/template-${version}.tar`;
  if (!existsSync(file)) {
    const pool = openPglitePool({ dataDir: 'memory://' });
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    await migrate(db);
    await mkdir('var/test', { recursive: true });
    await writeFile(`${file}.${process.pid}`, await pool.dump());
    await rename(`${file}.${process.pid}`, file);
    await db.destroy();
  }
  project.provide('databaseTemplate', file);
  const server = process.env['TEST_DATABASE_URL'];
  project.provide('postgresTemplate', server ? await templateOn(server, version) : '');
}

const LOCK = 7_346_503; // any constant: two runs on one server make one template

async function templateOn(server: string, version: string): Promise<string> {
  const name = `shelftalk_template_${version}`;
  const making = `${name}_making`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [LOCK]);
    const there = await admin.query('select from pg_database where datname = $1', [name]);
    if (there.rowCount) return name;
    await admin.query(`drop database if exists ${making} with (force)`);
    await admin.query(`create database ${making}`);
    const url = Object.assign(new URL(server), { pathname: making }).href;
    const { db, close } = await openDatabase({
      DATABASE_URL: url,
      DATABASE_POOL_SIZE: 1,
      SHELFTALK_DATA_DIR: '',
    });
    await migrate(db).finally(close);
    await admin.query(`alter database ${making} rename to ${name}`);
    return name;
  } finally {
    await admin.end();
  }
}
