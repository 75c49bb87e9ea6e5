import fc from 'fast-check';
import { expect, it } from 'vitest';
import { invertSymmetric, solveSymmetric } from '#src/numbers/solve-symmetric.ts';

it('finds the x of which a·x is b, for a symmetric positive a', () => {
  const entries = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(entries, (given) => {
      const width = 4;
      const [half, b] = [given.slice(0, 16), Float64Array.from(given.slice(16))];
      const entry = (i: number, k: number) => half[i * width + k] ?? 0;
      // m·mᵀ plus the identity is always symmetric and positive.
      const a = Float64Array.from({ length: 16 }, (_, at) => {
        const [i, j] = [Math.floor(at / width), at % width];
        return [0, 1, 2, 3].reduce((sum, k) => sum + entry(i, k) * entry(j, k), i === j ? 1 : 0);
      });
      const x = solveSymmetric(a.slice(), b);
      for (let i = 0; i < width; i++) {
        const product = x.reduce((sum, value, j) => sum + (a[i * width + j] ?? 0) * value, 0);
        expect(product).toBeCloseTo(b[i] ?? 0, 6);
      }
    }),
  );
});

it('inverts every symmetric matrix with a heavy diagonal, of any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 23 }), fc.integer(), (size, seed) => {
      const values = new Float64Array(size * size);
      const at = (row: number, column: number) =>
        row === column ? size + 1 : Math.sin(seed + Math.min(row, column) * 31 + Math.max(row, column));
      for (let row = 0; row < size; row++)
        for (let column = 0; column <= row; column++) values[row * size + column] = at(row, column);
      invertSymmetric(values, size);
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++) {
          let sum = 0;
          for (let k = 0; k < size; k++) sum += at(row, k) * (values[k * size + column] as number);
          expect(sum).toBeCloseTo(row === column ? 1 : 0, 4);
        }
    }),
  );
});

it('refuses a matrix that has no such inverse', () => {
  expect(() => invertSymmetric(Float64Array.of(1, 0, 2, 1), 2)).toThrow(RangeError);
});
