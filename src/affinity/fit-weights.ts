import { solveSymmetric } from '#src/numbers/solve-symmetric.ts';

/** One past basket with one thing hidden: the features of its candidates, and which of them was the hidden one. */
export interface FitCase {
  readonly values: Float32Array;
  /** The candidate that was bought. */
  readonly hidden: number;
}

const STEPS = 20;
const CLOSE_ENOUGH = 1e-6;
/** A case weighs as much as this ridge of standardised weights. */
const RIDGE = 2;

/**
 * Weights under which the hidden things are likeliest among their candidates (a conditional logit, linear in the
 * features), by Newton's method. They are held near
 * `prior`, which few cases cannot overrule.
 */
export function fitWeights(cases: readonly FitCase[], prior: readonly number[]): Float64Array {
  const width = prior.length;
  const weights = Float64Array.from(prior);
  if (cases.length === 0) return weights;
  const spread = spreadOf(cases, width);
  let loss = lossOf(cases, prior, weights, spread);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, hessian } = slopes(cases, prior, weights, spread);
    const move = solveSymmetric(hessian, gradient);
    let length = 1;
    let tried = weights;
    let next = loss;
    // A whole step may overshoot where the chances are near 0 or 1.
    for (; length > 1e-4; length /= 2) {
      const at = length;
      tried = weights.map((weight, k) => weight + at * (move[k] as number));
      next = lossOf(cases, prior, tried, spread);
      if (next < loss) break;
    }
    if (!(next < loss)) break;
    const gain = loss - next;
    weights.set(tried);
    loss = next;
    if (gain < CLOSE_ENOUGH * loss) break;
  }
  return weights;
}

function lossOf(
  cases: readonly FitCase[],
  prior: readonly number[],
  weights: Float64Array,
  spread: Float64Array,
): number {
  const width = prior.length;
  let loss = 0;
  for (const { values, hidden } of cases)
    loss -= Math.log(Math.max(1e-300, chancesOf(values, weights, width)[hidden] as number));
  for (let k = 0; k < width; k++)
    loss += (RIDGE / 2) * (((weights[k] as number) - (prior[k] as number)) * (spread[k] as number)) ** 2;
  return loss;
}

/** The standard deviation of each feature; 1 for one that never changes. */
function spreadOf(cases: readonly FitCase[], width: number): Float64Array {
  const sum = new Float64Array(width);
  const squares = new Float64Array(width);
  let rows = 0;
  for (const { values } of cases)
    for (let at = 0; at < values.length; at += width, rows++)
      for (let k = 0; k < width; k++) {
        const value = values[at + k] as number;
        sum[k] = (sum[k] as number) + value;
        squares[k] = (squares[k] as number) + value * value;
      }
  return sum.map((total, k) => {
    const variance = (squares[k] as number) / rows - (total / rows) ** 2;
    return variance > 1e-12 ? Math.sqrt(variance) : 1;
  });
}

function slopes(
  cases: readonly FitCase[],
  prior: readonly number[],
  weights: Float64Array,
  spread: Float64Array,
) {
  const width = prior.length;
  const gradient = new Float64Array(width);
  const hessian = new Float64Array(width * width);
  const mean = new Float64Array(width);
  for (const { values, hidden } of cases) {
    const chance = chancesOf(values, weights, width);
    mean.fill(0);
    for (let row = 0; row < chance.length; row++) {
      const p = chance[row] as number;
      if (p < 1e-7) continue;
      const from = row * width;
      for (let k = 0; k < width; k++) {
        const scaled = p * (values[from + k] as number);
        if (scaled === 0) continue;
        mean[k] = (mean[k] as number) + scaled;
        const line = k * width;
        for (let l = 0; l <= k; l++)
          hessian[line + l] = (hessian[line + l] as number) + scaled * (values[from + l] as number);
      }
    }
    for (let k = 0; k < width; k++) {
      gradient[k] = (gradient[k] as number) + (values[hidden * width + k] as number) - (mean[k] as number);
      for (let l = 0; l <= k; l++)
        hessian[k * width + l] =
          (hessian[k * width + l] as number) - (mean[k] as number) * (mean[l] as number);
    }
  }
  for (let k = 0; k < width; k++) {
    const ridge = RIDGE * (spread[k] as number) ** 2;
    gradient[k] = (gradient[k] as number) - ridge * ((weights[k] as number) - (prior[k] as number));
    hessian[k * width + k] = (hessian[k * width + k] as number) + ridge + 1e-9;
  }
  return { gradient, hessian };
}

function chancesOf(values: Float32Array, weights: Float64Array, width: number): Float64Array {
  const chance = new Float64Array(values.length / width);
  let most = -Infinity;
  for (let row = 0; row < chance.length; row++) {
    let score = 0;
    for (let k = 0; k < width; k++) score += (values[row * width + k] as number) * (weights[k] as number);
    chance[row] = score;
    most = Math.max(most, score);
  }
  let total = 0;
  for (let row = 0; row < chance.length; row++) {
    chance[row] = Math.exp((chance[row] as number) - most);
    total += chance[row] as number;
  }
  for (let row = 0; row < chance.length; row++) chance[row] = (chance[row] as number) / total;
  return chance;
}
