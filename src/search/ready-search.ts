import type { Database } from '#src/database/database.ts';
import { prefetch } from './retrieve/prefetch.ts';
import { takeSnapshot } from './snapshot/snapshot.ts';
import { suggestions } from './suggest/suggestion-cache.ts';

/** Waits until everything is read that a first question or keystroke would otherwise wait for. */
export async function readySearch(db: Database): Promise<void> {
  const { index, attributesVersion } = await takeSnapshot(db);
  await suggestions.at(db, attributesVersion);
  if (index.generation > 0) await prefetch(db, index);
}
