import type { Segment } from './shelf-segment.ts';
import { placesOf, type VariantBits } from './variant-bits.ts';

/** Places of a segment, in order and as marks. */
export interface Places {
  list: Int32Array;
  count: number;
  /** 1 at each place of the list. */
  has: Uint8Array;
}

/** The variants of a scope in one segment and their products, used again for the next segment. */
export interface ScopePlaces {
  readonly variants: Places;
  readonly products: Places;
}

const openPlaces = (): Places => ({ list: new Int32Array(0), count: 0, has: new Uint8Array(0) });

export const openScopePlaces = (): ScopePlaces => ({ variants: openPlaces(), products: openPlaces() });

/** Takes over what `bits` holds of the segment. */
export function fillPlaces({ variants, products }: ScopePlaces, segment: Segment, bits: VariantBits): void {
  makeRoom(variants, segment.variants);
  makeRoom(products, segment.size);
  variants.count = placesOf(bits, variants.list);
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

/** Wipes the places of the segment before. */
function makeRoom(places: Places, size: number): void {
  if (places.list.length < size) {
    places.list = new Int32Array(size);
    places.has = new Uint8Array(size);
  } else {
    for (let at = 0; at < places.count; at += 1) places.has[places.list[at] ?? 0] = 0;
  }
  places.count = 0;
}

const FEW = 16; // entries to a place, from which looking up each place costs less than reading every entry

/** Writes into `hits` which entries belong to one of the places, in order; answers how many. `owner` is in order. */
export function entriesOfPlaces(
  owner: Uint16Array | Uint32Array,
  { list, count, has }: Places,
  hits: Int32Array,
): number {
  let found = 0;
  if (count * FEW > owner.length) {
    for (let at = 0; at < owner.length; at += 1) if (has[owner[at] ?? 0] === 1) hits[found++] = at;
    return found;
  }
  let at = 0;
  for (let n = 0; n < count && at < owner.length; n += 1) {
    const place = list[n] ?? 0;
    at = firstFrom(owner, place, at);
    while (at < owner.length && owner[at] === place) hits[found++] = at++;
  }
  return found;
}

/** The first entry from `from` on whose owner is not before `place`: by steps that double, then by halves. */
function firstFrom(owner: Uint16Array | Uint32Array, place: number, from: number): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < owner.length && (owner[high] ?? 0) < place) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, owner.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((owner[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
