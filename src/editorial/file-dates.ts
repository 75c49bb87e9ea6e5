import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content, ContentStore, FileDates } from './content.ts';

/**
 * Dates the words by their hash, not by their file: what a checkout, a copy or a new image wrote again word for word
 * keeps the day on which it was first seen. Answers the dates, and gives them to the store of words.
 */
export async function keepFileDates(db: Database, store: ContentStore): Promise<FileDates> {
  const files = filesOf(store.written());
  await sql`
    insert into content_file (file, hash, changed_at)
    select * from unnest(${files.map((one) => one.file)}::text[], ${files.map((one) => one.hash)}::text[],
      ${files.map((one) => one.modified.toISOString())}::timestamptz[])
    on conflict (file) do update set hash = excluded.hash, changed_at = excluded.changed_at
      where content_file.hash <> excluded.hash`.execute(db);
  const { rows } = await rowsOf(columns('content_file', 'file', 'hash', 'changed_at'))`
    select file, hash, changed_at from content_file`.execute(db);
  const dates: FileDates = new Map(
    rows.map(({ file, hash, changed_at }) => [file, { hash, changed: changed_at }]),
  );
  store.date(dates);
  return dates;
}

/** The files whose day is told on a page, in a twin or in the sitemap. */
const filesOf = (content: Content) =>
  [
    content.products,
    content.guides,
    content.faqs,
    content.policies,
    content.categories,
    content.kits,
    content.bundles,
    content.glossary ?? [],
    content.program ?? [],
  ].flat();
