import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { tablesOf } from './index-tables.ts';
import { listOf, readPosts, withChanges, type Block, type PostingList } from './posting-list.ts';
import { replacedSince, type Replaced } from './replaced-entries.ts';

/** The index as a question's words were looked up in it. */
export interface WordIndex {
  readonly generation: number;
  readonly version: number;
  /** The version whose posts the lists in the database hold. */
  readonly packed: number;
  readonly products: number;
}

interface Kept {
  readonly generation: number;
  readonly packed: number;
  /** Least lately used first. */
  readonly lists: Map<number, KeptList>;
  postings: number;
  /** The version up to which replaced entries were read. */
  version: number;
  /** Entries replaced since the lists were packed, oldest change first. */
  readonly replaced: Map<number, Replaced>;
  /** What is read before anybody asks. */
  reading: Promise<void> | null;
}

interface KeptList {
  readonly list: PostingList;
  /** The version that it is right for. */
  readonly version: number;
}

const LEAST_KEPT = 4_000_000; // postings, of 4 bytes each,
const KEPT_OF_PRODUCT = 64; // or so many a product, where the catalogue is large
const READ_AHEAD_FROM = 2_000; // products; no list of fewer is long
const LONG = 2_000; // postings; what a question need not wait for
const AT_ONCE = 1_000_000; // postings read at a time beside questions
const MOST_ENTRIES = 2_000_000; // products; 1.2 KB each
const ENTRIES_AT_ONCE = 4_096; // a question that comes meanwhile waits for one such reading
const kept = new WeakMap<Database, Kept>();

const roomFor = (products: number): number => Math.max(LEAST_KEPT, products * KEPT_OF_PRODUCT);

/** Reads what questions else wait for: the long lists, as far as they are kept. What fails is read by questions. */
export async function readyLists(db: Database, index: WordIndex): Promise<void> {
  await readAhead(db, keptFor(db, index), index.products);
}

function readAhead(db: Database, own: Kept, products: number): Promise<void> {
  own.reading ??= readLong(db, own, roomFor(products))
    .then(() => readEntries(db, own.generation, products))
    .catch(() => {});
  return own.reading;
}

async function readLong(db: Database, own: Kept, room: number): Promise<void> {
  const { rows } = await sql<{ id: number; df: number }>`
    select id, df from ${tablesOf(own.generation).term} where df >= ${LONG} order by df desc`.execute(db);
  let left = room - own.postings;
  let some: number[] = [];
  let postings = 0;
  const take = async () => {
    const missing = some.filter((term) => !own.lists.has(term));
    if (missing.length) await takeUpLists(db, own, missing);
    some = [];
    postings = 0;
  };
  for (const { id, df } of rows) {
    if (df > left) break;
    left -= df;
    some.push(id);
    postings += df;
    if (postings >= AT_ONCE) await take();
  }
  await take();
}

/**
 * Has the database read every entry and vector once: ranking asks for a hundred of them in no order, each of which
 * else waits for a disk the first time.
 */
async function readEntries(db: Database, generation: number, products: number): Promise<void> {
  if (products > MOST_ENTRIES) return;
  const { doc, productVector } = tablesOf(generation);
  const { rows } = await sql<{ highest: number | null }>`
    select max(product)::int as highest from ${doc}`.execute(db);
  for (let from = 0; from <= (rows[0]?.highest ?? -1); from += ENTRIES_AT_ONCE) {
    const within = sql`product >= ${from} and product < ${from + ENTRIES_AT_ONCE}`;
    // Columns that no index holds, so that the rows themselves are read.
    await sql`
      select (select count(title) from ${doc} where ${within}),
        (select count(vector) from ${productVector} where ${within})`.execute(db);
  }
}

/** The lists of those terms at that version of the index or a later one, kept in memory up to a bound. */
export async function postingLists(
  db: Database,
  index: WordIndex,
  terms: readonly number[],
): Promise<ReadonlyMap<number, PostingList>> {
  const own = keptFor(db, index);
  if (index.products >= READ_AHEAD_FROM) void readAhead(db, own, index.products);
  if (own.version < index.version) await takeUpReplaced(db, own, index.version);
  const missing = terms.filter((term) => !own.lists.has(term));
  if (missing.length) await takeUpLists(db, own, missing);
  const found = new Map<number, PostingList>();
  for (const term of terms) {
    const before = own.lists.get(term);
    if (!before) continue;
    const now = upToDate(before, own, term);
    own.postings += now.list.length - before.list.length;
    own.lists.delete(term);
    own.lists.set(term, now);
    found.set(term, now.list);
  }
  forgetOldest(own, roomFor(index.products));
  return found;
}

/** A question that was looked up before the last packing finds newer lists, which hold all that it may find. */
function keptFor(db: Database, { generation, packed }: WordIndex): Kept {
  const own = kept.get(db);
  if (own?.generation === generation && own.packed >= packed) return own;
  const fresh: Kept = {
    generation,
    packed,
    lists: new Map(),
    postings: 0,
    version: packed,
    replaced: new Map(),
    reading: null,
  };
  kept.set(db, fresh);
  return fresh;
}

async function takeUpReplaced(db: Database, own: Kept, version: number): Promise<void> {
  for (const one of await replacedSince(db, own.generation, own.version)) {
    // The latest change last.
    own.replaced.delete(one.product);
    own.replaced.set(one.product, one);
  }
  own.version = Math.max(own.version, version);
}

/** From the database as they were packed; a term that is newer has none there. */
async function takeUpLists(db: Database, own: Kept, terms: readonly number[]): Promise<void> {
  const { rows } = await sql<{ term: number; block: number; posts: string }>`
    select term, block, encode(posts, 'base64') as posts from ${tablesOf(own.generation).list}
    where term = any(${[...terms]}::integer[]) order by term, block`.execute(db);
  const blocks = new Map<number, Block[]>(terms.map((term) => [term, []]));
  for (const row of rows) blocks.get(row.term)?.push({ number: row.block, posts: readPosts(row.posts) });
  for (const [term, of] of blocks) {
    if (own.lists.has(term)) continue;
    const list = listOf(of);
    own.lists.set(term, { list, version: own.packed });
    own.postings += list.length;
  }
}

function upToDate(before: KeptList, own: Kept, term: number): KeptList {
  if (before.version >= own.version) return before;
  const steps = new Map<number, number>();
  for (const one of own.replaced.values()) {
    if (one.version <= before.version) continue;
    const at = one.terms.indexOf(term);
    steps.set(one.product, at < 0 ? 0 : (one.steps[at] ?? 0));
  }
  return { list: withChanges(before.list, steps), version: own.version };
}

function forgetOldest(own: Kept, most: number): void {
  for (const [term, { list }] of own.lists) {
    if (own.postings <= most) return;
    own.lists.delete(term);
    own.postings -= list.length;
  }
}
