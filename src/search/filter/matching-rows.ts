import type { AttributeEntries, Segment } from '../columns/segment.ts';
import { hasBit, bitsIn, productsOf, type Bitset } from '../data-structures/bitset.ts';

/** Places of a segment, in order and as marks. */
export interface RowList {
  list: Int32Array;
  count: number;
  /** 1 at each place of the list. */
  has: Uint8Array;
}

/** The variants of a scope in one segment and their products, used again for the next segment. */
export interface MatchingRows {
  readonly variants: RowList;
  readonly products: RowList;
  /** Room for entries of one column. */
  entries: Int32Array;
}

const openPlaces = (): RowList => ({ list: new Int32Array(0), count: 0, has: new Uint8Array(0) });

export const openMatchingRows = (): MatchingRows => ({
  variants: openPlaces(),
  products: openPlaces(),
  entries: new Int32Array(0),
});

/** Takes over what `bits` holds of the segment. */
export function fillRows({ variants, products }: MatchingRows, segment: Segment, bits: Bitset): void {
  makeRoom(variants, segment.variants);
  makeRoom(products, segment.size);
  variants.count = bitsIn(bits, variants.list);
  let last = -1;
  for (let at = 0; at < variants.count; at += 1) {
    const place = variants.list[at] ?? 0;
    variants.has[place] = 1;
    const product = segment.productOf[place] ?? 0;
    if (product === last) continue;
    last = product;
    products.has[product] = 1;
    products.list[products.count++] = product;
  }
}

/** Takes over the products alone, without marks. */
export function fillProducts({ products }: MatchingRows, segment: Segment, bits: Bitset): void {
  makeRoom(products, segment.size);
  products.count = productsOf(bits, segment.productOf, products.list);
}

/** Takes over what `bits` holds of those products of the segment, which stand in order. */
export function fillSome(
  { variants, products }: MatchingRows,
  segment: Segment,
  bits: Bitset,
  some: Iterable<number>,
): void {
  makeRoom(variants, segment.variants);
  makeRoom(products, segment.size);
  for (const product of some) {
    const before = variants.count;
    const to = segment.variantsFrom[product + 1] ?? 0;
    for (let place = segment.variantsFrom[product] ?? 0; place < to; place += 1) {
      if (!hasBit(bits, place)) continue;
      variants.has[place] = 1;
      variants.list[variants.count++] = place;
    }
    if (variants.count === before) continue;
    products.has[product] = 1;
    products.list[products.count++] = product;
  }
}

/** Wipes the places of the segment before. */
function makeRoom(places: RowList, size: number): void {
  if (places.list.length < size) {
    places.list = new Int32Array(size);
    places.has = new Uint8Array(size);
  } else {
    for (let at = 0; at < places.count; at += 1) places.has[places.list[at] ?? 0] = 0;
  }
  places.count = 0;
}

/** Which entries of a column belong to matching rows, in order: stands until they are asked of another column. */
export interface EntriesFound {
  readonly list: Int32Array;
  readonly count: number;
}

const FEW = 16; // entries to a place, from which looking up each place costs less than reading every entry

export function entriesOfRows(
  { owner, isOneEach }: AttributeEntries,
  rows: MatchingRows,
  of: 'products' | 'variants',
): EntriesFound {
  if (rows.entries.length < owner.length) rows.entries = new Int32Array(owner.length * 2);
  const found = rows.entries;
  const { list, count, has } = rows[of];
  if (isOneEach) return { list, count: countBefore(list, count, owner.length) };
  const isFew = count * FEW < owner.length;
  return {
    list: found,
    count: isFew ? findEach(owner, list, count, found) : findAll(owner, has, found),
  };
}

/** How many of the places stand before `end`. */
function countBefore(list: Int32Array, count: number, end: number): number {
  if (count === 0 || (list[count - 1] ?? 0) < end) return count;
  return firstFrom(list, end, 0, count);
}

function findAll(owner: Uint16Array | Uint32Array, has: Uint8Array, into: Int32Array): number {
  let count = 0;
  for (let at = 0; at < owner.length; at += 1) if (has[owner[at] ?? 0] === 1) into[count++] = at;
  return count;
}

function findEach(
  owner: Uint16Array | Uint32Array,
  list: Int32Array,
  places: number,
  into: Int32Array,
): number {
  let count = 0;
  let at = 0;
  for (let n = 0; n < places && at < owner.length; n += 1) {
    const place = list[n] ?? 0;
    at = firstFrom(owner, place, at, owner.length);
    while (at < owner.length && owner[at] === place) into[count++] = at++;
  }
  return count;
}

/** The first entry from `from` on, before `end`, that is not before `place`: by steps that double, then by halves. */
function firstFrom(
  owner: Uint16Array | Uint32Array | Int32Array,
  place: number,
  from: number,
  end: number,
): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < end && (owner[high] ?? 0) < place) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, end);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((owner[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
