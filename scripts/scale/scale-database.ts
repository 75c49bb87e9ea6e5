import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type OpenDatabase } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';

const POOL = 8; // as many as clients ask at a time

/** Postgres at a URL, or an embedded database in a folder; a folder that nobody named is removed afterwards. */
export async function openScaleDatabase(
  url: string | undefined,
  folder: string | undefined,
): Promise<OpenDatabase> {
  const temporary = url || folder ? null : await mkdtemp(join(tmpdir(), 'shelftalk-scale-'));
  const opened = await openDatabase({
    DATABASE_URL: url,
    DATABASE_POOL_SIZE: POOL,
    SHELFTALK_DATA_DIR: folder ?? join(temporary ?? '', 'database'),
  });
  await migrate(opened.db);
  const close = async () => {
    await opened.close();
    if (temporary) await rm(temporary, { recursive: true, force: true });
  };
  return { ...opened, close };
}
