import { endsOf, sortedIndex } from '../data-structures/sorted-index.ts';
import { VALUE_KIND, type AttributeColumn, type AttributeEntries } from './segment.ts';
import { valueId, type Dictionary } from './dictionary.ts';

/** Rows of `search_fact` as columns, in order of product and variant. */
export interface AttributeRows {
  readonly products: readonly number[] | null;
  /** 0 for what holds for all variants. */
  readonly variants: readonly number[];
  readonly keys: readonly string[];
  readonly numbers: readonly (number | null)[];
  readonly words: readonly (string | null)[];
  readonly flags: readonly (boolean | null)[];
}

interface Collected {
  readonly products: [number[], number[]];
  readonly variants: [number[], number[]];
}

/** Facts by key and kind. Those of a product or variant that has gone since are left out. */
export function attributeColumns(
  rows: AttributeRows | undefined,
  placeOfProduct: (id: number) => number,
  placeOfVariant: ReadonlyMap<number, number>,
  dictionary: Dictionary,
): ReadonlyMap<number, AttributeColumn> {
  const collected = new Map<number, Collected>();
  for (const [at, product] of (rows?.products ?? []).entries()) {
    const variant = rows?.variants[at] ?? 0;
    const isWhole = variant === 0;
    const place = isWhole ? placeOfProduct(product) : (placeOfVariant.get(variant) ?? -1);
    if (place < 0 || placeOfProduct(product) < 0) continue;
    const { fact, value } = factAt(rows, at, dictionary);
    const column = collected.get(fact) ?? { products: [[], []], variants: [[], []] };
    collected.set(fact, column);
    const [owners, values] = isWhole ? column.products : column.variants;
    owners.push(place);
    values.push(value);
  }
  const ordered = [...collected].toSorted(([a], [b]) => a - b);
  const isOnlyKind = (fact: number) => [1, 2, 3].every((other) => !collected.has(fact ^ other));
  return new Map(
    ordered.map(([fact, { products, variants }]) => {
      const ofProducts = entriesOf(fact, ...inOrder(...products));
      const ofVariants = entriesOf(fact, ...inOrder(...variants));
      const isOnOne = ofProducts.owner.length === 0 || ofVariants.owner.length === 0;
      return [fact, { ofProducts, ofVariants, isAlone: isOnOne && isOnlyKind(fact) }];
    }),
  );
}

function factAt(
  rows: AttributeRows | undefined,
  at: number,
  dictionary: Dictionary,
): { readonly fact: number; readonly value: number } {
  const key = dictionary.keys.numberOf(rows?.keys[at] ?? '');
  const word = rows?.words[at] ?? null;
  if (word !== null)
    return { fact: key * 4 + VALUE_KIND.word, value: dictionary.values.numberOf(valueId(key, word)) };
  const flag = rows?.flags[at] ?? null;
  if (flag !== null) return { fact: key * 4 + (flag ? VALUE_KIND.yes : VALUE_KIND.no), value: 0 };
  return { fact: key * 4 + VALUE_KIND.number, value: rows?.numbers[at] ?? NaN };
}

/** Products stand in a segment by kind, variants by product, then by id: rows come by their ids. */
function inOrder(owners: number[], values: number[]): [number[], number[]] {
  if (owners.every((owner, at) => at === 0 || owner >= (owners[at - 1] ?? 0))) return [owners, values];
  const order = owners.map((_, at) => at).sort((a, b) => (owners[a] ?? 0) - (owners[b] ?? 0));
  return [order.map((at) => owners[at] ?? 0), order.map((at) => values[at] ?? NaN)];
}

const SHORT = 65_536; // places that two bytes can tell
const MOST_LENGTHS = 4_096; // lists of places that are shared

const NO_NUMBERS = new Float64Array(0);

function entriesOf(fact: number, owners: readonly number[], values: readonly number[]): AttributeEntries {
  const kind = fact & 3;
  const isOneEach = owners.every((owner, at) => owner === at);
  const numbers = kind === VALUE_KIND.number ? Float64Array.from(values) : NO_NUMBERS;
  const byNumber = sortedIndex(numbers);
  const [least, most] = endsOf(byNumber, numbers);
  const told = kind === VALUE_KIND.word ? values : [];
  const words = Int32Array.from(new Set(told));
  const places = new Map(Array.from(words, (word, at) => [word, at]));
  const wordAt = told.map((word) => places.get(word) ?? 0);
  return {
    owner: isOneEach ? firstPlaces(owners.length) : placesAs(owners),
    isOneEach,
    wordAt: words.length < SHORT ? Uint16Array.from(wordAt) : Uint32Array.from(wordAt),
    words,
    numbers,
    byNumber,
    least,
    most,
  };
}

const placesAs = (owners: readonly number[]): Uint16Array | Uint32Array =>
  (owners.at(-1) ?? 0) < SHORT ? Uint16Array.from(owners) : Uint32Array.from(owners);

const first = new Map<number, Uint16Array | Uint32Array>();

/** Places from 0 on, one list for all columns of that length: most keys are stated by every product, once. */
function firstPlaces(count: number): Uint16Array | Uint32Array {
  const known = first.get(count) ?? placesAs(Array.from({ length: count }, (_, at) => at));
  if (first.size < MOST_LENGTHS) first.set(count, known);
  return known;
}
