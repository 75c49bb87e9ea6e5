import { existsSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { boolean, integer } from '#src/database/column-kinds.ts';
import { openDatabase, type Database, type DatabaseSettings } from '#src/database/database.ts';
import { lockDataDirectory } from '#src/database/lock-data-directory.ts';
import { migrateTo } from '#src/database/migrate.ts';
import { migrationNames } from '#src/database/migration-files.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { Report } from '#src/log/step.ts';
import { clearShop } from './clear-shop.ts';
import type { Head, Line } from './backup-lines.ts';
import { loadRows } from './load-rows.ts';
import { writeFiles, type FileWriter, type Folders } from './kept-files.ts';

/** The backup does not go into that shop; the message says what to do. */
class CannotRestore extends Error {
  override readonly name = 'CannotRestore';
}

export interface RestoreSettings extends DatabaseSettings {
  /** Folders that files go into; files of others are passed over. */
  readonly folders: Partial<Folders>;
  /** Lets the backup take the place of a shop that is there. */
  readonly replace: boolean;
  readonly now: Date;
}

/**
 * Puts the lines of a backup, of either engine, in the place of the database that the settings name: all of it or
 * nothing. Answers where a database that it replaced was moved to, if it was. Throws CannotRestore.
 */
export async function restore(
  lines: AsyncGenerator<Line>,
  settings: RestoreSettings,
  progress: Report,
): Promise<{ readonly head: Head; readonly movedTo: string | null }> {
  const files = writeFiles(settings.folders);
  let isKept = false;
  try {
    const head = await headOf(lines);
    const load = (trx: Database) => loadAll(trx, lines, head, files, progress);
    const movedTo = settings.DATABASE_URL
      ? await intoPostgres(settings, load)
      : await intoDirectory(settings, load);
    isKept = true;
    return { head, movedTo };
  } finally {
    await lines.return(undefined); // closes the file, where it was not read to its end
    await files.end(isKept);
  }
}

type Load = (trx: Database) => Promise<void>;

async function headOf(lines: AsyncGenerator<Line>): Promise<Head> {
  const { value } = await lines.next();
  if (!Array.isArray(value) || value[0] !== 'backup') throw new Error('The backup has no head');
  const [, head] = value;
  const known = new Set(await migrationNames());
  const newer = head.migrations.filter((name: string) => !known.has(name));
  if (newer.length)
    throw new CannotRestore(
      `The backup is of a newer version of the shop, which ran ${newer.join(', ')}. Restore it with that version.`,
    );
  return head;
}

/** The directory is built beside the old one and takes its name at the end; the old one is kept. */
async function intoDirectory(settings: RestoreSettings, load: Load): Promise<string | null> {
  const { SHELFTALK_DATA_DIR: directory, replace, now } = settings;
  const unlock = lockDataDirectory(directory);
  try {
    const taken = existsSync(directory) && readdirSync(directory).length > 0;
    if (taken && !replace) throw new CannotRestore(`${directory} holds a database. ${REPLACE}`);
    const built = `${directory}.restoring`;
    await rm(built, { recursive: true, force: true });
    try {
      const { db, close } = await openDatabase({ ...settings, SHELFTALK_DATA_DIR: built });
      try {
        await db.transaction().execute(async (trx) => {
          await clearShop(trx); // a new directory may begin with today's tables
          await load(trx);
        });
        await sql`analyze`.execute(db);
      } finally {
        await close();
      }
      const movedTo = taken ? `${directory}.before-${now.toISOString().replaceAll(/[:.]/g, '-')}` : null;
      if (movedTo) await rename(directory, movedTo);
      else await rm(directory, { recursive: true, force: true }); // empty
      await rename(built, directory);
      return movedTo;
    } finally {
      await rm(built, { recursive: true, force: true });
    }
  } finally {
    unlock();
  }
}

const REPLACE = 'Say --replace to put the backup in its place.';

async function intoPostgres(settings: RestoreSettings, load: Load): Promise<null> {
  const { db, close } = await openDatabase(settings);
  try {
    await db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx);
      const { tables, isShop, others } = await stateOf(trx);
      if (tables && !isShop)
        throw new CannotRestore(
          'The database holds tables of something else than a shop. Name an empty one.',
        );
      if (tables && !settings.replace) throw new CannotRestore(`The database holds a shop. ${REPLACE}`);
      if (others)
        throw new CannotRestore('A shop has the database open. Stop it first, all of its processes.');
      if (tables) await clearShop(trx);
      await load(trx);
    });
    await sql`analyze`.execute(db);
    return null;
  } finally {
    await close();
  }
}

async function stateOf(trx: Database) {
  const { rows } = await rowsOf({ tables: integer, isShop: boolean, others: integer })`
    select (select count(*) from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) as tables,
      to_regclass('public.migration') is not null as "isShop",
      (select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and application_name like 'shelftalk%') as others`.execute(trx);
  return rows[0] ?? { tables: 0, isShop: false, others: 0 };
}

/** Makes the tables as they were, and puts the rows into them; the end is checked before anybody sees it. */
async function loadAll(
  trx: Database,
  lines: AsyncIterable<Line>,
  { migrations }: Head,
  files: FileWriter,
  progress: Report,
): Promise<void> {
  await migrateTo(trx, migrations);
  const loader = await loadRows(trx, progress);
  for await (const line of lines) {
    if (typeof line === 'string') {
      await loader.row(line);
      continue;
    }
    switch (line[0]) {
      case 'backup':
        throw new Error('The backup begins twice');
      case 'table':
        await loader.table(line[1]);
        break;
      case 'sequence':
        await loader.sequence(line[1], line[2], line[3]);
        break;
      case 'file':
        await files.file(line[1], line[2]);
        break;
      case 'bytes':
        await files.bytes(line[1]);
        break;
      case 'end':
        await loader.end(line[1].tables);
    }
  }
}
