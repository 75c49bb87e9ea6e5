import { holds, widen, type MinMax } from '../data-structures/min-max.ts';
import { entriesOfRows, type MatchingRows } from '../filter/matching-rows.ts';
import {
  VALUE_KIND,
  SEGMENT_SIZE,
  type FieldColumn,
  type FieldEntries,
  type Segment,
} from '../columns/segment.ts';

/** What dynamic fields come to. */
export interface FieldCounter {
  /** Counts one segment, each once; `only`: values of those fields alone. */
  add(segment: Segment, rows: MatchingRows, only: readonly number[] | null): void;
  /** Documents by value's number. */
  readonly values: Int32Array;
  /** By field: the values that were met. */
  readonly met: ReadonlyMap<number, readonly number[]>;
  readonly flags: ReadonlyMap<number, { yes: number; no: number }>;
  readonly ranges: ReadonlyMap<number, { least: number; most: number }>;
  /** By field: documents that state it, and whether any does so by item. */
  readonly stated: ReadonlyMap<number, { documents: number; ofItems: boolean }>;
}

/** The entries of one column that match, each with the row of its document. */
interface Hits {
  readonly at: Int32Array;
  readonly document: Int32Array;
  readonly count: number;
  /** No document stands twice. */
  readonly isOnce: boolean;
}

const KINDS = Object.values(VALUE_KIND);

/** `values`: how many values there are. */
export function openFieldCounter(values: number): FieldCounter {
  const counts = new Int32Array(values);
  // The document that a value was last counted for, so that two black items are one black document.
  const lastOf = new Int32Array(values);
  const met = new Map<number, number[]>();
  const flags = new Map<number, { yes: number; no: number }>();
  const ranges = new Map<number, MinMax>();
  const stated = new Map<number, { documents: number; ofItems: boolean }>();
  const statedBy = new Int32Array(SEGMENT_SIZE);
  const room: Room = { owners: new Int32Array(SEGMENT_SIZE), byWord: new Int32Array(SEGMENT_SIZE) };
  let fieldTurn = 0; // one for each field of each segment
  let segmentTurn = 0;

  const addColumn = (segment: Segment, code: number, column: FieldColumn, rows: MatchingRows) => {
    const field = code >> 2;
    const kind = code & 3;
    const { ofDocuments, ofItems, isAlone } = column;
    const told = ofDocuments.owner.length > 0 && ofItems.owner.length > 0 ? new Set<number>() : null;
    for (const isOfItems of [false, true]) {
      const entries = isOfItems ? ofItems : ofDocuments;
      if (entries.owner.length === 0) continue;
      const hits = hitsOf(segment, entries, isOfItems, rows, room);
      if (hits.count === 0) continue;
      const own = taken(stated, field, () => ({ documents: 0, ofItems: false }));
      own.ofItems ||= isOfItems;
      own.documents += isAlone && hits.isOnce ? hits.count : countNew(hits, statedBy, fieldTurn);
      if (kind === VALUE_KIND.word) {
        const sheet = { counts, lastOf, met: taken(met, field, () => []), told, room };
        countWords(entries, hits, segmentTurn * SEGMENT_SIZE, sheet);
      } else if (kind === VALUE_KIND.number) {
        const range = taken(ranges, field, () => ({ least: Infinity, most: -Infinity }));
        if (!holds(range, entries.least, entries.most)) widen(range, entries.numbers, hits.at, hits.count);
      } else {
        const flag = taken(flags, field, () => ({ yes: 0, no: 0 }));
        flag[kind === VALUE_KIND.yes ? 'yes' : 'no'] += countDocuments(hits, told);
      }
    }
  };

  return {
    values: counts,
    met,
    flags,
    ranges,
    stated,
    add(segment, rows, only) {
      segmentTurn += 1;
      if (only !== null) {
        for (const field of only) {
          fieldTurn += 1;
          for (const kind of KINDS) {
            const column = segment.dynamic.get(field * 4 + kind);
            if (column) addColumn(segment, field * 4 + kind, column, rows);
          }
        }
        return;
      }
      let field = -1;
      for (const [code, column] of segment.dynamic) {
        if (code >> 2 !== field) fieldTurn += 1;
        field = code >> 2;
        addColumn(segment, code, column, rows);
      }
    },
  };
}

function taken<One>(all: Map<number, One>, field: number, make: () => One): One {
  const known = all.get(field);
  if (known !== undefined) return known;
  const made = make();
  all.set(field, made);
  return made;
}

/** Room that is written over for each column. */
interface Room {
  owners: Int32Array;
  /** Zeros but while words are counted. */
  byWord: Int32Array;
}

function hitsOf(
  segment: Segment,
  entries: FieldEntries,
  ofItems: boolean,
  rows: MatchingRows,
  room: Room,
): Hits {
  const { list, count } = entriesOfRows(entries, rows, ofItems ? 'items' : 'documents');
  if (entries.isOneEach && !ofItems) return { at: list, document: list, count, isOnce: true };
  if (room.owners.length < count) room.owners = new Int32Array(count * 2);
  const { owners } = room;
  if (ofItems) findOwners(entries.owner, segment.documentOf, list, count, owners);
  else for (let n = 0; n < count; n += 1) owners[n] = entries.owner[list[n] ?? 0] ?? 0;
  return { at: list, document: owners, count, isOnce: false };
}

function findOwners(
  owner: FieldEntries['owner'],
  documentOf: Uint16Array,
  list: Int32Array,
  count: number,
  into: Int32Array,
): void {
  for (let n = 0; n < count; n += 1) into[n] = documentOf[owner[list[n] ?? 0] ?? 0] ?? 0;
}

/** How many documents were not seen in this turn. */
function countNew({ document, count }: Hits, seen: Int32Array, turn: number): number {
  let found = 0;
  for (let n = 0; n < count; n += 1) {
    const one = document[n] ?? 0;
    if (seen[one] === turn) continue;
    seen[one] = turn;
    found += 1;
  }
  return found;
}

interface WordSheet {
  readonly counts: Int32Array;
  readonly lastOf: Int32Array;
  readonly met: number[];
  /** What was counted by document or item already, where a field is stated by both. */
  readonly told: Set<number> | null;
  readonly room: Room;
}

/** `from`: the number of the segment's first document, above that of all before. */
function countWords(entries: FieldEntries, hits: Hits, from: number, sheet: WordSheet): void {
  if (hits.isOnce && !sheet.told && hits.count > entries.words.length) countMany(entries, hits, sheet);
  else countEach(entries, hits, from, sheet);
}

function countEach(
  { wordAt, words }: FieldEntries,
  { at, document, count }: Hits,
  from: number,
  { counts, lastOf, met, told }: WordSheet,
): void {
  for (let n = 0; n < count; n += 1) {
    const value = words[wordAt[at[n] ?? 0] ?? 0] ?? 0;
    const one = document[n] ?? 0;
    if (lastOf[value] === from + one) continue;
    lastOf[value] = from + one;
    if (told && !isNew(told, value * SEGMENT_SIZE + one)) continue;
    const before = counts[value] ?? 0;
    if (before === 0) met.push(value);
    counts[value] = before + 1;
  }
}

/** By the segment's own few words first. */
function countMany(
  { wordAt, words }: FieldEntries,
  { at, count }: Hits,
  { counts, met, room }: WordSheet,
): void {
  if (room.byWord.length < words.length) room.byWord = new Int32Array(words.length * 2);
  const { byWord } = room;
  for (let n = 0; n < count; n += 1) {
    const word = wordAt[at[n] ?? 0] ?? 0;
    byWord[word] = (byWord[word] ?? 0) + 1;
  }
  for (let word = 0; word < words.length; word += 1) {
    const found = byWord[word] ?? 0;
    byWord[word] = 0;
    if (found === 0) continue;
    const value = words[word] ?? 0;
    const before = counts[value] ?? 0;
    if (before === 0) met.push(value);
    counts[value] = before + found;
  }
}

function countDocuments({ document, count }: Hits, told: Set<number> | null): number {
  let found = 0;
  let last = -1;
  for (let n = 0; n < count; n += 1) {
    const one = document[n] ?? 0;
    if (one === last) continue;
    last = one;
    if (!told || isNew(told, one)) found += 1;
  }
  return found;
}

/** Takes a number up, where it was not there before. */
function isNew(told: Set<number>, one: number): boolean {
  if (told.has(one)) return false;
  told.add(one);
  return true;
}
