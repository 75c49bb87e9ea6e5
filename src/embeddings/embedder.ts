import { toSql } from 'pgvector/kysely';

/** Turns texts into unit vectors of one length, in the order given. Throws EmbedderUnavailable. */
export interface Embedder {
  /** Names model and version: vectors of another name are not comparable and are made anew. */
  readonly name: string;
  /** Numbers in a vector; null until the first answer where the model decides. */
  readonly dimensions: number | null;
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** The embedder gave no usable answer; the message is for the person who runs the shop and holds no secret. */
export class EmbedderUnavailable extends Error {
  override readonly name = 'EmbedderUnavailable';
}

/** Scales a vector to length 1 in place; an all-zero vector stays as it is. */
export function toUnit(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) * scale;
  return vector;
}

/** A unit vector as pgvector reads it; five decimals are more than a half-precision column keeps. */
export const vectorText = (vector: Float32Array): string =>
  toSql(Array.from(vector, (value) => Math.round(value * 1e5) / 1e5)) ?? '[]';
