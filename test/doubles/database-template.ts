import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { Kysely, PostgresDialect } from 'kysely';
import type { TestProject } from 'vitest/node';
import { migrate } from '#src/database/migrate.ts';
import { openPglitePool } from '#src/database/pglite-pool.ts';
import type { Tables } from '#src/database/schema.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseTemplate: string;
  }
}

/** Migrates one PGlite and keeps its dump by the hash of the migrations: a test file loads it in a second. */
export default async function databaseTemplate(project: TestProject): Promise<void> {
  const folder = 'src/database/migrations';
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort())
    hash.update(name).update(await readFile(`${folder}/${name}`));
  const file = `var/test/template-${hash.digest('hex').slice(0, 16)}.tar`;
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
}
