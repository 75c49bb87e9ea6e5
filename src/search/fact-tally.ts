import { entriesOfPlaces, type ScopePlaces } from './scope-places.ts';
import { FACT, SEGMENT_SIZE, type FactColumn, type FactEntries, type Segment } from './shelf-segment.ts';

/** What the facts of a shelf come to. */
export interface FactTally {
  /** Counts one segment: under which places a key counts as stated, and under which its own values count. */
  add(segment: Segment, stated: ScopePlaces, placesFor: (key: number) => ScopePlaces): void;
  /** Products by value's number. */
  readonly values: Int32Array;
  readonly flags: ReadonlyMap<number, { yes: number; no: number }>;
  readonly ranges: ReadonlyMap<number, { least: number; most: number }>;
  /** By key: products that state it, and whether any does so by variant. */
  readonly stated: ReadonlyMap<number, { products: number; ofVariants: boolean }>;
}

/** The entries of one column that belong to a scope. */
interface Hits {
  readonly entries: FactEntries;
  readonly at: Int32Array;
  readonly count: number;
  /** Place of a hit's product. */
  productOf(n: number): number;
}

/** `values`: how many values there are. */
export function openFactTally(values: number): FactTally {
  const counts = new Int32Array(values);
  // The product that a value was last counted for, so that two black variants are one black product.
  const lastOf = new Int32Array(values).fill(-1);
  const flags = new Map<number, { yes: number; no: number }>();
  const ranges = new Map<number, { least: number; most: number }>();
  const stated = new Map<number, { products: number; ofVariants: boolean }>();
  const statedBy = new Int32Array(SEGMENT_SIZE).fill(-1);
  let turn = 0; // one for each key of each segment
  let scratch = new Int32Array(SEGMENT_SIZE);

  const hitsOf = (segment: Segment, entries: FactEntries, ofVariants: boolean, places: ScopePlaces): Hits => {
    if (scratch.length < entries.owner.length) scratch = new Int32Array(entries.owner.length * 2);
    const at = scratch;
    const count = entriesOfPlaces(entries.owner, ofVariants ? places.variants : places.products, at);
    const ownerOf = (n: number) => entries.owner[at[n] ?? 0] ?? 0;
    return {
      entries,
      at,
      count,
      productOf: ofVariants ? (n) => segment.productOf[ownerOf(n)] ?? 0 : ownerOf,
    };
  };
  const countStated = (key: number, hits: Hits, ofVariants: boolean) => {
    if (hits.count === 0) return;
    const own = stated.get(key) ?? { products: 0, ofVariants: false };
    stated.set(key, own);
    own.ofVariants ||= ofVariants;
    for (let n = 0; n < hits.count; n += 1) {
      const product = hits.productOf(n);
      if (statedBy[product] === turn) continue;
      statedBy[product] = turn;
      own.products += 1;
    }
  };
  const countWords = (hits: Hits, segment: Segment, told: Set<number> | null) => {
    for (let n = 0; n < hits.count; n += 1) {
      const value = hits.entries.value[hits.at[n] ?? 0] ?? 0;
      const product = hits.productOf(n);
      if (lastOf[value] === segment.firstId + product) continue;
      lastOf[value] = segment.firstId + product;
      if (told && !isNew(told, value * SEGMENT_SIZE + product)) continue;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  };
  const countFlags = (key: number, isYes: boolean, hits: Hits, told: Set<number> | null) => {
    if (hits.count === 0) return;
    const flag = flags.get(key) ?? { yes: 0, no: 0 };
    flags.set(key, flag);
    let last = -1;
    for (let n = 0; n < hits.count; n += 1) {
      const product = hits.productOf(n);
      if (product === last) continue;
      last = product;
      if (!told || isNew(told, product)) flag[isYes ? 'yes' : 'no'] += 1;
    }
  };
  const addNumbers = (key: number, hits: Hits) => {
    if (hits.count === 0) return;
    const range = ranges.get(key) ?? { least: Infinity, most: -Infinity };
    ranges.set(key, range);
    for (let n = 0; n < hits.count; n += 1) {
      const number = hits.entries.value[hits.at[n] ?? 0] ?? NaN;
      if (number < range.least) range.least = number;
      if (number > range.most) range.most = number;
    }
  };
  const addColumn = (
    segment: Segment,
    fact: number,
    column: FactColumn,
    among: ScopePlaces,
    own: ScopePlaces,
  ) => {
    const key = fact >> 2;
    const kind = fact & 3;
    const isOnBoth = column.ofProducts.owner.length > 0 && column.ofVariants.owner.length > 0;
    const told = isOnBoth ? new Set<number>() : null;
    for (const ofVariants of [false, true]) {
      const entries = ofVariants ? column.ofVariants : column.ofProducts;
      if (entries.owner.length === 0) continue;
      let hits = hitsOf(segment, entries, ofVariants, among);
      countStated(key, hits, ofVariants);
      if (own !== among) hits = hitsOf(segment, entries, ofVariants, own);
      if (kind === FACT.word) countWords(hits, segment, told);
      else if (kind === FACT.number) addNumbers(key, hits);
      else countFlags(key, kind === FACT.yes, hits, told);
    }
  };

  return {
    values: counts,
    flags,
    ranges,
    stated,
    add(segment, among, placesFor) {
      let key = -1;
      for (const [fact, column] of segment.facts) {
        if (fact >> 2 !== key) turn += 1;
        key = fact >> 2;
        addColumn(segment, fact, column, among, placesFor(key));
      }
    },
  };
}

/** Takes a number up, where it was not there before. */
function isNew(told: Set<number>, one: number): boolean {
  if (told.has(one)) return false;
  told.add(one);
  return true;
}
