import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { attributesVersion } from '../attributes/attribute-keys.ts';
import { readProducts, readSuggestSource, type Named, type SuggestSource } from './read-suggestions.ts';

/** What suggestions are made from, in this process's memory, and what has changed since it was read. */
export interface CurrentSource extends SuggestSource {
  readonly changed: ReadonlySet<number>;
  /** The changed products as they are now. */
  readonly news: Named<number> | null;
}

interface Held {
  source: CurrentSource | null;
  /** The versions of the facts at which all products were read, and that up to which changed ones were. */
  allAt: number;
  version: number;
  loading: Promise<void> | null;
  isSmall: boolean;
  /** Milliseconds of this process's clock between which all are read again if enough has changed. */
  notBefore: number;
  staleFrom: number;
}

const SMALL = 5_000; // products; so many are read again at once, and waited for
const UP_TO = 2_000_000; // products; beyond it a process would hold 100 MB for this
const MOST_CHANGED = 1_000; // products that are read beside the others
const WORTH = 100; // a reading stands for at least so many times as long as it took,
const LONGEST_MS = 3_600_000; // and not much longer than this: names of categories and values change too
const AGAIN_MS = 60_000; // after a reading that failed
const held = new WeakMap<Database, Held>();

export interface SourceOptions {
  /** Products up to which a catalogue is small. */
  readonly small?: number;
  /** This process's clock in milliseconds. */
  readonly at?: number;
}

/**
 * The source as the facts were last announced. A large catalogue is read behind the back of who asks: null until it is
 * read for the first time, and as it was while it is read again.
 */
export async function suggestSource(
  db: Database,
  { small = SMALL, at = performance.now() }: SourceOptions = {},
): Promise<CurrentSource | null> {
  const own = held.get(db) ?? {
    source: null,
    allAt: 0,
    version: 0,
    loading: null,
    isSmall: false,
    notBefore: -Infinity,
    staleFrom: Infinity,
  };
  held.set(db, own);
  const version = await attributesVersion(db);
  if (own.source && version === own.version) return own.source;
  if (!own.loading) {
    own.isSmall = !(await hasMoreThan(db, small));
    own.loading ??= bringUpToDate(db, own, version, at).finally(() => (own.loading = null));
  }
  if (own.isSmall) await own.loading;
  return own.source;
}

/** Waits until everything is read, so that the first keystroke need not do without it. */
export async function readySuggestions(db: Database, options: SourceOptions = {}): Promise<void> {
  await suggestSource(db, options);
  await held.get(db)?.loading;
}

async function hasMoreThan(db: Database, products: number): Promise<boolean> {
  const { rows } = await sql`
    select from product where status = 'active' offset ${products} limit 1`.execute(db);
  return rows.length > 0;
}

/** Never fails: where a reading does, things stay as they are and a later question tries again. */
async function bringUpToDate(db: Database, own: Held, version: number, at: number): Promise<void> {
  try {
    if (own.source && !own.isSmall && at < own.staleFrom) {
      const changed = await changedSince(db, own.allAt, version);
      if (changed.length <= MOST_CHANGED) {
        const news = await readProducts(db, new Set(), changed);
        own.source = { ...own.source, changed: new Set(changed), news };
        own.version = version;
        return;
      }
    }
    if (!own.isSmall && (at < own.notBefore || (await hasMoreThan(db, UP_TO)))) return;
    const from = performance.now();
    own.source = { ...(await readSuggestSource(db)), changed: new Set(), news: null };
    own.allAt = version;
    own.version = version;
    own.notBefore = at + (performance.now() - from) * WORTH;
    own.staleFrom = Math.max(own.notBefore, at + LONGEST_MS);
  } catch {
    own.notBefore = at + AGAIN_MS;
  }
}

async function changedSince(db: Database, after: number, upTo: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select product_id as id from search_fact_source where version > ${after} and version <= ${upTo}
    limit ${MOST_CHANGED + 1}`.execute(db);
  return rows.map((row) => row.id);
}
