/** A set of items by their place, of one segment or of the whole store: bit `n % 32` of number `n / 32`. */
export type Bitset = Uint32Array;

/** Numbers of a set of so many. */
export const numbersFor = (count: number): number => (count + 31) >>> 5;

export const emptyBitset = (count: number): Bitset => new Uint32Array(numbersFor(count));

/** Fills a set with every item of a segment that has so many. */
export function addAll(bits: Bitset, count: number): void {
  bits.fill(0xffffffff);
  clearBeyond(bits, count);
}

export function setBit(bits: Bitset, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
}

export function clearBit(bits: Bitset, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) & ~(1 << (place & 31));
}

/** Adds every item from `from` to before `to`. */
export function setRange(bits: Bitset, from: number, to: number): void {
  for (let place = from; place < to; place += 1) {
    bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
  }
}

export const hasBit = (bits: Bitset, place: number): boolean =>
  ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;

/** Whether any item from `from` to before `to` is in the set. */
export function hasAnyInRange(bits: Bitset, from: number, to: number): boolean {
  for (let place = from; place < to; place += 1) if (hasBit(bits, place)) return true;
  return false;
}

/** Turns a set into the items that it does not hold. */
export function invert(bits: Bitset, count: number): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = ~(bits[at] ?? 0);
  clearBeyond(bits, count);
}

/** A loop: for a segment's short sets it is quicker than the arrays' own way. */
export function copy(bits: Bitset, from: Bitset): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = from[at] ?? 0;
}

/** Writes what both of two sets hold over `bits`. */
export function writeBoth(bits: Bitset, some: Bitset, others: Bitset): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (some[at] ?? 0) & (others[at] ?? 0);
}

/** Leaves in `bits` what `others` hold too. */
export function intersect(bits: Bitset, others: Bitset): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0);
}

export function isEmpty(bits: Bitset): boolean {
  for (let at = 0; at < bits.length; at += 1) if (bits[at] !== 0) return false;
  return true;
}

/** Writes the places of a set in order into `into`, which must be long enough; answers how many. */
export function bitsIn(bits: Bitset, into: Int32Array): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) {
    let left = bits[at] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      into[count++] = at * 32 + (31 - Math.clz32(lowest));
      left ^= lowest;
    }
  }
  return count;
}

/** Writes the documents of a set's items in order into `into`, each once; answers how many. */
export function documentsOf(bits: Bitset, documentOf: Uint16Array, into: Int32Array): number {
  let count = 0;
  let last = -1;
  for (let at = 0; at < bits.length; at += 1) {
    let left = bits[at] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      const document = documentOf[at * 32 + (31 - Math.clz32(lowest))] ?? 0;
      if (document !== last) into[count++] = document;
      last = document;
      left ^= lowest;
    }
  }
  return count;
}

function clearBeyond(bits: Bitset, count: number): void {
  const over = count & 31;
  if (over !== 0) bits[bits.length - 1] = (bits.at(-1) ?? 0) & ((1 << over) - 1);
}
