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
}

const MOST_KEPT = 4_000_000; // postings, of 8 bytes each
const kept = new WeakMap<Database, Kept>();

/** The lists of those terms, kept in memory for as long as the index is of that version. */
export async function postingLists(
  db: Database,
  index: { readonly generation: number; readonly version: number },
  terms: readonly number[],
): Promise<ReadonlyMap<number, PostingList>> {
  const own = keptFor(db, index);
  const missing = terms.filter((term) => !own.lists.has(term));
  for (const [term, list] of missing.length ? await readLists(db, index.generation, missing) : []) {
    own.lists.set(term, list);
    own.postings += list.products.length;
  }
  const found = new Map<number, PostingList>();
  for (const term of terms) {
    const list = own.lists.get(term);
    if (!list) continue;
    own.lists.delete(term);
    own.lists.set(term, list);
    found.set(term, list);
  }
  for (const [term, list] of own.lists) {
    if (own.postings <= MOST_KEPT) break;
    own.lists.delete(term);
    own.postings -= list.products.length;
  }
  return found;
}

function keptFor(db: Database, { generation, version }: { generation: number; version: number }): Kept {
  const own = kept.get(db);
  if (own?.generation === generation && own.version === version) return own;
  const fresh: Kept = { generation, version, lists: new Map(), postings: 0 };
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
  return rows.map(({ term, products, weights }) => {
    const [ids, impacts] = [viewOf(products), viewOf(weights)];
    const count = products.length / 4;
    const list = { products: new Int32Array(count), weights: new Float32Array(count), highest: -1 };
    for (let at = 0; at < count; at += 1) {
      const product = ids.getInt32(at * 4);
      list.products[at] = product;
      list.weights[at] = impacts.getFloat32(at * 4);
      if (product > list.highest) list.highest = product;
    }
    return [term, list] as const;
  });
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
