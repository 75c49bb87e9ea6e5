import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { ContentStore, Overlay } from '../content.ts';

/** The wordings that were published here and do not lie in the files yet. */
async function readOverlay(db: Database): Promise<Overlay> {
  const { rows } = await rowsOf(columns('content_revision', 'path', 'text', 'hash', 'at'))`
    select r.path, r.text, r.hash, r.at from content_page p join content_revision r on r.id = p.published_id
    where r.hash <> p.file_hash`.execute(db);
  return new Map(rows.map(({ path, text, hash, at }) => [path, { text, hash, at }]));
}

/** Lays what was published over the files, for this process. */
export async function keepOverlay(db: Database, content: ContentStore): Promise<void> {
  content.overlay(await readOverlay(db));
}

const LOOKS_EVERY_MS = 2_000;

/** The same whenever somebody has published, in whatever process; answers a function that stops it. */
export function followOverlay(
  db: Database,
  content: ContentStore,
  failed: (error: unknown) => void,
): () => void {
  let running = false;
  let seen: string | null = null;
  const look = async () => {
    if (running) return;
    running = true;
    try {
      const { rows } = await rowsOf(columns('content_page', 'path', 'published_id'))`
        select p.path, p.published_id from content_page p join content_revision r on r.id = p.published_id
        where r.hash <> p.file_hash order by p.path`.execute(db);
      const now = JSON.stringify(rows.map(({ path, published_id: id }) => [path, id]));
      if (seen !== now) await keepOverlay(db, content);
      seen = now;
    } catch (error) {
      failed(error);
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void look(), LOOKS_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
