import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** Notes the run, and that an earlier one of this source that never ended did not finish. */
export async function beginRun(
  db: Database,
  source: string,
  files: readonly { readonly name: string; readonly format: string; readonly hash: string }[],
  now: Date,
): Promise<number | null> {
  await sql`
    update import_run set status = 'failed', finished_at = ${now}::timestamptz
    where source = ${source} and status = 'running'`.execute(db);
  const name = files
    .map((file) => file.name)
    .join(', ')
    .slice(0, 500);
  const hash = createHash('sha256')
    .update(files.map((file) => file.hash).join())
    .digest('hex');
  const { rows } = await rowsOf(columns('import_run', 'id'))`
    insert into import_run (source, file_name, file_hash, format, status, started_at)
    values (${source}, ${name}, ${hash}, ${files[0]?.format ?? ''}, 'running', ${now}::timestamptz)
    returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function endRun(
  db: Database,
  run: number | null,
  status: 'finished' | 'failed',
  counts: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (run === null) return;
  await sql`
    update import_run set status = ${status}, report = ${JSON.stringify(counts)}::jsonb, finished_at = clock_timestamp()
    where id = ${run}`.execute(db);
}
