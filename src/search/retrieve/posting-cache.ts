import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tablesOf } from '../index/index-tables.ts';
import { indexCache, type AtVersion, type IndexCache, type WordIndex } from './index-cache.ts';
import {
  listOf,
  readPosts,
  withChanges,
  type Block,
  type PostingList,
} from '../engine/data-structures/posting-list.ts';

/** The lists of those terms at that version of the index or a later one, cached up to a bound. */
export async function postingLists(
  db: Database,
  index: WordIndex,
  terms: readonly number[],
): Promise<ReadonlyMap<number, PostingList>> {
  const own = await indexCache(db, index);
  const missing = terms.filter((term) => !own.lists.has(term));
  const read = missing.length ? await takeUpLists(db, own, missing) : new Map<number, PostingList>();
  const found = new Map<number, PostingList>();
  for (const term of terms) {
    const unmended = read.get(term);
    const before = own.lists.get(term) ?? (unmended && { value: unmended, version: own.packed });
    if (!before) continue;
    const now = upToDate(before, own, term);
    if (now !== before) own.lists.set(term, now);
    found.set(term, now.value);
  }
  return found;
}

const EMPTY = listOf([]);

/** From the database as they were packed; a term that is newer has none there. */
export async function takeUpLists(
  db: Database,
  own: IndexCache,
  terms: readonly number[],
): Promise<ReadonlyMap<number, PostingList>> {
  const { rows } = await rowsOf({ term: integer, block: integer, posts: text })`
    select term, block, encode(posts, 'base64') as posts from ${tablesOf(own.generation).list}
    where term = any(${[...terms]}::integer[]) order by term, block`.execute(db);
  const blocks = new Map<number, Block[]>();
  for (const row of rows) {
    const of = blocks.get(row.term) ?? [];
    blocks.set(row.term, of);
    of.push({ number: row.block, posts: readPosts(row.posts) });
  }
  const lists = new Map<number, PostingList>();
  for (const term of terms) {
    const of = blocks.get(term);
    const list = of ? listOf(of) : EMPTY;
    lists.set(term, list);
    // Another question may have read and corrected it meanwhile.
    if (!own.lists.has(term)) own.lists.set(term, { value: list, version: own.packed });
  }
  return lists;
}

function upToDate(before: AtVersion<PostingList>, own: IndexCache, term: number): AtVersion<PostingList> {
  if (before.version >= own.version) return before;
  const steps = new Map<number, number>();
  for (const one of own.replaced.values()) {
    if (one.version <= before.version) continue;
    const at = one.terms.indexOf(term);
    steps.set(one.product, at < 0 ? 0 : (one.steps[at] ?? 0));
  }
  return { value: withChanges(before.value, steps), version: own.version };
}
