import type { Segment } from './segment.ts';
import { addAll, emptyBitset, numbersFor, type Bitset } from '../data-structures/bitset.ts';

/** Adds the items of a segment that match a filter to an empty set of that segment. */
export type AddMatching = (bits: Bitset, segment: Segment) => void;

/** The items of the whole store that keep a filter. */
interface CachedFilter {
  readonly bits: Bitset;
  /** How it is kept, by the dictionary as it is then. */
  readonly open: () => AddMatching;
}

/**
 * Sets of the whole store's items: one run of numbers, in which each segment has a place of its own from
 * `segment.start` on. Walks over a large store go through them from end to end, which costs a processor far less than
 * a thousand small sets.
 */
export interface BitsetCache {
  /** Numbers that a set has. */
  length: number;
  /** Every item. */
  all: Bitset;
  /** What is available; each segment looks at its own part of it. */
  available: Bitset;
  /** The document's id of each place; -1 where no item stands. */
  documentAt: Int32Array;
  /** By filter, as text, those asked last. */
  readonly filters: {
    readonly ranges: Map<string, CachedFilter>;
    readonly others: Map<string, CachedFilter>;
  };
  /** What was found last, by what was asked: one question asks for the same several times. */
  readonly found: Map<string, Bitset>;
  /** Sets that nobody reads any more, to be written over: room that is new costs a large store more than its work. */
  spare: Bitset[];
}

// Filters whose items are remembered: 0.25 MB each for a million documents. A range is seldom asked twice.
const MOST_KEPT = 100;
const MOST_RANGES_KEPT = 20;
const MOST_FOUND = 12;
const SPARE = 2; // numbers behind each segment, for items that it gets later

export const openBitsetCache = (): BitsetCache => ({
  length: 0,
  all: emptyBitset(0),
  available: emptyBitset(0),
  documentAt: new Int32Array(0),
  filters: { ranges: new Map(), others: new Map() },
  found: new Map(),
  spare: [],
});

/** A segment's own part of a set of the whole store. */
export const partOf = (bits: Bitset, { start, items }: Segment): Bitset =>
  bits.subarray(start, start + numbersFor(items));

/** Whether a set of the whole store holds nothing of a segment. */
export function isEmptyIn(bits: Bitset, { start, items }: Segment): boolean {
  const end = start + numbersFor(items);
  for (let at = start; at < end; at += 1) if (bits[at] !== 0) return false;
  return true;
}

/** Takes over segments as they were read now, null for those that have gone. */
export function putSegments(
  sets: BitsetCache,
  segments: Map<number, Segment>,
  changed: ReadonlyMap<number, Segment | null>,
): void {
  const fits = ([number, segment]: readonly [number, Segment | null]) =>
    !segment || numbersFor(segment.items) <= (segments.get(number)?.room ?? -1);
  forgetFound(sets);
  const inPlace = [...changed].every(fits) ? placesOf(segments, changed) : null;
  for (const [number, segment] of changed) {
    if (segment) segments.set(number, segment);
    else segments.delete(number);
  }
  if (inPlace) correct(sets, inPlace);
  else layOut(sets, segments);
}

interface Place {
  readonly start: number;
  readonly room: number;
  /** What stands there now; null for nothing. */
  readonly segment: Segment | null;
}

function placesOf(
  segments: ReadonlyMap<number, Segment>,
  changed: ReadonlyMap<number, Segment | null>,
): readonly Place[] {
  return [...changed].flatMap(([number, segment]) => {
    const before = segments.get(number);
    return before ? [{ start: before.start, room: before.room, segment }] : [];
  });
}

/** Puts segments, or none, where others stood. */
function correct(sets: BitsetCache, places: readonly Place[]): void {
  const wipe = (bits: Bitset, { start, room }: Place) => bits.fill(0, start, start + room);
  for (const one of places) {
    wipe(sets.all, one);
    wipe(sets.available, one);
    sets.documentAt.fill(-1, one.start * 32, (one.start + one.room) * 32);
    if (one.segment) place(sets, one.segment, one.start, one.room);
  }
  for (const filters of [sets.filters.ranges, sets.filters.others]) {
    for (const { bits, open } of filters.values()) {
      const add = open();
      for (const one of places) {
        wipe(bits, one);
        if (one.segment) add(partOf(bits, one.segment), one.segment);
      }
    }
  }
}

/** Gives every segment a place, in order of their documents. */
function layOut(sets: BitsetCache, segments: Map<number, Segment>): void {
  const inOrder = [...segments].sort(([a], [b]) => a - b);
  segments.clear();
  const rooms = inOrder.map(([, { items }]) => numbersFor(items) + SPARE);
  sets.length = rooms.reduce((sum, room) => sum + room, 0);
  sets.all = new Uint32Array(sets.length);
  sets.available = new Uint32Array(sets.length);
  sets.documentAt = new Int32Array(sets.length * 32).fill(-1);
  sets.filters.ranges.clear();
  sets.filters.others.clear();
  sets.spare = [];
  let start = 0;
  for (const [at, [number, segment]] of inOrder.entries()) {
    const room = rooms[at] ?? 0;
    segments.set(number, segment);
    place(sets, segment, start, room);
    start += room;
  }
}

function place(sets: BitsetCache, segment: Segment, start: number, room: number): void {
  const { firstId, offset, documentOf, available } = segment;
  segment.start = start;
  segment.room = room;
  addAll(partOf(sets.all, segment), segment.items);
  const own = partOf(sets.available, segment);
  own.set(available);
  segment.available = own;
  for (let at = 0; at < documentOf.length; at += 1) {
    sets.documentAt[start * 32 + at] = firstId + (offset[documentOf[at] ?? 0] ?? 0);
  }
}

/** Lets go what was found: a item came, went, or changed its availability. */
export function forgetFound({ found, spare }: BitsetCache): void {
  spare.push(...found.values());
  found.clear();
}

/** The whole store's items that keep the filter of that name: as remembered, or as found now. */
export function filterBitset(
  sets: BitsetCache,
  segments: Iterable<Segment>,
  {
    name,
    isRange,
    open,
  }: { readonly name: string; readonly isRange: boolean; readonly open: () => AddMatching },
): Bitset {
  const all = isRange ? sets.filters.ranges : sets.filters.others;
  let one = all.get(name);
  if (!one) {
    one = { bits: emptySet(sets), open };
    const add = open();
    for (const segment of segments) add(partOf(one.bits, segment), segment);
  }
  const oldest = keepLast(all, name, one, isRange ? MOST_RANGES_KEPT : MOST_KEPT);
  if (oldest) sets.spare.push(oldest.bits);
  return one.bits;
}

/** The set of that name, such as `make` writes it over what there was: remembered until it is forgotten. */
export function scopeBitset(sets: BitsetCache, name: string, make: (bits: Bitset) => void): Bitset {
  const known = sets.found.get(name);
  const bits = known ?? sets.spare.pop() ?? new Uint32Array(sets.length);
  if (!known) make(bits);
  const oldest = keepLast(sets.found, name, bits, MOST_FOUND);
  if (oldest) sets.spare.push(oldest);
  return bits;
}

/** A set to work with for a moment. */
export function withBitset<Answer>(sets: BitsetCache, work: (bits: Bitset) => Answer): Answer {
  const bits = sets.spare.pop() ?? new Uint32Array(sets.length);
  const answer = work(bits);
  sets.spare.push(bits);
  return answer;
}

const emptySet = ({ spare, length }: BitsetCache): Bitset => spare.pop()?.fill(0) ?? new Uint32Array(length);

/** Puts one last and lets the oldest of too many go. */
function keepLast<One>(all: Map<string, One>, name: string, one: One, most: number): One | null {
  all.delete(name);
  all.set(name, one);
  const [oldest] = all;
  if (all.size <= most || !oldest) return null;
  all.delete(oldest[0]);
  return oldest[1];
}
