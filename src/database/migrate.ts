import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { MIGRATIONS, migrationNames } from './migration-files.ts';
import { columns, rowsOf } from './rows.ts';

const LOCK = 7_346_501; // any constant: names the advisory lock under which migrations run

/**
 * Runs every `migrations/NNNN-*.sql` that has not run yet, in order, all in one transaction under a lock, so any
 * number of processes may start at once. Answers the names it ran. Throws where a file that already ran is gone.
 */
export const migrate = async (db: Database): Promise<readonly string[]> =>
  db.transaction().execute(async (trx) => migrateTo(trx, await migrationNames()));

/** The same within a transaction, for these migrations and no other. */
export async function migrateTo(trx: Database, names: readonly string[]): Promise<readonly string[]> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
  await sql`create table if not exists migration (name text primary key, ran_at timestamptz not null default now())`.execute(
    trx,
  );
  const ran = await rowsOf(columns('migration', 'name'))`select name from migration`.execute(trx);
  const done = new Set(ran.rows.map((row) => row.name));
  const missing = [...done].filter((name) => !names.includes(name));
  if (missing.length) {
    throw new Error(
      `This database was migrated by newer code (${missing.join(', ')}). Update the shop before you start it.`,
    );
  }
  const fresh = names.filter((name) => !done.has(name));
  for (const name of fresh) {
    await sql.raw(await readFile(join(MIGRATIONS, name), 'utf8')).execute(trx);
    await sql`insert into migration (name) values (${name})`.execute(trx);
  }
  return fresh;
}
