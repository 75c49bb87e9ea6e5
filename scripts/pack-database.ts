import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import { Kysely, PostgresDialect } from 'kysely';
import { migrate } from '#src/database/migrate.ts';
import { packedDatabase } from '#src/database/packed-database.ts';
import { openPglitePool } from '#src/database/pglite-pool.ts';
import type { Tables } from '#src/database/schema.ts';

/** An embedded database with nothing in it but tables, packed: the one that lies there if it is of today, else made anew. */
export async function packDatabase(): Promise<Uint8Array> {
  const file = packedDatabase();
  if (existsSync(file)) return readFileSync(file);
  const pool = openPglitePool({ dataDir: 'memory://' });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
    return zstdCompressSync(await pool.dump());
  } finally {
    await db.destroy();
  }
}

/** Leaves it where new data directories are begun from it. */
export const keepPacked = (packed: Uint8Array): void => writeFileSync(packedDatabase(), packed);
