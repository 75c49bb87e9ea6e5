import type { Database } from '#src/database/database.ts';
import type { Entry } from '../index/ranking-features.ts';
import type { IndexState } from '../index/index-tables.ts';
import { lruCache, type LruCache } from '../engine/data-structures/lru-cache.ts';
import type { Term, Corrected } from './term.ts';
import type { PostingList } from '../engine/data-structures/posting-list.ts';
import { openScoreSheet, type ScoreSheet } from '../engine/text/score-sheet.ts';
import { replacedSince, type Replaced } from './updated-documents.ts';

/** A snapshot of the index. */
export type WordIndex = Pick<IndexState, 'generation' | 'version' | 'packed' | 'products' | 'vectors'>;

/** What this process holds of the index; it begins anew with each generation and each packing of the lists. */
export interface IndexCache {
  readonly generation: number;
  readonly packed: number;
  /** The version up to which replaced entries were read. */
  version: number;
  /** Entries replaced since the lists were packed, oldest change first. */
  readonly replaced: Map<number, Replaced>;
  /** By the term's number. */
  readonly lists: LruCache<number, AtVersion<PostingList>>;
  /** By the product's number. */
  readonly entries: LruCache<number, AtVersion<Entry>>;
  /** By the term's number, null for one that has none; they never change within a generation. */
  readonly termVectors: LruCache<number, Uint16Array | null>;
  /** Whether every term that has a vector is among them. */
  hasTermVectors: boolean;
  /** Every word of the index at `version`; null where they are too many, or were not read yet. */
  dictionary: ReadonlyMap<string, Term> | null;
  /** Words looked up at `version`, null for one that the index does not hold. */
  words: LruCache<string, Term | null>;
  /** What stands for rare words at `version`. */
  corrected: LruCache<string, Corrected>;
  /** The products that a denied phrase names at `version`. */
  denied: LruCache<string, ReadonlySet<number>>;
  /** Forms and compounds of words at `version`, where the catalogue is German. */
  compounds: LruCache<string, readonly Pick<Term, 'id' | 'word' | 'df'>[]>;
  /** Room in which one question after the other adds up. */
  readonly sheet: ScoreSheet;
  /** By the term's number. */
  readonly titleUses: Map<number, TitleUses>;
  /** What is read before anybody asks. */
  reading: Promise<void> | null;
  /** When the dictionary is read again at the earliest, by this process's clock in milliseconds. */
  dictionaryFrom: number;
}

/** In how many titles of a sample a term stands, and how many of these it is the noun of. */
export interface TitleUses {
  readonly titles: number;
  readonly heads: number;
}

export interface AtVersion<Value> {
  readonly value: Value;
  /** The version that it is right for. */
  readonly version: number;
}

const LEAST_POSTINGS = 4_000_000; // of 4 bytes each,
const POSTINGS_OF_PRODUCT = 64; // or so many a product, where the catalogue is large
const ENTRY_BYTES = 96_000_000; // a hundred thousand products with vectors of 256 numbers
const ENTRY_OVERHEAD = 400; // bytes, of objects and their places in the map
const TERM_VECTORS = 20_000;
const WORDS = 20_000;
const DENIED = 100_000; // products of denied phrases
const caches = new WeakMap<Database, IndexCache>();

/** What is held of the index, brought up to that snapshot. */
export async function indexCache(db: Database, index: WordIndex): Promise<IndexCache> {
  const own = keptFor(db, index);
  if (own.version < index.version) {
    for (const one of await replacedSince(db, own.generation, own.version)) {
      // Another question may have read later changes meanwhile.
      if ((own.replaced.get(one.product)?.version ?? 0) >= one.version) continue;
      // The latest change last.
      own.replaced.delete(one.product);
      own.replaced.set(one.product, one);
    }
    own.version = Math.max(own.version, index.version);
    own.dictionary = null;
    own.words = lruCache(WORDS);
    own.corrected = lruCache(WORDS);
    own.compounds = lruCache(WORDS);
    own.denied = openDenied();
  }
  return own;
}

/** Whether later questions find it again. */
export const isCached = (db: Database, own: IndexCache): boolean => caches.get(db) === own;

/**
 * A question that looked before the last packing finds newer lists, which hold all that it may find. One that looked
 * before the last swap gets something of its own, which nobody finds again.
 */
function keptFor(db: Database, { generation, packed, products }: WordIndex): IndexCache {
  const own = caches.get(db);
  if (own?.generation === generation && own.packed >= packed) return own;
  const postings = Math.max(LEAST_POSTINGS, products * POSTINGS_OF_PRODUCT);
  const fresh: IndexCache = {
    generation,
    packed,
    version: packed,
    replaced: new Map(),
    lists: lruCache(postings, ({ value }) => value.length),
    entries: lruCache(ENTRY_BYTES, ({ value }) => bytesOf(value)),
    termVectors: lruCache(TERM_VECTORS),
    hasTermVectors: false,
    dictionary: null,
    words: lruCache(WORDS),
    corrected: lruCache(WORDS),
    compounds: lruCache(WORDS),
    denied: openDenied(),
    sheet: openScoreSheet(),
    titleUses: new Map(),
    reading: null,
    dictionaryFrom: 0,
  };
  if (!own || own.generation <= generation) caches.set(db, fresh);
  return fresh;
}

const openDenied = () => lruCache<string, ReadonlySet<number>>(DENIED, ({ size }) => 1 + size);

const bytesOf = ({ title, about, first, later, goesWith, vector }: Entry): number =>
  ENTRY_OVERHEAD +
  title.length +
  about.length +
  first.length +
  later.length +
  goesWith.length +
  (vector?.byteLength ?? 0);
