import { commonLines } from './line-diff.ts';

/** A place that both changed, each in another way. */
export interface Clash {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

export type Merged =
  | { readonly ok: true; readonly text: string }
  /** `text` has what could be put together, with ours where the two clash. */
  | { readonly ok: false; readonly text: string; readonly clashes: readonly Clash[] };

/**
 * Puts two changes of one text together, line by line, as diff3 does (Khanna, Kunal and Pierce 2007): what only one of
 * them changed is taken from it, what both changed alike is taken once.
 */
export function mergeTexts(base: string, ours: string, theirs: string): Merged {
  if (ours === theirs || theirs === base) return { ok: true, text: ours };
  if (ours === base) return { ok: true, text: theirs };
  const [o, a, b] = [base.split('\n'), ours.split('\n'), theirs.split('\n')];
  const inA = new Map(commonLines(o, a));
  const inB = new Map(commonLines(o, b));
  const merged: string[] = [];
  const clashes: Clash[] = [];
  let [fromO, fromA, fromB] = [0, 0, 0];
  for (let line = 0; line <= o.length; line++) {
    const [toA, toB] = line === o.length ? [a.length, b.length] : [inA.get(line), inB.get(line)];
    if (toA === undefined || toB === undefined) continue; // no line that all three have
    const parts = [o.slice(fromO, line), a.slice(fromA, toA), b.slice(fromB, toB)] as const;
    const [was, mine, their] = parts.map((lines) => lines.join('\n')) as [string, string, string];
    const [linesO, linesA, linesB] = parts.map((lines) => lines.length);
    const same = (one: string, other: string, n: number | undefined, m: number | undefined) =>
      one === other && n === m;
    if (same(mine, their, linesA, linesB) || same(their, was, linesB, linesO)) merged.push(...parts[1]);
    else if (same(mine, was, linesA, linesO)) merged.push(...parts[2]);
    else {
      clashes.push({ base: was, ours: mine, theirs: their });
      merged.push(...parts[1]);
    }
    if (line < o.length) merged.push(o[line] ?? '');
    [fromO, fromA, fromB] = [line + 1, toA + 1, toB + 1];
  }
  const text = merged.join('\n');
  return clashes.length ? { ok: false, text, clashes } : { ok: true, text };
}
