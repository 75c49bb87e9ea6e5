import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '#src/database/database.ts';
import { followVersion, type Followed } from '#src/database/follow-version.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { readProducts, readSuggestSource, type Named, type SuggestSource } from './read-suggestions.ts';

/** What suggestions are made from, in this process's memory, and what has changed since it was read. */
export interface CurrentSource extends SuggestSource {
  readonly changed: ReadonlySet<number>;
  /** The changed products as they are now. */
  readonly news: Named<number> | null;
  /** The version of the attributes at which everything was read, when by this process's clock, and how long it took. */
  readonly readVersion: number;
  readonly readAt: number;
  readonly tookMs: number;
}

const QUICK_MS = 100; // what takes less is read anew as often as anything changes
const MOST_CHANGED = 1_000; // products that are read beside the others
const WORTH = 100; // a reading stands for at least so many times as long as it took,
const LONGEST_MS = 3_600_000; // and not much longer than this: names of categories and values change too

/** Suggestions as of a version of the attributes; only a long reading is not waited for, once there was a first. */
export const openSuggestions = (quickMs = QUICK_MS): Followed<CurrentSource, number> =>
  followVersion<CurrentSource>(async (db, { version, before, release }) => {
    const last = before?.value;
    if (last && last.tookMs > quickMs) {
      const now = performance.now();
      const changed = await changedSince(db, last.readVersion, version);
      if (changed.length <= MOST_CHANGED && now < last.readAt + Math.max(LONGEST_MS, last.tookMs * WORTH)) {
        return { ...last, changed: new Set(changed), news: await readProducts(db, new Set(), changed) };
      }
      release();
      await delay(Math.max(0, last.readAt + last.tookMs * WORTH - now), undefined, { ref: false });
    }
    const readAt = performance.now();
    const source = await readSuggestSource(db);
    const tookMs = performance.now() - readAt;
    return { ...source, changed: new Set(), news: null, readVersion: version, readAt, tookMs };
  });

export const suggestions = openSuggestions();

async function changedSince(db: Database, after: number, upTo: number): Promise<readonly number[]> {
  const { rows } = await rowsOf({ id: tables.search_fact_source.product_id })`
    select product_id as id from search_fact_source where version > ${after} and version <= ${upTo}
    limit ${MOST_CHANGED + 1}`.execute(db);
  return rows.map((row) => row.id);
}
