import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { tablesOf } from './index-tables.ts';

/** Every product that holds a term, with the impact of the term on it. */
export interface PostingList {
  readonly products: Int32Array;
  readonly weights: Float32Array;
  /** The highest product. */
  readonly highest: number;
}

interface Kept {
  readonly generation: number;
  readonly version: number;
  /** Least lately used first. */
  readonly lists: Map<number, PostingList>;
  postings: number;
  /** Lists that are being read behind the questions' back. */
  reading: Promise<void> | null;
}

export interface WordIndex {
  readonly generation: number;
  readonly version: number;
  readonly products: number;
}

const LEAST_KEPT = 4_000_000; // postings, of 8 bytes each,
const KEPT_OF_PRODUCT = 12; // or so many a product, where the catalogue is large
const AT_ONCE = 50_000; // postings that a question waits for; more are read behind its back
const kept = new WeakMap<Database, Kept>();

/**
 * The lists of those terms, kept in memory for as long as the index is of that version; null where long ones are not
 * there yet. Those are then read, and the next question finds them.
 */
export async function postingLists(
  db: Database,
  index: WordIndex,
  wanted: readonly { readonly term: number; readonly df: number }[],
): Promise<ReadonlyMap<number, PostingList> | null> {
  const own = keptFor(db, index);
  const most = Math.max(LEAST_KEPT, index.products * KEPT_OF_PRODUCT);
  const missing = wanted.filter(({ term }) => !own.lists.has(term));
  if (missing.reduce((sum, { df }) => sum + df, 0) > AT_ONCE) {
    own.reading ??= readBehind(
      db,
      own,
      missing.map(({ term }) => term),
      most,
    ).finally(() => (own.reading = null));
    return null;
  }
  if (missing.length)
    await take(
      db,
      own,
      missing.map(({ term }) => term),
      most,
    );
  const found = new Map<number, PostingList>();
  for (const { term } of wanted) {
    const list = own.lists.get(term);
    if (!list) continue;
    own.lists.delete(term);
    own.lists.set(term, list);
    found.set(term, list);
  }
  return found;
}

/** One list after the other, so that questions come in between. What fails is read by a later question. */
async function readBehind(db: Database, own: Kept, terms: readonly number[], most: number): Promise<void> {
  try {
    for (const term of terms) await take(db, own, [term], most);
  } catch {
    // The index may have been swapped: its lists are of no use any more.
  }
}

async function take(db: Database, own: Kept, terms: readonly number[], most: number): Promise<void> {
  for (const [term, list] of await readLists(db, own.generation, terms)) {
    if (own.lists.has(term)) continue;
    own.lists.set(term, list);
    own.postings += list.products.length;
  }
  for (const [term, list] of own.lists) {
    if (own.postings <= most) break;
    own.lists.delete(term);
    own.postings -= list.products.length;
  }
}

function keptFor(db: Database, { generation, version }: WordIndex): Kept {
  const own = kept.get(db);
  if (own?.generation === generation && own.version === version) return own;
  const fresh: Kept = { generation, version, lists: new Map(), postings: 0, reading: null };
  kept.set(db, fresh);
  return fresh;
}

async function readLists(
  db: Database,
  generation: number,
  terms: readonly number[],
): Promise<readonly (readonly [number, PostingList])[]> {
  const { rows } = await sql<{ term: number; products: Uint8Array; weights: Uint8Array }>`
    select term, string_agg(int4send(product), ''::bytea) as products, string_agg(float4send(weight), ''::bytea) as weights
    from ${tablesOf(generation).post} where term = any(${[...terms]}::integer[]) group by term`.execute(db);
  return rows.map(
    ({ term, products, weights }) => [term, listOf(viewOf(products), viewOf(weights))] as const,
  );
}

const SORTED_TO = 2 ** 21; // a lower id and a weight's 32 bits are one exact number

/** In order of product where ids allow it: adding up lists then walks through memory instead of leaping. */
function listOf(ids: DataView, impacts: DataView): PostingList {
  const count = ids.byteLength / 4;
  const products = Int32Array.from({ length: count }, (_, at) => ids.getInt32(at * 4));
  const bits = Uint32Array.from({ length: count }, (_, at) => impacts.getUint32(at * 4));
  const highest = products.reduce((most, one) => Math.max(most, one), -1);
  if (highest < SORTED_TO) {
    const both = Float64Array.from(products, (product, at) => product * 2 ** 32 + (bits[at] ?? 0)).sort();
    for (const [at, one] of both.entries()) {
      products[at] = Math.floor(one / 2 ** 32);
      bits[at] = one % 2 ** 32;
    }
  }
  return { products, weights: new Float32Array(bits.buffer), highest };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
