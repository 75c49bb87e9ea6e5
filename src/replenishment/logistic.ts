import { solveSymmetric } from '#src/numbers/solve-symmetric.ts';

export interface Example {
  readonly features: Float64Array;
  readonly label: 0 | 1;
  readonly weight: number;
}

/** A straight line in standardised features, through the logistic curve. */
export interface Logistic {
  readonly weights: readonly number[];
}

const ROUNDS = 25;

/**
 * Fits by Newton's method with a ridge on standardised features; the first feature is the constant 1 and is not
 * held back. Throws a RangeError without examples of both kinds.
 */
export function fitLogistic(examples: readonly Example[], ridge: number): Logistic {
  const [first] = examples;
  if (!first || examples.every((one) => one.label === first.label))
    throw new RangeError('A model needs examples of both kinds.');
  const width = first.features.length;
  const { means, scales } = standardsOf(examples, width);
  const rows = new Float64Array(examples.length * width);
  examples.forEach(({ features }, at) => {
    for (let f = 0; f < width; f++)
      rows[at * width + f] = ((features[f] as number) - (means[f] as number)) / (scales[f] as number);
  });
  const beta = new Float64Array(width);
  for (let round = 0; round < ROUNDS; round++) {
    const step = newtonStep(rows, examples, beta, ridge);
    let largest = 0;
    for (let f = 0; f < width; f++) {
      beta[f] = (beta[f] as number) + (step[f] as number);
      largest = Math.max(largest, Math.abs(step[f] as number));
    }
    if (largest < 1e-5) break;
  }
  const weights = [...beta].map((weight, f) => weight / (scales[f] as number));
  for (let f = 1; f < width; f++)
    weights[0] = (weights[0] as number) - (weights[f] as number) * (means[f] as number);
  return { weights };
}

/** The chance between 0 and 1. */
export function chanceOf({ weights }: Logistic, features: Float64Array): number {
  let sum = 0;
  for (let f = 0; f < features.length; f++) sum += (weights[f] as number) * (features[f] as number);
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, sum))));
}

function standardsOf(examples: readonly Example[], width: number) {
  const means = new Float64Array(width);
  const scales = new Float64Array(width);
  for (const { features } of examples)
    for (let f = 0; f < width; f++)
      means[f] = (means[f] as number) + (features[f] as number) / examples.length;
  for (const { features } of examples)
    for (let f = 0; f < width; f++)
      scales[f] =
        (scales[f] as number) + ((features[f] as number) - (means[f] as number)) ** 2 / examples.length;
  for (let f = 0; f < width; f++) scales[f] = Math.sqrt(scales[f] as number) || 1;
  means[0] = 0;
  return { means, scales };
}

function newtonStep(
  rows: Float64Array,
  examples: readonly Example[],
  beta: Float64Array,
  ridge: number,
): Float64Array {
  const width = beta.length;
  const slope = new Float64Array(width);
  const curve = new Float64Array(width * width);
  for (let at = 0; at < examples.length; at++) {
    const { label, weight } = examples[at] as Example;
    const from = at * width;
    let sum = 0;
    for (let f = 0; f < width; f++) sum += (rows[from + f] as number) * (beta[f] as number);
    const p = 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, sum))));
    const miss = weight * (label - p);
    const bend = weight * p * (1 - p);
    for (let f = 0; f < width; f++) {
      const x = rows[from + f] as number;
      slope[f] = (slope[f] as number) + miss * x;
      const bx = bend * x;
      const line = f * width;
      for (let g = 0; g <= f; g++)
        curve[line + g] = (curve[line + g] as number) + bx * (rows[from + g] as number);
    }
  }
  for (let f = 0; f < width; f++) {
    const held = f === 0 ? 1e-6 : ridge;
    slope[f] = (slope[f] as number) - held * (beta[f] as number);
    curve[f * width + f] = (curve[f * width + f] as number) + held;
  }
  return solveSymmetric(curve, slope);
}
