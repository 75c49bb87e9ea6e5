import { nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { ContentSources } from '../content-sources.ts';
import { mergeTexts } from './merge-texts.ts';
import { revisionWith } from './revision-store.ts';
import { textHash } from './text-hash.ts';

export interface Export {
  /** What the files have to become; null takes one off. */
  readonly changes: readonly { readonly path: string; readonly text: string | null }[];
  /** Files that changed in the same places as what was published. */
  readonly clashes: readonly string[];
}

/** What of a folder has to change so that it says what is published, with what changed in it meanwhile put together. */
export async function exportFiles(db: Database, files: ContentSources): Promise<Export> {
  const there = new Set(files.paths);
  const { rows } = await rowsOf({ path: text, text: nullable(text), hash: text, file: text })`
    select p.path, r.text, r.hash, p.file_hash as file from content_page p
    join content_revision r on r.id = p.published_id where r.hash <> p.file_hash order by p.path`.execute(db);
  const changes: { path: string; text: string | null }[] = [];
  const clashes: string[] = [];
  for (const row of rows) {
    const file = there.has(row.path) ? files.read(row.path) : null;
    const hash = textHash(file);
    if (hash === row.hash) continue;
    if (hash === row.file) {
      changes.push({ path: row.path, text: row.text });
      continue;
    }
    const base = row.file === '' ? null : await revisionWith(db, row.path, row.file);
    const merged = file !== null && row.text !== null ? mergeTexts(base?.text ?? '', row.text, file) : null;
    if (merged?.ok) changes.push({ path: row.path, text: merged.text });
    else clashes.push(row.path);
  }
  return { changes, clashes };
}
