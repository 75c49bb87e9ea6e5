/**
 * Replaces the lower half of a symmetric positive matrix (row-major, `width` × `width`) by its Cholesky factor; the
 * upper half is neither read nor written. `least`: no pivot is smaller, so that directions that vanish stay finite.
 */
export function factorCholesky(a: Float64Array, width: number, least = 1e-12): void {
  const at = (i: number, j: number) => a[i * width + j] as number;
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      a[i * width + j] = i === j ? Math.sqrt(Math.max(sum, least)) : sum / at(j, j);
    }
}

/** The solution of a·x = b for a symmetric positive `a`, of which the lower half is read and used up. */
export function solveSymmetric(a: Float64Array, b: Float64Array): Float64Array {
  const width = b.length;
  const at = (i: number, j: number) => a[i * width + j] as number;
  factorCholesky(a, width);
  const x = Float64Array.from(b);
  for (let i = 0; i < width; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - at(i, k) * (x[k] as number);
    x[i] = (x[i] as number) / at(i, i);
  }
  for (let i = width - 1; i >= 0; i--) {
    for (let k = i + 1; k < width; k++) x[i] = (x[i] as number) - at(k, i) * (x[k] as number);
    x[i] = (x[i] as number) / at(i, i);
  }
  return x;
}
