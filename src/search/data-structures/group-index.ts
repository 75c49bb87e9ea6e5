/** The products of a segment by a number that each has one of: its brand's, or its set of categories'. */
export interface GroupIndex {
  /** The numbers that any product has, from the lowest. */
  readonly numbers: Int32Array;
  /** The products of number `n` of the list stand in `products` from `from[n]` to where those of `n + 1` begin. */
  readonly from: Uint16Array;
  readonly products: Uint16Array;
}

/** At most 65,535 products. */
export function groupIndex(numberOf: ArrayLike<number>): GroupIndex {
  const places = Uint16Array.from(numberOf, (_, at) => at);
  const products = places.sort((a, b) => (numberOf[a] ?? 0) - (numberOf[b] ?? 0) || a - b);
  const numbers: number[] = [];
  const from: number[] = [];
  for (const [at, product] of products.entries()) {
    const number = numberOf[product] ?? 0;
    if (at > 0 && number === numbers.at(-1)) continue;
    numbers.push(number);
    from.push(at);
  }
  return {
    numbers: Int32Array.from(numbers),
    from: Uint16Array.from([...from, products.length]),
    products,
  };
}

/** Where a number stands in the list; -1 where no product has it. */
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
