import { holds, widen, type MinMax } from '../data-structures/min-max.ts';
import { entriesOfRows, type MatchingRows } from '../filter/matching-rows.ts';
import {
  VALUE_KIND,
  SEGMENT_SIZE,
  type AttributeColumn,
  type AttributeEntries,
  type Segment,
} from '../columns/segment.ts';

/** What the facts of a shelf come to. */
export interface AttributeCounter {
  /** Counts one segment, each once; `only`: facts of that key alone. */
  add(segment: Segment, rows: MatchingRows, only: number | null): void;
  /** Products by value's number. */
  readonly values: Int32Array;
  /** By key: the values that were met. */
  readonly met: ReadonlyMap<number, readonly number[]>;
  readonly flags: ReadonlyMap<number, { yes: number; no: number }>;
  readonly ranges: ReadonlyMap<number, { least: number; most: number }>;
  /** By key: products that state it, and whether any does so by variant. */
  readonly stated: ReadonlyMap<number, { products: number; ofVariants: boolean }>;
}

/** The entries of one column that belong to a scope, each with the place of its product. */
interface Hits {
  readonly at: Int32Array;
  readonly product: Int32Array;
  readonly count: number;
  /** No product stands twice. */
  readonly isOnce: boolean;
}

/** `values`: how many values there are. */
export function openAttributeCounter(values: number): AttributeCounter {
  const counts = new Int32Array(values);
  // The product that a value was last counted for, so that two black variants are one black product.
  const lastOf = new Int32Array(values);
  const met = new Map<number, number[]>();
  const flags = new Map<number, { yes: number; no: number }>();
  const ranges = new Map<number, MinMax>();
  const stated = new Map<number, { products: number; ofVariants: boolean }>();
  const statedBy = new Int32Array(SEGMENT_SIZE);
  const room: Room = { owners: new Int32Array(SEGMENT_SIZE), byWord: new Int32Array(SEGMENT_SIZE) };
  let keyTurn = 0; // one for each key of each segment
  let segmentTurn = 0;

  const addColumn = (segment: Segment, fact: number, column: AttributeColumn, rows: MatchingRows) => {
    const key = fact >> 2;
    const kind = fact & 3;
    const { ofProducts, ofVariants, isAlone } = column;
    const told = ofProducts.owner.length > 0 && ofVariants.owner.length > 0 ? new Set<number>() : null;
    for (const isOfVariants of [false, true]) {
      const entries = isOfVariants ? ofVariants : ofProducts;
      if (entries.owner.length === 0) continue;
      const hits = hitsOf(segment, entries, isOfVariants, rows, room);
      if (hits.count === 0) continue;
      const own = taken(stated, key, () => ({ products: 0, ofVariants: false }));
      own.ofVariants ||= isOfVariants;
      own.products += isAlone && hits.isOnce ? hits.count : countNew(hits, statedBy, keyTurn);
      if (kind === VALUE_KIND.word) {
        const sheet = { counts, lastOf, met: taken(met, key, () => []), told, room };
        countWords(entries, hits, segmentTurn * SEGMENT_SIZE, sheet);
      } else if (kind === VALUE_KIND.number) {
        const range = taken(ranges, key, () => ({ least: Infinity, most: -Infinity }));
        if (!holds(range, entries.least, entries.most)) widen(range, entries.numbers, hits.at, hits.count);
      } else {
        const flag = taken(flags, key, () => ({ yes: 0, no: 0 }));
        flag[kind === VALUE_KIND.yes ? 'yes' : 'no'] += countProducts(hits, told);
      }
    }
  };

  return {
    values: counts,
    met,
    flags,
    ranges,
    stated,
    add(segment, rows, only) {
      segmentTurn += 1;
      if (only !== null) {
        keyTurn += 1;
        for (const kind of Object.values(VALUE_KIND)) {
          const column = segment.attributes.get(only * 4 + kind);
          if (column) addColumn(segment, only * 4 + kind, column, rows);
        }
        return;
      }
      let key = -1;
      for (const [fact, column] of segment.attributes) {
        if (fact >> 2 !== key) keyTurn += 1;
        key = fact >> 2;
        addColumn(segment, fact, column, rows);
      }
    },
  };
}

function taken<One>(all: Map<number, One>, key: number, make: () => One): One {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

/** Room that is written over for each column. */
interface Room {
  owners: Int32Array;
  /** Zeros but while words are counted. */
  byWord: Int32Array;
}

function hitsOf(
  segment: Segment,
  entries: AttributeEntries,
  ofVariants: boolean,
  rows: MatchingRows,
  room: Room,
): Hits {
  const { list, count } = entriesOfRows(entries, rows, ofVariants ? 'variants' : 'products');
  if (entries.isOneEach && !ofVariants) return { at: list, product: list, count, isOnce: true };
  if (room.owners.length < count) room.owners = new Int32Array(count * 2);
  const { owners } = room;
  if (ofVariants) findOwners(entries.owner, segment.productOf, list, count, owners);
  else for (let n = 0; n < count; n += 1) owners[n] = entries.owner[list[n] ?? 0] ?? 0;
  return { at: list, product: owners, count, isOnce: false };
}

function findOwners(
  owner: AttributeEntries['owner'],
  productOf: Uint16Array,
  list: Int32Array,
  count: number,
  into: Int32Array,
): void {
  for (let n = 0; n < count; n += 1) into[n] = productOf[owner[list[n] ?? 0] ?? 0] ?? 0;
}

/** How many products were not seen in this turn. */
function countNew({ product, count }: Hits, seen: Int32Array, turn: number): number {
  let found = 0;
  for (let n = 0; n < count; n += 1) {
    const one = product[n] ?? 0;
    if (seen[one] === turn) continue;
    seen[one] = turn;
    found += 1;
  }
  return found;
}

interface WordSheet {
  readonly counts: Int32Array;
  readonly lastOf: Int32Array;
  readonly met: number[];
  /** What was counted by product or variant already, where a key is stated by both. */
  readonly told: Set<number> | null;
  readonly room: Room;
}

/** `from`: the number of the segment's first product, above that of all before. */
function countWords(entries: AttributeEntries, hits: Hits, from: number, sheet: WordSheet): void {
  if (hits.isOnce && !sheet.told && hits.count > entries.words.length) countMany(entries, hits, sheet);
  else countEach(entries, hits, from, sheet);
}

function countEach(
  { wordAt, words }: AttributeEntries,
  { at, product, count }: Hits,
  from: number,
  { counts, lastOf, met, told }: WordSheet,
): void {
  for (let n = 0; n < count; n += 1) {
    const value = words[wordAt[at[n] ?? 0] ?? 0] ?? 0;
    const one = product[n] ?? 0;
    if (lastOf[value] === from + one) continue;
    lastOf[value] = from + one;
    if (told && !isNew(told, value * SEGMENT_SIZE + one)) continue;
    const before = counts[value] ?? 0;
    if (before === 0) met.push(value);
    counts[value] = before + 1;
  }
}

/** By the segment's own few words first. */
function countMany(
  { wordAt, words }: AttributeEntries,
  { at, count }: Hits,
  { counts, met, room }: WordSheet,
): void {
  if (room.byWord.length < words.length) room.byWord = new Int32Array(words.length * 2);
  const { byWord } = room;
  for (let n = 0; n < count; n += 1) {
    const word = wordAt[at[n] ?? 0] ?? 0;
    byWord[word] = (byWord[word] ?? 0) + 1;
  }
  for (let word = 0; word < words.length; word += 1) {
    const found = byWord[word] ?? 0;
    byWord[word] = 0;
    if (found === 0) continue;
    const value = words[word] ?? 0;
    const before = counts[value] ?? 0;
    if (before === 0) met.push(value);
    counts[value] = before + found;
  }
}

function countProducts({ product, count }: Hits, told: Set<number> | null): number {
  let found = 0;
  let last = -1;
  for (let n = 0; n < count; n += 1) {
    const one = product[n] ?? 0;
    if (one === last) continue;
    last = one;
    if (!told || isNew(told, one)) found += 1;
  }
  return found;
}

/** Takes a number up, where it was not there before. */
function isNew(told: Set<number>, one: number): boolean {
  if (told.has(one)) return false;
  told.add(one);
  return true;
}
