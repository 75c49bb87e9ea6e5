import { addDocument, addGroup } from './add-documents.ts';
import type { AddMatching } from '../columns/bitset-cache.ts';
import { valueId, type Dictionary, type KeywordSets } from '../columns/dictionary.ts';
import { writeBetween } from '../columns/number-buckets.ts';
import { VALUE_KIND, SEGMENT_SIZE, type FieldEntries } from '../columns/segment.ts';
import { clearBit, invert, setBit } from '../data-structures/bitset.ts';
import { runOf } from '../data-structures/sorted-index.ts';
import type { FieldFilter, Schema } from '../engine.ts';

type AnyOf = Extract<FieldFilter, { kind: 'any-of' }>;
type Range = Extract<FieldFilter, { kind: 'range' }>;

/** How a filter is kept, by the dictionary as it is now. One of another kind than its declared field matches nothing. */
export function matcherOf(filter: FieldFilter, schema: Schema, dictionary: Dictionary): AddMatching {
  const { field } = filter;
  const sets = dictionary.keywords.get(field);
  if (sets) return filter.kind === 'any-of' ? withKeywords(filter, sets) : nothing;
  if (schema.numbers.includes(field)) return filter.kind === 'range' ? withNumber(filter) : nothing;
  if (schema.itemNumbers.includes(field)) {
    return filter.kind === 'range' ? withItemNumber(filter, dictionary) : nothing;
  }
  if (schema.itemFlags.includes(field)) return filter.kind === 'flag' ? withItemFlag(filter) : nothing;
  return withDynamic(filter, dictionary);
}

const nothing: AddMatching = () => undefined;

function withItemNumber(filter: Range, { units }: Dictionary): AddMatching {
  const { least, most } = boundsOf(filter);
  const wanted = filter.unit === null ? null : units.known(filter.unit);
  const isOnly = wanted === null || (wanted === 0 && units.size === 1);
  return (bits, { itemNumbers }) => {
    const column = itemNumbers.get(filter.field);
    if (!column) return;
    writeBetween(bits, column.buckets, least, most);
    if (isOnly) return;
    const { unit } = column;
    for (let row = 0; row < unit.length; row += 1) if (unit[row] !== wanted) clearBit(bits, row);
  };
}

function withItemFlag({ field, value }: Extract<FieldFilter, { kind: 'flag' }>): AddMatching {
  const wanted = value ? 1 : 0;
  return (bits, { itemFlags }) => {
    const flags = itemFlags.get(field);
    if (!flags) return;
    for (let row = 0; row < flags.length; row += 1) if (flags[row] === wanted) setBit(bits, row);
  };
}

function withKeywords({ field, values, negated }: AnyOf, { words, lists }: KeywordSets): AddMatching {
  const wanted = new Set(values.map((word) => words.known(word)));
  const isKept = Uint8Array.from(lists, (list) => (list.some((one) => wanted.has(one)) !== negated ? 1 : 0));
  return (bits, segment) => {
    const bySet = segment.keywords.get(field)?.bySet;
    if (!bySet) return;
    const { numbers } = bySet;
    for (let group = 0; group < numbers.length; group += 1) {
      if (isKept[numbers[group] ?? 0] === 1) addGroup(bits, segment, bySet, group);
    }
  };
}

/** A range without bounds leaves documents without a number in. */
function withNumber(filter: Range): AddMatching {
  const { least, most } = boundsOf(filter);
  const isOpen = filter.min === null && filter.max === null;
  return (bits, segment) => {
    const numbers = segment.numbers.get(filter.field);
    for (let row = 0; row < segment.size; row += 1) {
      const number = numbers?.[row] ?? NaN;
      if (isOpen || (number >= least && number <= most)) addDocument(bits, segment, row);
    }
  };
}

function withDynamic(filter: FieldFilter, dictionary: Dictionary): AddMatching {
  const field = dictionary.fields.known(filter.field);
  const met: Met = { rows: new Int32Array(SEGMENT_SIZE), count: 0 };
  const seeBoth =
    (kind: number, see: (entries: FieldEntries, met: Met) => void): AddMatching =>
    (bits, segment) => {
      const column = segment.dynamic.get(field * 4 + kind);
      if (!column) return;
      seeMet(met, column.ofDocuments, see);
      for (let at = 0; at < met.count; at += 1) addDocument(bits, segment, met.rows[at] ?? 0);
      seeMet(met, column.ofItems, see);
      for (let at = 0; at < met.count; at += 1) setBit(bits, met.rows[at] ?? 0);
    };
  switch (filter.kind) {
    case 'flag':
      return seeBoth(filter.value ? VALUE_KIND.yes : VALUE_KIND.no, seeEvery);
    case 'range': {
      const { least, most } = boundsOf(filter);
      return seeBoth(VALUE_KIND.number, (entries, into) => seeNumbers(entries, into, least, most));
    }
    case 'any-of': {
      const wanted = new Set(filter.values.map((word) => dictionary.values.known(valueId(field, word))));
      const add = seeBoth(VALUE_KIND.word, (entries, into) => seeWords(entries, into, wanted));
      if (!filter.negated) return add;
      return (bits, segment) => {
        add(bits, segment);
        invert(bits, segment.items);
      };
    }
  }
}

/** Rows of documents or items whose value is as wanted, written over for each column. */
interface Met {
  rows: Int32Array;
  count: number;
}

function seeMet(met: Met, entries: FieldEntries, see: (entries: FieldEntries, met: Met) => void): void {
  if (met.rows.length < entries.owner.length) met.rows = new Int32Array(entries.owner.length * 2);
  met.count = 0;
  see(entries, met);
}

function seeEvery({ owner }: FieldEntries, met: Met): void {
  met.rows.set(owner);
  met.count = owner.length;
}

function seeNumbers({ owner, numbers, byNumber }: FieldEntries, met: Met, least: number, most: number): void {
  const [from, to] = runOf(byNumber, numbers, least, most);
  for (let at = from; at < to; at += 1) met.rows[at - from] = owner[byNumber[at] ?? 0] ?? 0;
  met.count = to - from;
}

function seeWords({ owner, wordAt, words }: FieldEntries, met: Met, wanted: ReadonlySet<number>): void {
  const isWanted = Uint8Array.from(words, (word) => (wanted.has(word) ? 1 : 0));
  if (!isWanted.includes(1)) return;
  const { rows } = met;
  let count = 0;
  for (let at = 0; at < wordAt.length; at += 1) {
    if (isWanted[wordAt[at] ?? 0] === 1) rows[count++] = owner[at] ?? 0;
  }
  met.count = count;
}

/** The least and the most number that a range holds. */
function boundsOf({ min, max, minInclusive, maxInclusive }: Range): {
  readonly least: number;
  readonly most: number;
} {
  const least = min ?? -Infinity;
  const most = max ?? Infinity;
  return {
    least: min === null || minInclusive ? least : nextAbove(least),
    most: max === null || maxInclusive ? most : -nextAbove(-most),
  };
}

/** The number that follows: nothing lies between them. */
function nextAbove(number: number): number {
  if (number === 0) return Number.MIN_VALUE;
  if (!Number.isFinite(number)) return number;
  const asNumber = Float64Array.of(number);
  const asBits = new BigInt64Array(asNumber.buffer);
  asBits[0] = (asBits[0] ?? 0n) + (number > 0 ? 1n : -1n);
  return asNumber[0] ?? number;
}
