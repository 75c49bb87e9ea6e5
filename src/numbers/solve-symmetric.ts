const PANEL = 4; // rows at once, so that a large matrix is read from memory a quarter as often

/** The sum of products of `length` entries from `x` on with those from `y` on. */
function dot(a: Float64Array, x: number, y: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += (a[x + k] as number) * (a[y + k] as number);
  return sum;
}

/** Into `sums`: that sum for `x` and the same place in each of the `rows` rows from there on; `PANEL` at most. */
function dots(
  a: Float64Array,
  width: number,
  rows: number,
  x: number,
  y: number,
  length: number,
  sums: Float64Array,
): void {
  if (rows < PANEL) {
    for (let r = 0; r < rows; r++) sums[r] = dot(a, x + r * width, y, length);
    return;
  }
  const [second, third, fourth] = [x + width, x + 2 * width, x + 3 * width];
  let [one, two, three, four] = [0, 0, 0, 0];
  for (let k = 0; k < length; k++) {
    const other = a[y + k] as number;
    one += (a[x + k] as number) * other;
    two += (a[second + k] as number) * other;
    three += (a[third + k] as number) * other;
    four += (a[fourth + k] as number) * other;
  }
  sums[0] = one;
  sums[1] = two;
  sums[2] = three;
  sums[3] = four;
}

/**
 * Replaces the lower half of a symmetric positive matrix (row-major, `width` × `width`) by its Cholesky factor; the
 * upper half is neither read nor written. `least`: no pivot is smaller, so that directions that vanish stay finite.
 */
export function factorCholesky(a: Float64Array, width: number, least = 1e-12): void {
  const sums = new Float64Array(PANEL);
  for (let i = 0; i < width; i += PANEL) {
    const rows = Math.min(PANEL, width - i);
    for (let j = 0; j < i; j++) {
      dots(a, width, rows, i * width, j * width, j, sums);
      for (let r = 0; r < rows; r++) {
        const at = (i + r) * width + j;
        a[at] = ((a[at] as number) - (sums[r] as number)) / (a[j * width + j] as number);
      }
    }
    for (let row = i; row < i + rows; row++)
      for (let j = i; j <= row; j++) {
        const rest = (a[row * width + j] as number) - dot(a, row * width, j * width, j);
        a[row * width + j] =
          row === j ? Math.sqrt(Math.max(rest, least)) : rest / (a[j * width + j] as number);
      }
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

/**
 * Replaces a symmetric matrix, of which the lower half is read, by its inverse, both halves. Throws RangeError where it
 * is not positive definite. Every pass is a dot product of rows, so that memory is read in order.
 */
export function invertSymmetric(a: Float64Array, width: number): void {
  factorCholesky(a, width, 0);
  for (let at = 0; at < a.length; at += width + 1) {
    if (!((a[at] as number) > 0)) throw new RangeError('The matrix is not positive definite');
    a[at] = 1 / (a[at] as number);
  }
  invertFactor(a, width);
  multiplyFactor(a, width);
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) a[j * width + i] = a[i * width + j] as number;
}

/** M = L⁻¹, transposed, into the upper half; L stands below the diagonal, which is that of M. */
function invertFactor(a: Float64Array, width: number): void {
  const sums = new Float64Array(PANEL);
  for (let i = 0; i < width; i += PANEL) {
    const rows = Math.min(PANEL, width - i);
    for (let j = 0; j < i + rows; j++) {
      const from = Math.max(i, j); // before it all rows of the panel go on
      dots(a, width, rows, i * width + j, j * width + j, from - j, sums);
      for (let row = Math.max(i, j + 1); row < i + rows; row++) {
        const sum = (sums[row - i] as number) + dot(a, row * width + from, j * width + from, row - from);
        a[j * width + row] = -sum * (a[row * width + row] as number);
      }
    }
  }
}

/** a⁻¹ = Mᵀ·M into the lower half: a row of M is used up only by its own last product, on the diagonal. */
function multiplyFactor(a: Float64Array, width: number): void {
  const sums = new Float64Array(PANEL);
  for (let i = 0; i < width; i += PANEL) {
    const rows = Math.min(PANEL, width - i);
    const end = i + rows;
    for (let j = 0; j < end; j++) {
      dots(a, width, rows, i * width + end, j * width + end, width - end, sums);
      for (let row = Math.max(i, j); row < end; row++)
        a[row * width + j] =
          (sums[row - i] as number) + dot(a, row * width + row, j * width + row, end - row);
    }
  }
}
