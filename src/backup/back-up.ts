import { existsSync, readdirSync } from 'node:fs';
import { openDatabase, type DatabaseSettings } from '#src/database/database.ts';
import type { Report } from '#src/log/step.ts';
import type { Line } from './backup-lines.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import { dumpRows } from './dump-rows.ts';
import { dumpFiles, type Folders } from './kept-files.ts';

/** There is nothing to back up, or nobody who gives it; the message says what to do. */
class CannotBackUp extends Error {
  override readonly name = 'CannotBackUp';
}

export interface BackupSettings extends DatabaseSettings {
  readonly folders: Folders;
  readonly now: Date;
}

/**
 * Writes a backup of the shop that the settings name, which may run meanwhile, and reads it again from the disk. Throws
 * CannotBackUp.
 */
export async function backUp(settings: BackupSettings, path: string, progress: Report): Promise<void> {
  await writeBackup(path, both(rowsOf(settings), dumpFiles(settings.folders)), progress);
  await checkBackup(path, progress);
}

/** Reads a backup to its end. Throws DamagedBackup. */
export async function checkBackup(path: string, progress: Report): Promise<void> {
  for await (const _ of readBackup(path, progress));
}

async function* both(first: AsyncIterable<Line>, second: AsyncIterable<Line>): AsyncGenerator<Line> {
  yield* first;
  yield* second;
}

async function* rowsOf(settings: BackupSettings): AsyncGenerator<Line> {
  const { SHELFTALK_DATA_DIR: directory } = settings;
  if (!settings.DATABASE_URL && !(existsSync(directory) && readdirSync(directory).length))
    throw new CannotBackUp(`There is no database in ${directory}. Set SHELFTALK_DATA_DIR or DATABASE_URL.`);
  const open = await openDatabase(settings, 'asks'); // where the shop runs, it gives the rows
  try {
    yield* dumpRows(open.db, { engine: open.engine, now: settings.now });
  } finally {
    await open.close();
  }
}
