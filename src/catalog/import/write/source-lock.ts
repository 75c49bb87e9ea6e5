import { sql } from 'kysely';
import { boolean, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

const LOCK = 7_346_502; // with the hash of the source it names the advisory lock of an import
const here = new Set<string>();

/** Another import of the same source runs now. */
export class ImportRuns extends Error {
  override readonly name = 'ImportRuns';
}

/**
 * Runs the task as the only import of these sources. On Postgres the lock lives in the session that the task is given, so it goes
 * when the process dies; the embedded database is open in this process only. Throws ImportRuns.
 */
export async function asOnlyImport<Result>(
  db: Database,
  sources: readonly string[],
  task: (db: Database) => Promise<Result>,
): Promise<Result> {
  const taken = sources.find((source) => here.has(source));
  if (taken !== undefined) throw runs(taken);
  for (const source of sources) here.add(source);
  try {
    const version = await rowsOf({ version: text })`select version()`.execute(db);
    if (version.rows[0]?.version.includes('PGlite')) return await task(db);
    return await db.connection().execute(async (session) => {
      const locked: string[] = [];
      try {
        for (const source of sources.toSorted()) {
          const { rows } = await rowsOf({ ok: boolean })`
            select pg_try_advisory_lock(${LOCK}, hashtext(${source})) as ok`.execute(session);
          if (!rows[0]?.ok) throw runs(source);
          locked.push(source);
        }
        return await task(session);
      } finally {
        for (const source of locked) {
          await sql`select pg_advisory_unlock(${LOCK}, hashtext(${source}))`.execute(session).catch(() => {});
        }
      }
    });
  } finally {
    for (const source of sources) here.delete(source);
  }
}

const runs = (source: string) =>
  new ImportRuns(`Another import of ${source} runs now. Wait until it ends, then start again.`);
