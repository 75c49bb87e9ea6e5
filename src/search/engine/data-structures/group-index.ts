/** The documents of a segment by a number that each has one of: as of a set of keywords. */
export interface GroupIndex {
  /** The numbers that any document has, from the lowest. */
  readonly numbers: Int32Array;
  /** The documents of number `n` of the list stand in `documents` from `from[n]` to where those of `n + 1` begin. */
  readonly from: Uint16Array;
  readonly documents: Uint16Array;
}

/** At most 65,535 documents. */
export function groupIndex(numberOf: ArrayLike<number>): GroupIndex {
  const places = Uint16Array.from(numberOf, (_, at) => at);
  const documents = places.sort((a, b) => (numberOf[a] ?? 0) - (numberOf[b] ?? 0) || a - b);
  const numbers: number[] = [];
  const from: number[] = [];
  for (const [at, document] of documents.entries()) {
    const number = numberOf[document] ?? 0;
    if (at > 0 && number === numbers.at(-1)) continue;
    numbers.push(number);
    from.push(at);
  }
  return {
    numbers: Int32Array.from(numbers),
    from: Uint16Array.from([...from, documents.length]),
    documents,
  };
}

/** Where a number stands in the list; -1 where no document has it. */
export function groupOf({ numbers }: GroupIndex, number: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === number ? low : -1;
}
