import { changesNow } from '#src/database/changes.ts';
import type { Database } from '#src/database/database.ts';
import type { ContentStore } from '../content.ts';
import { stockedOf } from './stocked.ts';

/** Lets the words rest that speak of what the shop does not sell now. */
export async function keepStocked(db: Database, content: ContentStore): Promise<void> {
  content.stock(await stockedOf(db, content.named()));
}

const LOOKS_EVERY_MS = 5_000;

/** The same whenever the catalogue has changed, by whatever process; answers a function that stops it. */
export function followStocked(
  db: Database,
  content: ContentStore,
  failed: (error: unknown) => void,
): () => void {
  let seen = -1;
  let running = false;
  const look = async () => {
    if (running) return;
    running = true;
    try {
      const { catalogue } = await changesNow(db);
      if (catalogue !== seen) await keepStocked(db, content);
      seen = catalogue;
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
