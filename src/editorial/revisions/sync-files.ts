import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { integer, nullable, text } from '#src/database/column-kinds.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { ContentSources } from '../content-sources.ts';
import { fileRole } from '../files.ts';
import { mergeTexts, type Clash } from './merge-texts.ts';
import { addRevision, noteAct, revisionWith } from './revision-store.ts';
import { textHash } from './text-hash.ts';

/** Author of what came from the files. */
const FILES = 'content/';

export interface SyncReport {
  /** Paths that were new here, changed in the files alone, or were put together from both. */
  readonly new: readonly string[];
  readonly taken: readonly string[];
  readonly merged: readonly string[];
  /** Changed in the files and in the studio, in the same places: what was published stays until a person decides. */
  readonly clashes: readonly { readonly path: string; readonly clashes: readonly Clash[] }[];
}

/**
 * Takes the files of content/ into the revisions: new ones, those that changed in the files alone, and those that changed
 * on both sides in different places (three-way, from the file as it was last agreed on). `prefer` decides about the rest.
 */
export async function syncFiles(
  db: Database,
  files: ContentSources,
  now: Date,
  prefer: 'neither' | 'files' = 'neither',
): Promise<SyncReport> {
  const onDisk = new Map(
    files.paths.flatMap((path) => (fileRole(path) ? [[path, files.read(path)] as const] : [])),
  );
  const { rows } = await rowsOf({
    path: text,
    published: integer,
    hash: text,
    text: nullable(text),
    file: text,
  })`
    select p.path, p.published_id as published, r.hash, r.text, p.file_hash as file
    from content_page p join content_revision r on r.id = p.published_id`.execute(db);
  const known = new Set(rows.map(({ path }) => path));
  const fresh = [...onDisk].filter(([path]) => !known.has(path));
  await seed(db, fresh, now);
  const report = { new: fresh.map(([path]) => path), taken: [] as string[], merged: [] as string[] };
  const clashes: { path: string; clashes: readonly Clash[] }[] = [];
  for (const row of rows) {
    const file = onDisk.get(row.path) ?? null;
    const hash = textHash(file);
    if (hash === row.file) continue;
    if (hash === row.hash) {
      await agree(db, row.path, hash);
      continue;
    }
    if (row.hash === row.file || prefer === 'files') {
      await take(db, row, file, hash, 'as the file is now', now);
      report.taken.push(row.path);
      continue;
    }
    const base = row.file === '' ? null : await revisionWith(db, row.path, row.file);
    const merged = row.text !== null && file !== null ? mergeTexts(base?.text ?? '', row.text, file) : null;
    if (merged?.ok) {
      await take(db, row, merged.text, hash, 'put together with the file', now);
      report.merged.push(row.path);
    } else
      clashes.push({
        path: row.path,
        clashes: merged?.clashes ?? [{ base: base?.text ?? '', ours: row.text ?? '', theirs: file ?? '' }],
      });
  }
  return { ...report, clashes };
}

async function seed(db: Database, fresh: readonly (readonly [string, string])[], now: Date): Promise<void> {
  if (!fresh.length) return;
  const data = JSON.stringify(fresh.map(([path, whole]) => ({ path, whole, hash: textHash(whole) })));
  await sql`
    with given as (select * from jsonb_to_recordset(${data}::jsonb) as g(path text, whole text, hash text)),
    written as (
      insert into content_revision (path, author, at, why, text, hash)
      select path, ${FILES}, ${now}::timestamptz, 'as the file was first seen', whole, hash from given g
      where not exists (select from content_page p where p.path = g.path) returning id, path, hash)
    insert into content_page (path, published_id, file_hash) select path, id, hash from written
    on conflict (path) do nothing`.execute(db);
}

const agree = (db: Database, path: string, hash: string) =>
  sql`update content_page set file_hash = ${hash} where path = ${path}`.execute(db);

async function take(
  db: Database,
  { path, published }: { readonly path: string; readonly published: number },
  whole: string | null,
  fileHash: string,
  why: string,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const written = await addRevision(
      trx,
      { path, parentId: published, author: FILES, why, text: whole },
      now,
    );
    const moved = await sql`update content_page set published_id = ${written.id}, file_hash = ${fileHash}
      where path = ${path} and published_id = ${published} returning 1`.execute(trx);
    // Published meanwhile: the next look decides anew, from what stands then.
    if (moved.rows.length)
      await noteAct(trx, { person: FILES, act: 'published', path, revisionId: written.id, said: why }, now);
  });
}
