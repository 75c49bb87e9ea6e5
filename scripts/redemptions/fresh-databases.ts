import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';

export interface Scratch {
  readonly db: Database;
  /** Of a database on a server; null for an embedded one, which belongs to this process. */
  readonly url: string | null;
  close(): Promise<void>;
}

/** An empty, migrated embedded database in memory. */
export async function scratchPglite(): Promise<Scratch> {
  const { db, close } = await openDatabase({ DATABASE_POOL_SIZE: 1, SHELFTALK_DATA_DIR: 'memory://' });
  await migrate(db);
  return { db, url: null, close };
}

/** An empty, migrated database of its own on that server; dropped on close. */
export async function scratchPostgres(server: string): Promise<Scratch> {
  const name = `shelftalk_bench_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const { db, close } = await openDatabase({
    DATABASE_URL: url.href,
    DATABASE_POOL_SIZE: 2,
    SHELFTALK_DATA_DIR: '',
  });
  await migrate(db);
  return {
    db,
    url: url.href,
    close: async () => {
      await close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
