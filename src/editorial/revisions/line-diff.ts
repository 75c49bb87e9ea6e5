/** A stretch of lines that both texts have, or that only one of them has. */
export interface Stretch {
  readonly in: 'both' | 'before' | 'after';
  readonly lines: readonly string[];
}

/** Pairs of equal lines of two texts, in order: a longest common subsequence, by dynamic programming. */
export function commonLines(
  a: readonly string[],
  b: readonly string[],
): readonly (readonly [number, number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [rows, columns] = [endA - start, endB - start];
  const most = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const at = (row: number, column: number): number => most[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      (most[row] as Uint32Array)[column] =
        a[start + row] === b[start + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs: [number, number][] = Array.from({ length: start }, (_, line) => [line, line]);
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (a[start + row] === b[start + column]) pairs.push([start + row++, start + column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  for (let line = 0; endA + line < a.length; line++) pairs.push([endA + line, endB + line]);
  return pairs;
}

/** What became of a text, line by line: what was taken out stands before what was put in. */
export function lineDiff(before: string, after: string): readonly Stretch[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const stretches: Stretch[] = [];
  const add = (place: Stretch['in'], lines: readonly string[]) => {
    const last = stretches.at(-1);
    if (!lines.length) return;
    if (last?.in === place) stretches[stretches.length - 1] = { in: place, lines: [...last.lines, ...lines] };
    else stretches.push({ in: place, lines });
  };
  let [fromA, fromB] = [0, 0];
  for (const [inA, inB] of [...commonLines(a, b), [a.length, b.length] as const]) {
    add('before', a.slice(fromA, inA));
    add('after', b.slice(fromB, inB));
    if (inA < a.length) add('both', a.slice(inA, inA + 1));
    [fromA, fromB] = [inA + 1, inB + 1];
  }
  return stretches;
}
