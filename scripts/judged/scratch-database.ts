import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integer } from '#src/database/column-kinds.ts';
import { openDatabase, type Database, type Engine } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { rowsOf } from '#src/database/rows.ts';

export interface ScratchDatabase {
  readonly db: Database;
  readonly engine: Engine;
  close(): Promise<void>;
}

/** An embedded database in a folder that is removed after; with a URL, that database, which must hold no product. */
export async function openScratchDatabase(url: string | undefined): Promise<ScratchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'shelftalk-bench-'));
  const opened = await openDatabase({
    DATABASE_URL: url,
    DATABASE_POOL_SIZE: 2,
    SHELFTALK_DATA_DIR: join(folder, 'database'),
  });
  const close = async () => {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  };
  await migrate(opened.db);
  const { rows } = await rowsOf({ n: integer })`select count(*) as n from product`.execute(opened.db);
  if (rows[0]?.n) {
    await close();
    throw new Error('The database holds products already. A benchmark needs an empty one of its own.');
  }
  return { db: opened.db, engine: opened.engine, close };
}
