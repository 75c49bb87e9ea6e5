import { factorCholesky } from '#src/numbers/solve-symmetric.ts';
import { toUnit } from './embedder.ts';

/*
 * Latent semantic analysis of the merchant's own catalogue: no model file, no network. Words that keep the same
 * company get near vectors, so "couch" finds a sofa where the descriptions use both.
 */

/** One text as terms with their weights: numbers of terms from 0, each once. */
export interface Bag {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

export interface Subspace {
  readonly dimensions: number;
  /** One row of `dimensions` numbers a term, in the order of the term numbers. */
  readonly basis: Float32Array;
}

const PASSES = 3; // the first finds the range, two more sharpen it (Halko, Martinsson & Tropp 2011)

/**
 * The subspace of the strongest `dimensions` directions of the bags, by randomized subspace iteration on their
 * Gram matrix: memory is terms x dimensions, whatever the number of bags. `breathe` is awaited between slices of
 * work so that a server stays responsive; `random` gives numbers in [0, 1).
 */
export async function findSubspace(
  bags: readonly Bag[],
  terms: number,
  dimensions: number,
  random: () => number,
  breathe: () => Promise<void>,
): Promise<Subspace> {
  const k = Math.min(dimensions, terms, bags.length);
  let basis: Float32Array = new Float32Array(terms * k);
  for (let at = 0; at < basis.length; at += 1) basis[at] = random() - 0.5;
  for (let turn = 0; turn < PASSES; turn += 1) {
    basis = await timesGram(bags, basis, k, breathe);
    // Once keeps the columns apart between passes; the second time makes them orthogonal to the last digit.
    await orthonormalize(basis, k, breathe);
    if (turn === PASSES - 1) await orthonormalize(basis, k, breathe);
  }
  return { dimensions: k, basis };
}

/** The unit vector of a bag in the subspace; all zeros where it holds no known term. */
export function project(bag: Bag, { dimensions, basis }: Subspace): Float32Array {
  const vector = new Float32Array(dimensions);
  addProjection(bag, basis, dimensions, vector);
  return toUnit(vector);
}

function addProjection(bag: Bag, basis: Float32Array, k: number, into: Float32Array): void {
  for (let at = 0; at < bag.terms.length; at += 1) {
    const weight = bag.weights[at] as number;
    const row = (bag.terms[at] as number) * k;
    for (let d = 0; d < k; d += 1) into[d] = (into[d] as number) + weight * (basis[row + d] as number);
  }
}

async function timesGram(
  bags: readonly Bag[],
  basis: Float32Array,
  k: number,
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const product = new Float32Array(basis.length);
  const vector = new Float32Array(k);
  for (const [at, bag] of bags.entries()) {
    if (at % 64 === 0) await breathe();
    vector.fill(0);
    addProjection(bag, basis, k, vector);
    for (let i = 0; i < bag.terms.length; i += 1) {
      const weight = bag.weights[i] as number;
      const row = (bag.terms[i] as number) * k;
      for (let d = 0; d < k; d += 1)
        product[row + d] = (product[row + d] as number) + weight * (vector[d] as number);
    }
  }
  return product;
}

/** Makes the columns orthonormal in place through the Cholesky factor of their Gram matrix. */
async function orthonormalize(basis: Float32Array, k: number, breathe: () => Promise<void>): Promise<void> {
  const lower = await gram(basis, k, breathe);
  let trace = 0;
  for (let i = 0; i < k; i += 1) trace += lower[i * k + i] as number;
  factorCholesky(lower, k, Math.max(1e-30, (trace / k) * 1e-9));
  const row = new Float64Array(k);
  for (let from = 0; from < basis.length; from += k) {
    if ((from / k) % 256 === 0) await breathe();
    for (let i = 0; i < k; i += 1) {
      let sum = basis[from + i] as number;
      const at = i * k;
      for (let j = 0; j < i; j += 1) sum -= (lower[at + j] as number) * (row[j] as number);
      row[i] = sum / (lower[at + i] as number);
    }
    basis.set(row, from);
  }
}

async function gram(basis: Float32Array, k: number, breathe: () => Promise<void>): Promise<Float64Array> {
  const sums = new Float64Array(k * k);
  for (let from = 0; from < basis.length; from += k) {
    if ((from / k) % 256 === 0) await breathe();
    for (let i = 0; i < k; i += 1) {
      const value = basis[from + i] as number;
      if (value === 0) continue;
      const row = i * k;
      for (let j = 0; j <= i; j += 1)
        sums[row + j] = (sums[row + j] as number) + value * (basis[from + j] as number);
    }
  }
  return sums;
}
