import { isEmptyIn, partOf } from '../columns/bitset-cache.ts';
import { fieldsOfMany, type ColumnStore } from '../columns/column-store.ts';
import { valueOf } from '../columns/dictionary.ts';
import { rowOf, segmentNumber, type Segment } from '../columns/segment.ts';
import type { Bitset } from '../data-structures/bitset.ts';
import type { Counted, FieldCount, FieldCounts, FieldQuery } from '../engine.ts';
import {
  fillDocuments,
  fillRows,
  fillSome,
  openMatchingRows,
  type MatchingRows,
} from '../filter/matching-rows.ts';
import { scopesOf } from '../filter/scopes.ts';
import { byCount } from './by-count.ts';
import { openDeclaredCounter } from './declared-counter.ts';
import { openFieldCounter, type FieldCounter } from './field-counter.ts';

export function countFields(store: ColumnStore, query: FieldQuery, counted: Counted): FieldCounts {
  if (counted.among) return countAnew(store, query, counted);
  return store.results.get(['counted', query, counted], () => countAnew(store, query, counted));
}

function countAnew(
  store: ColumnStore,
  query: FieldQuery,
  { fields, usual = null, among = null }: Counted,
): FieldCounts {
  const { dictionary } = store;
  const declared = fields.flatMap((field) => openDeclaredCounter(store, field) ?? []);
  const asked = new Set(declared.map((one) => one.field));
  const dynamic = fields.filter((field) => !asked.has(field) && dictionary.fields.known(field) >= 0);
  const numbers = dynamic.map((field) => dictionary.fields.known(field));
  const tally = openFieldCounter(usual || dynamic.length ? dictionary.values.size : 0);
  const isAlone = !usual && !dynamic.length && declared.length > 0;
  const rows = openMatchingRows();
  const kept = scopesOf(store, query).kept();
  const some = among && bySegment(store, among);
  const mayBeUsual = usual && some && fieldsThatMayBeUsual(store, usual, kept, some, rows);
  const wanted = usual ? mayBeUsual && [...new Set([...mayBeUsual, ...numbers])] : numbers;
  let documents = 0;
  const see = (segment: Segment) => {
    documents += rows.documents.count;
    for (const one of declared) one.add(segment, rows);
    if (usual || numbers.length) tally.add(segment, rows, wanted);
  };
  if (some) visitSome(kept, some, rows, see);
  else {
    visitAll(store, kept, rows, see, {
      // Nothing but the documents themselves is asked of these.
      fill: isAlone && declared.every((one) => one.isOfDocuments) ? fillDocuments : fillRows,
      isSettledBy: (segment) => isAlone && declared.every((one) => one.isSettledBy(segment)),
    });
  }
  const counted = (asked: readonly string[]) =>
    asked.flatMap((field) => dynamicCount(store, tally, field) ?? []);
  const own = [...declared.map((one) => one.counted()), ...counted(dynamic)];
  const isOfNumbers = isAlone && declared.every((one) => !one.isOfDocuments);
  return {
    documents: isOfNumbers ? null : documents,
    fields: new Map(own.map((one) => [one.field, one])),
    usual: usual ? counted(usualFields(store, tally, usual, documents)) : [],
  };
}

function visitAll(
  { segments }: ColumnStore,
  kept: Bitset,
  rows: MatchingRows,
  see: (segment: Segment) => void,
  {
    fill,
    isSettledBy,
  }: {
    readonly fill: typeof fillRows;
    /** Whatever matches in the segment changes no count; its documents are not counted then. */
    isSettledBy(segment: Segment): boolean;
  },
): void {
  for (const segment of segments.values()) {
    if (isSettledBy(segment) || isEmptyIn(kept, segment)) continue;
    fill(rows, segment, partOf(kept, segment));
    see(segment);
  }
}

/** Some documents of one segment, by their rows. */
interface SomeOf {
  readonly segment: Segment;
  readonly rows: readonly number[];
}

/** The segments that hold any of the documents, each with their rows. */
function bySegment({ segments }: ColumnStore, documents: readonly number[]): readonly SomeOf[] {
  const found: SomeOf[] = [];
  const inOrder = Float64Array.from(documents).sort();
  for (let from = 0; from < inOrder.length;) {
    const number = segmentNumber(inOrder[from] ?? 0);
    const segment = segments.get(number);
    const some: number[] = [];
    for (; from < inOrder.length && segmentNumber(inOrder[from] ?? 0) === number; from += 1) {
      if (from > 0 && inOrder[from] === inOrder[from - 1]) continue;
      const row = segment ? rowOf(segment, inOrder[from] ?? 0) : -1;
      if (row >= 0) some.push(row);
    }
    if (!segment || some.length === 0) continue;
    some.sort((a, b) => a - b);
    found.push({ segment, rows: some });
  }
  return found;
}

function visitSome(
  kept: Bitset,
  some: readonly SomeOf[],
  rows: MatchingRows,
  see: (segment: Segment) => void,
): void {
  for (const one of some) {
    fillSome(rows, one.segment, partOf(kept, one.segment), one.rows);
    see(one.segment);
  }
}

/** A store may know thousands of fields, of which few are stated by enough of some documents, whatever these are. */
function fieldsThatMayBeUsual(
  store: ColumnStore,
  { share }: NonNullable<Counted['usual']>,
  kept: Bitset,
  some: readonly SomeOf[],
  rows: MatchingRows,
): readonly number[] {
  let total = 0;
  visitSome(kept, some, rows, () => (total += rows.documents.count));
  return fieldsOfMany(store, share * total);
}

/** The fields that most documents state, the commonest first; of equals those of items. */
function usualFields(
  { dictionary }: ColumnStore,
  { stated }: FieldCounter,
  { most, share }: NonNullable<Counted['usual']>,
  total: number,
): readonly string[] {
  return [...stated]
    .filter(([, { documents }]) => documents >= Math.max(1, share * total))
    .map(([field, { documents, ofItems }]) => ({
      field: dictionary.fields.textOf(field),
      documents,
      ofItems,
    }))
    .toSorted(
      (a, b) =>
        b.documents - a.documents || Number(b.ofItems) - Number(a.ofItems) || (a.field < b.field ? -1 : 1),
    )
    .slice(0, most)
    .map(({ field }) => field);
}

function dynamicCount({ dictionary }: ColumnStore, tally: FieldCounter, field: string): FieldCount | null {
  const number = dictionary.fields.known(field);
  if (!tally.stated.has(number)) return null;
  const values = (tally.met.get(number) ?? []).map((value) => ({
    value: valueOf(dictionary, value).word,
    count: tally.values[value] ?? 0,
  }));
  const range = tally.ranges.get(number);
  return {
    field,
    values: byCount(values),
    flags: tally.flags.get(number) ?? { yes: 0, no: 0 },
    least: range?.least ?? null,
    most: range?.most ?? null,
  };
}
