import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { importCatalogue, type ImportReport } from './import-catalogue.ts';
import type { ImportOptions } from './import-options.ts';

/** The source under which the exports in content/catalog/ are kept. */
export const CONTENT_SOURCE = 'content-catalog';

/**
 * Imports the exports that lie in content/catalog/. Null where there are none, or where a demonstration has made
 * room for a merchant's own feed.
 */
export async function importContentFeed(
  db: Database,
  contentFolder: string,
  demonstration: boolean,
  options: Omit<ImportOptions, 'source'>,
): Promise<ImportReport | null> {
  const folder = join(contentFolder, 'catalog');
  if (!existsSync(folder) || (demonstration && (await hasOwnFeed(db)))) return null;
  const inputs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^\.|\.md$/.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort()
    .map((name) => ({ name, writtenAt: statSync(name).mtime, open: () => createReadStream(name) }));
  return inputs.length ? importCatalogue(db, inputs, { ...options, source: CONTENT_SOURCE }) : null;
}

/**
 * Takes the demonstration's products off the shelves once a merchant has products of their own, and answers their
 * ids. `npm run import -- content/catalog` brings them back.
 */
export async function retireDemonstration(db: Database): Promise<readonly number[]> {
  if (!(await hasOwnFeed(db))) return [];
  const { rows } = await rowsOf(columns('product', 'id'))`
    update product set status = 'archived', updated_at = now()
    where source = ${CONTENT_SOURCE} and status = 'active' returning id`.execute(db);
  return rows.map((row) => row.id);
}

async function hasOwnFeed(db: Database): Promise<boolean> {
  const { rows } =
    await sql`select from product where source <> ${CONTENT_SOURCE} and status = 'active' limit 1`.execute(
      db,
    );
  return rows.length > 0;
}
