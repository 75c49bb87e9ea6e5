import { dotKernel } from './dot-kernel.ts';

/*
 * The inverse of a symmetric positive definite matrix by Cholesky, in place, in 32-bit numbers (its diagonal is made
 * heavy before, so that its condition is mild). All three passes are dot products of contiguous rows, four by four.
 */

export interface SymmetricMatrix {
  /** Its size, filled up to a multiple of four: the width of a row of `values`. */
  readonly width: number;
  /** Row-major; only the lower triangle is read. Past the size stands the identity. */
  readonly values: Float32Array;
  /** Replaces the values by those of the inverse, both triangles. Throws RangeError where it is not positive definite. */
  invert(): void;
}

const BLOCK = 4;

/** A matrix of zeros of that size. */
export function symmetricMatrix(size: number): SymmetricMatrix {
  const width = Math.max(BLOCK, Math.ceil(size / BLOCK) * BLOCK);
  const bytes = width * width * 4;
  const { memory, dots } = dotKernel(bytes + 256);
  const values = new Float32Array(memory.buffer, 0, width * width);
  const lanes = new Float32Array(memory.buffer, bytes, 64);
  for (let at = size; at < width; at++) values[at * width + at] = 1;
  const sums = new Float64Array(BLOCK * BLOCK);

  /** Into `sums`: dot products of rows i…i+3 with rows j…j+3 over columns from `from` to before `to`. */
  function multiply(i: number, j: number, from: number, to: number): void {
    if (to <= from) {
      sums.fill(0);
      return;
    }
    const stride = width * 4;
    const [rows, columns, length] = [(i * width + from) * 4, (j * width + from) * 4, (to - from) * 4];
    dots(rows, columns, stride, length, bytes);
    dots(rows, columns + 2 * stride, stride, length, bytes + 128);
    for (let half = 0; half < 2; half++)
      for (let one = 0; one < 8; one++) {
        const at = half * 32 + one * 4;
        sums[(one >> 1) * BLOCK + half * 2 + (one & 1)] =
          (lanes[at] as number) +
          (lanes[at + 1] as number) +
          (lanes[at + 2] as number) +
          (lanes[at + 3] as number);
      }
  }
  return {
    width,
    values,
    invert() {
      const scale = new Float64Array(width); // 1 / diagonal of L
      factor(values, width, scale, sums, multiply);
      invertTriangle(values, width, scale, sums, multiply);
      multiplyTriangle(values, width, scale, sums, multiply);
    },
  };
}

type Multiply = (i: number, j: number, from: number, to: number) => void;

/** L of a = L·Lᵀ into the lower triangle below the diagonal; one over its diagonal into `scale`. */
function factor(a: Float32Array, n: number, scale: Float64Array, sums: Float64Array, multiply: Multiply) {
  for (let i = 0; i < n; i += BLOCK) {
    for (let j = 0; j <= i; j += BLOCK) {
      multiply(i, j, 0, j);
      for (let r = 0; r < BLOCK; r++) {
        const row = (i + r) * n;
        for (let c = 0; c < BLOCK && j + c <= i + r; c++) {
          let value = (a[row + j + c] as number) - (sums[r * BLOCK + c] as number);
          for (let k = j; k < j + c; k++) value -= (a[row + k] as number) * (a[(j + c) * n + k] as number);
          if (j + c < i + r) a[row + j + c] = value * (scale[j + c] as number);
          else if (value > 0) scale[i + r] = 1 / Math.sqrt(value);
          else throw new RangeError('The matrix is not positive definite');
        }
      }
    }
  }
}

/** M = L⁻¹, transposed, into the upper triangle above the diagonal; its diagonal is `scale`. */
function invertTriangle(
  a: Float32Array,
  n: number,
  scale: Float64Array,
  sums: Float64Array,
  multiply: Multiply,
) {
  for (let i = 0; i < n; i += BLOCK) {
    for (let j = 0; j <= i; j += BLOCK) {
      const clean = Math.min(j + BLOCK, i); // before it, row j+c of M begins at its diagonal, which is kept elsewhere
      multiply(i, j, clean, i);
      for (let c = 0; c < BLOCK; c++) {
        const other = (j + c) * n;
        for (let at = Math.max(i, j + c + 1); at < i + BLOCK; at++) {
          const row = at * n;
          let value =
            (sums[(at - i) * BLOCK + c] as number) + (a[row + j + c] as number) * (scale[j + c] as number);
          for (let k = j + c + 1; k < clean; k++) value += (a[row + k] as number) * (a[other + k] as number);
          for (let k = Math.max(i, j + c + 1); k < at; k++)
            value += (a[row + k] as number) * (a[other + k] as number);
          a[other + at] = -value * (scale[at] as number);
        }
      }
    }
  }
}

/** a⁻¹ = Mᵀ·M over everything. */
function multiplyTriangle(
  a: Float32Array,
  n: number,
  scale: Float64Array,
  sums: Float64Array,
  multiply: Multiply,
) {
  const diagonal = new Float64Array(n);
  const upper = (x: number, k: number) => (k === x ? (scale[k] as number) : (a[x * n + k] as number));
  for (let i = 0; i < n; i += BLOCK) {
    for (let j = 0; j <= i; j += BLOCK) {
      multiply(i, j, i + BLOCK, n);
      for (let r = 0; r < BLOCK; r++)
        for (let c = 0; c < BLOCK && j + c <= i + r; c++) {
          let value = sums[r * BLOCK + c] as number;
          for (let k = i + r; k < i + BLOCK; k++) value += upper(i + r, k) * upper(j + c, k);
          // Below the diagonal only: above it stands M, which later rows still need.
          if (j + c < i + r) a[(i + r) * n + j + c] = value;
          else diagonal[i + r] = value;
        }
    }
  }
  for (let i = 0; i < n; i++) {
    a[i * n + i] = diagonal[i] as number;
    for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j] as number;
  }
}
