import fc from 'fast-check';
import { expect, it } from 'vitest';
import { symmetricMatrix } from '#src/affinity/symmetric-inverse.ts';

it('inverts every symmetric matrix with a heavy diagonal, of any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 23 }), fc.integer(), (size, seed) => {
      const matrix = symmetricMatrix(size);
      const { width, values } = matrix;
      const at = (row: number, column: number) =>
        row === column ? size + 1 : Math.sin(seed + Math.min(row, column) * 31 + Math.max(row, column));
      for (let row = 0; row < size; row++)
        for (let column = 0; column <= row; column++) values[row * width + column] = at(row, column);
      matrix.invert();
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++) {
          let sum = 0;
          for (let k = 0; k < size; k++) sum += at(row, k) * (values[k * width + column] as number);
          expect(sum).toBeCloseTo(row === column ? 1 : 0, 4);
        }
    }),
  );
});

it('refuses a matrix that has no such inverse', () => {
  const matrix = symmetricMatrix(2);
  matrix.values.set([1, 0, 0, 0, 2, 1], 0);
  expect(() => matrix.invert()).toThrow(RangeError);
});
