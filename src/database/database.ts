import { Kysely, PostgresDialect, sql } from 'kysely';
import { measurePool, measureStatement } from './measure-statements.ts';
import { log } from '#src/log/log.ts';
import { directoryFailure } from './data-directory-failure.ts';
import { openDoor } from './door.ts';
import { openDoorPool } from './door-pool.ts';
import { DataDirectoryInUse } from './lock-data-directory.ts';
import { migrationNames } from './migration-files.ts';
import { openPglitePool } from './pglite-pool.ts';
import { openPostgresPool } from './postgres-pool.ts';
import type { Tables } from './schema.ts';

export type Database = Kysely<Tables>;
export type Engine = 'pglite' | 'postgres';

export interface DatabaseSettings {
  readonly DATABASE_URL?: string | undefined;
  readonly DATABASE_POOL_SIZE: number;
  /** `off` behind a pooler that hands a connection out for one transaction; default `on`. */
  readonly DATABASE_PREPARE?: 'on' | 'off' | undefined;
  readonly SHELFTALK_DATA_DIR: string;
}

/** The database cannot be reached or opened; the message is for the person who runs the shop and holds no secret. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

export interface OpenDatabase {
  readonly db: Database;
  readonly engine: Engine;
  close(): Promise<void>;
}

/**
 * What an embedded database, which belongs to one process, is to others meanwhile: `gives` lets commands of this user ask
 * it, `asks` lets this command ask the process that gives it, `alone` neither. Postgres is for all.
 */
export type Sharing = 'gives' | 'asks' | 'alone';

/**
 * Opens Postgres where DATABASE_URL is set, else the embedded PGlite in its data directory, and proves that it
 * answers. Throws DatabaseUnavailable (cause kept) or DataDirectoryInUse.
 */
export async function openDatabase(
  settings: DatabaseSettings,
  sharing: Sharing = 'alone',
): Promise<OpenDatabase> {
  const engine: Engine = settings.DATABASE_URL ? 'postgres' : 'pglite';
  const pool = settings.DATABASE_URL
    ? openPostgresPool({
        url: settings.DATABASE_URL,
        most: settings.DATABASE_POOL_SIZE,
        own: settings.DATABASE_PREPARE !== 'off',
      })
    : await openEmbedded(settings.SHELFTALK_DATA_DIR, sharing);
  measurePool(pool);
  const db: Database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: measureStatement,
  });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy().catch(() => {});
    throw new DatabaseUnavailable(explain(engine, settings, error), { cause: error });
  }
  if (engine === 'postgres' || sharing !== 'gives') return { db, engine, close: () => db.destroy() };
  const closeDoor = await openDoor(settings.SHELFTALK_DATA_DIR, pool, await versionOf(), (error) =>
    log().error({ err: error }, 'other commands cannot ask the shop while it runs'),
  );
  const close = () => {
    closeDoor();
    return db.destroy();
  };
  return { db, engine, close };
}

const versionOf = async (): Promise<string> => (await migrationNames()).join();

/** A directory that cannot be locked cannot be written to, or has no room for a line. */
async function openEmbedded(dataDir: string, sharing: Sharing) {
  try {
    return openPglitePool({ dataDir });
  } catch (error) {
    const given =
      error instanceof DataDirectoryInUse && sharing === 'asks'
        ? await openDoorPool(dataDir, await versionOf())
        : null;
    if (given) return given;
    if (error instanceof DataDirectoryInUse) throw error;
    throw new DatabaseUnavailable(directoryFailure(dataDir, error), { cause: error });
  }
}

function explain(engine: Engine, settings: DatabaseSettings, error: unknown): string {
  if (engine === 'pglite') return directoryFailure(settings.SHELFTALK_DATA_DIR, error);
  const url = new URL(settings.DATABASE_URL ?? 'postgres://');
  const code = (error as { code?: string }).code;
  const why =
    code === '28P01' || code === '28000'
      ? 'it refused the user or password'
      : code === '3D000'
        ? 'it has no database of that name'
        : 'it did not answer';
  return `Postgres at ${url.host}${url.pathname} cannot be used: ${why}. Check DATABASE_URL and that the server runs.`;
}
