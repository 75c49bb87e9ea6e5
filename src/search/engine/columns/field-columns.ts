import { endsOf, sortedIndex } from '../data-structures/sorted-index.ts';
import type { FieldRows } from '../engine.ts';
import { valueId, type Dictionary } from './dictionary.ts';
import { VALUE_KIND, type FieldColumn, type FieldEntries } from './segment.ts';

interface Collected {
  readonly documents: [number[], number[]];
  readonly items: [number[], number[]];
}

/** Values by field and kind. Those of a document or item that is not told are left out. */
export function fieldColumns(
  rows: FieldRows,
  rowOfDocument: (id: number) => number,
  rowOfItem: ReadonlyMap<number, number>,
  dictionary: Dictionary,
): ReadonlyMap<number, FieldColumn> {
  const collected = new Map<number, Collected>();
  for (const [at, document] of rows.documents.entries()) {
    const item = rows.items[at] ?? 0;
    const isWhole = item === 0;
    const row = isWhole ? rowOfDocument(document) : (rowOfItem.get(item) ?? -1);
    if (row < 0 || rowOfDocument(document) < 0) continue;
    const { code, value } = valueAt(rows, at, dictionary);
    const column = collected.get(code) ?? { documents: [[], []], items: [[], []] };
    collected.set(code, column);
    const [owners, values] = isWhole ? column.documents : column.items;
    owners.push(row);
    values.push(value);
  }
  const ordered = [...collected].toSorted(([a], [b]) => a - b);
  const isOnlyKind = (code: number) => [1, 2, 3].every((other) => !collected.has(code ^ other));
  return new Map(
    ordered.map(([code, { documents, items }]) => {
      const ofDocuments = entriesOf(code, ...inOrder(...documents));
      const ofItems = entriesOf(code, ...inOrder(...items));
      const isOnOne = ofDocuments.owner.length === 0 || ofItems.owner.length === 0;
      return [code, { ofDocuments, ofItems, isAlone: isOnOne && isOnlyKind(code) }];
    }),
  );
}

function valueAt(
  rows: FieldRows,
  at: number,
  dictionary: Dictionary,
): { readonly code: number; readonly value: number } {
  const field = dictionary.fields.numberOf(rows.fields[at] ?? '');
  const word = rows.keywords[at] ?? null;
  if (word !== null)
    return { code: field * 4 + VALUE_KIND.word, value: dictionary.values.numberOf(valueId(field, word)) };
  const flag = rows.flags[at] ?? null;
  if (flag !== null) return { code: field * 4 + (flag ? VALUE_KIND.yes : VALUE_KIND.no), value: 0 };
  return { code: field * 4 + VALUE_KIND.number, value: rows.numbers[at] ?? NaN };
}

/** Documents stand in a segment by keywords, items by document, then by id: rows come by their ids. */
function inOrder(owners: number[], values: number[]): [number[], number[]] {
  if (owners.every((owner, at) => at === 0 || owner >= (owners[at - 1] ?? 0))) return [owners, values];
  const order = owners.map((_, at) => at).sort((a, b) => (owners[a] ?? 0) - (owners[b] ?? 0));
  return [order.map((at) => owners[at] ?? 0), order.map((at) => values[at] ?? NaN)];
}

const SHORT = 65_536; // rows that two bytes can tell
const MOST_LENGTHS = 4_096; // lists of rows that are shared

const NO_NUMBERS = new Float64Array(0);

function entriesOf(code: number, owners: readonly number[], values: readonly number[]): FieldEntries {
  const kind = code & 3;
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

/** Rows from 0 on, one list for all columns of that length: most fields are stated by every document, once. */
function firstPlaces(count: number): Uint16Array | Uint32Array {
  const known = first.get(count) ?? placesAs(Array.from({ length: count }, (_, at) => at));
  if (first.size < MOST_LENGTHS) first.set(count, known);
  return known;
}
