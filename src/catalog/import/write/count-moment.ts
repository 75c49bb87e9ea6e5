import { sql } from 'kysely';
import { basename } from 'node:path';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { FeedFile } from '#src/catalog/import/formats/read-rows.ts';
import type { ImportOptions } from '#src/catalog/import/import-options.ts';
import type { Tell } from '#src/catalog/import/report.ts';

/**
 * When the counts of those files were taken: as the merchant says, else when the earliest of them was written. A file
 * that was taken before is as old as it was then, since a copy of yesterday's file has the date of today.
 */
export async function momentOf(
  db: Database,
  files: readonly FeedFile[],
  { countedAt, dryRun, now }: ImportOptions,
  tell: Tell,
): Promise<Date> {
  const noLater = (at: Date) => (at < now ? at : now);
  const given = files.map(({ input, inspection }) => ({
    hash: inspection.hash,
    name: basename(input.name),
    at: noLater(countedAt ?? input.writtenAt ?? now),
  }));
  const { rows } = await rowsOf(columns('stock_file', 'hash', 'taken_at'))`
    select hash, taken_at from stock_file where hash = any(${given.map(({ hash }) => hash)}::text[])`.execute(
    db,
  );
  const before = new Map(rows.map((row) => [row.hash, row.taken_at]));
  const moments = given.map(({ hash, name, at }) => {
    const known = before.get(hash);
    if (countedAt || !known || known >= at) return at;
    tell({
      level: 'warning',
      scope: 'file',
      file: name,
      field: 'counts',
      found: known.toISOString(),
      reason: 'The same file was taken before; its counts are as old as they were then.',
      fix: 'Where they were counted anew and came out the same, say when: --counted-at 2026-11-30T14:00.',
    });
    return known;
  });
  if (!dryRun)
    for (const [place, { hash, name }] of given.entries())
      await sql`insert into stock_file (hash, name, taken_at) values (${hash}, ${name}, ${moments[place] ?? now})
        on conflict (hash) do update set taken_at = excluded.taken_at`.execute(db);
  return moments.reduce((earliest, at) => (at < earliest ? at : earliest), now);
}
