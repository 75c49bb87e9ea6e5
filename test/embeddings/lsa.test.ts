import { describe, expect, it } from 'vitest';
import { findSubspace, project, type Bag } from '#src/embeddings/lsa.ts';

const bag = (...terms: number[]): Bag => ({
  terms: Int32Array.from(terms),
  weights: Float32Array.from(terms, () => 1 / Math.sqrt(terms.length)),
});
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const breathe = async () => {};

function numbers(): () => number {
  let state = 7;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

describe('findSubspace', () => {
  // Two worlds that share no word; 0 and 1 never meet but keep the same company, 2 and 3.
  const bags = [
    ...Array.from({ length: 10 }, () => bag(0, 2, 3)),
    ...Array.from({ length: 10 }, () => bag(1, 2, 3)),
    ...Array.from({ length: 20 }, () => bag(4, 5, 6)),
  ];

  it('brings words of the same company together and keeps strangers apart', async () => {
    const space = await findSubspace(bags, 7, 2, numbers(), breathe);
    const [couch, sofa, lamp] = [0, 1, 4].map((term) => project(bag(term), space)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    expect(dot(couch, sofa)).toBeGreaterThan(0.95);
    expect(Math.abs(dot(couch, lamp))).toBeLessThan(0.05);
  });

  it('gives an orthonormal basis', async () => {
    const { basis, dimensions } = await findSubspace(bags, 7, 2, numbers(), breathe);
    for (let a = 0; a < dimensions; a += 1) {
      for (let b = 0; b < dimensions; b += 1) {
        let sum = 0;
        for (let row = 0; row < 7; row += 1) {
          sum += (basis[row * dimensions + a] ?? 0) * (basis[row * dimensions + b] ?? 0);
        }
        expect(sum).toBeCloseTo(a === b ? 1 : 0, 3);
      }
    }
  });

  it('gives the same for the same', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => findSubspace(bags, 7, 2, numbers(), breathe)));
    expect(one?.basis).toEqual(other?.basis);
  });

  it('has a finite answer where there are fewer directions than asked for', async () => {
    const { basis } = await findSubspace([bag(0), bag(0), bag(1)], 2, 256, numbers(), breathe);
    expect(basis.every(Number.isFinite)).toBe(true);
  });

  it('projects a bag of no known word to nothing', async () => {
    const space = await findSubspace(bags, 7, 2, numbers(), breathe);
    expect([...project(bag(), space)]).toEqual([0, 0]);
  });
});
