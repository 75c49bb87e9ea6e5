import { sql } from 'kysely';
import { boolean, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { ownerLives, thisProcess } from '#src/database/lock-data-directory.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

const LOCK = 7_346_502; // with the hash of the source it names the advisory lock of an import
const here = new Set<string>();

/** Another import of the same source runs now. */
export class ImportRuns extends Error {
  override readonly name = 'ImportRuns';
}

/**
 * Runs the task as the only import of these sources. On Postgres the lock lives in the session that the task is given, so it goes
 * when the process dies; the embedded database has one session for all, so there a row names the process. Throws ImportRuns.
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
    if (version.rows[0]?.version.includes('PGlite')) return await asOnlyProcess(db, sources, task);
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

async function asOnlyProcess<Result>(
  db: Database,
  sources: readonly string[],
  task: (db: Database) => Promise<Result>,
): Promise<Result> {
  const mine = thisProcess();
  const locked: string[] = [];
  try {
    for (const source of sources.toSorted()) {
      if (!(await takeLock(db, source, mine))) throw runs(source);
      locked.push(source);
    }
    return await task(db);
  } finally {
    await sql`delete from import_lock where holder = ${mine} and source = any(${locked}::text[])`
      .execute(db)
      .catch(() => {}); // it holds for no longer than this process lives
  }
}

/** Takes a source that nobody has, or whose process is dead or this one, which `here` has asked. */
async function takeLock(db: Database, source: string, mine: string): Promise<boolean> {
  const { rows } = await rowsOf(columns('import_lock', 'holder'))`
    select holder from import_lock where source = ${source}`.execute(db);
  const before = rows[0]?.holder ?? mine;
  if (before !== mine && ownerLives(before)) return false;
  const taken = await rowsOf(columns('import_lock', 'source'))`
    insert into import_lock as l (source, holder) values (${source}, ${mine})
    on conflict (source) do update set holder = excluded.holder where l.holder = ${before} returning source`.execute(
    db,
  );
  return taken.rows.length > 0;
}

const runs = (source: string) =>
  new ImportRuns(`Another import of ${source} runs now. Wait until it ends, then start again.`);
