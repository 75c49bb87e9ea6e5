/*
 * Vectors in half precision (IEEE 754 binary16), as pgvector keeps them, each number as its 16 bits. Every such number
 * stands in a table of a quarter of a megabyte: looked up quicker than worked out.
 */

const SIZE = 2 ** 16;

const numbers = Float32Array.from({ length: SIZE }, (_, bits) => numberOf(bits));

function numberOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 2 ** 10) * 2 ** (exponent - 15);
}

/** null for none. Vectors are of one length. */
export function sumOf(vectors: readonly Uint16Array[]): Float32Array | null {
  const [first] = vectors;
  if (!first) return null;
  const sum = new Float32Array(first.length);
  for (const vector of vectors) {
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (numbers[vector[at] ?? 0] ?? 0);
  }
  return sum;
}

/**
 * Tells the cosine of the angle between a vector and each other one: 0 where either is all zero or they are of unlike
 * lengths.
 */
export function cosineWith(one: Float32Array): (half: Uint16Array) => number {
  const ofOne = one.reduce((sum, value) => sum + value * value, 0);
  return (half) => {
    if (one.length !== half.length) return 0;
    let dot = 0;
    let ofHalf = 0;
    for (let at = 0; at < one.length; at += 1) {
      const value = numbers[half[at] ?? 0] ?? 0;
      dot += (one[at] ?? 0) * value;
      ofHalf += value * value;
    }
    const length = Math.sqrt(ofOne * ofHalf);
    return length > 0 ? dot / length : 0;
  };
}
