import type { Word } from './words.ts';

/** A number with the word that multiplies it: `1.4 million`, `2 lakh`, `500k`. */
export interface SaidNumber {
  readonly value: number;
  /** The place behind it. */
  readonly to: number;
}

const TIMES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['grand', 1e3],
  ['lakh', 1e5],
  ['million', 1e6],
  ['mn', 1e6],
  ['crore', 1e7],
  ['billion', 1e9],
]);

/** The number that stands there; null where none does. `500k` is one only where something is compared with it. */
export function numberAt(words: readonly Word[], at: number, isCompared: boolean): SaidNumber | null {
  const one = words[at];
  if (!one) return null;
  if (one.number !== null) {
    const next = words[at + 1];
    const times = next?.joined && !next.used ? TIMES.get(next.form) : undefined;
    return times === undefined
      ? { value: one.number, to: at + 1 }
      : { value: rounded(one.number * times), to: at + 2 };
  }
  const short = isCompared ? /^(\d+(?:[.,]\d+)?)k$/.exec(one.lower) : null;
  return short ? { value: rounded(Number(short[1]?.replace(',', '.')) * 1e3), to: at + 1 } : null;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
