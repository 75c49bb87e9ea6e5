/** A set of a segment's variants by their place: bit `n % 32` of number `n / 32`. */
export type VariantBits = Uint32Array;

export const noVariants = (count: number): VariantBits => new Uint32Array((count + 31) >>> 5);

/** Every variant of a segment that has so many. */
export function allVariants(count: number): VariantBits {
  const bits = noVariants(count).fill(0xffffffff);
  clearBeyond(bits, count);
  return bits;
}

export function addVariant(bits: VariantBits, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
}

export function dropVariant(bits: VariantBits, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) & ~(1 << (place & 31));
}

export const hasVariant = (bits: VariantBits, place: number): boolean =>
  ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;

/** Whether any variant from `from` to before `to` is in the set. */
export function hasAnyVariant(bits: VariantBits, from: number, to: number): boolean {
  for (let place = from; place < to; place += 1) if (hasVariant(bits, place)) return true;
  return false;
}

/** Turns a set into the variants that it does not hold. */
export function invert(bits: VariantBits, count: number): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = ~(bits[at] ?? 0);
  clearBeyond(bits, count);
}

/** Leaves in `bits` what `others` hold too. */
export function intersect(bits: VariantBits, others: VariantBits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0);
}

/** Adds what `others` hold. */
export function unite(bits: VariantBits, others: VariantBits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0);
}

export const isEmpty = (bits: VariantBits): boolean => bits.every((one) => one === 0);

/** Writes the places of a set in order into `into`, which must be long enough; answers how many. */
export function placesOf(bits: VariantBits, into: Int32Array): number {
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

function clearBeyond(bits: VariantBits, count: number): void {
  const over = count & 31;
  if (over !== 0) bits[bits.length - 1] = (bits.at(-1) ?? 0) & ((1 << over) - 1);
}
