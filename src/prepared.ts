import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { settingsOfIndex } from '#src/search/index-shop.ts';
import type { Shop } from './shop.ts';

const FOLDERS = ['catalog', 'reviews']; // of content/, whose files are imported; words have a version of their own
const HAS_DATES = Buffer.from('sale_price_effective_date'); // whether such a sale runs is read by the hour of the import

/** The code that runs, as a build names it; null where it runs from its sources, which change without a build. */
export function buildOf(module: string): string | null {
  const path = new URL(module).pathname;
  // The entry of a build names all of its other files by a hash of what they hold.
  return path.includes('/src/') ? null : createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Tells apart all that a start imports and indexes from, apart from the rows themselves. */
export function sourcesOf({ environment, content }: Shop, build: string, now: Date): string {
  const words = content.written();
  const hash = createHash('sha256').update(JSON.stringify([build, words.version, words.store]));
  let isDated = false;
  for (const folder of FOLDERS.map((name) => join(environment.CONTENT_DIR, name)).filter(existsSync))
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(folder, entry.name));
      isDated ||= bytes.includes(HAS_DATES);
      hash.update(`\0${folder} ${entry.name} ${bytes.length}\0`).update(bytes);
    }
  if (isDated) hash.update(now.toISOString().slice(0, 'yyyy-mm-ddThh'.length));
  return hash.digest('base64url');
}

/** Whether catalogue and index hold what those sources give, no product was changed since, and the index is of today's settings. */
export async function isPrepared(db: Database, sources: string): Promise<boolean> {
  const { rows } = await sql`
    select from prepared p, catalogue_change c, search_index i
    where p.sources = ${sources} and p.catalogue = c.last_value
      and i.generation > 0 and i.settings = ${settingsOfIndex()}`.execute(db);
  return rows.length > 0;
}

/** Whether the catalogue was ever read and indexed, by whichever code. */
export async function wasPrepared(db: Database): Promise<boolean> {
  const { rows } = await sql`select from search_index where generation > 0`.execute(db);
  return rows.length > 0;
}

/** Catalogue and index hold what those sources give, as of that count of changes. */
export async function notePrepared(db: Database, sources: string, catalogue: number): Promise<void> {
  await sql`
    insert into prepared (sources, catalogue) values (${sources}, ${catalogue})
    on conflict (single) do update set sources = excluded.sources, catalogue = excluded.catalogue`.execute(
    db,
  );
}

/** What was noted no longer holds. */
export async function forgetPrepared(db: Database): Promise<void> {
  await sql`delete from prepared`.execute(db);
}
