import { setImmediate as pause } from 'node:timers/promises';
import { openStringIds } from '../columns/dictionary.ts';
import type { PrefixIndex } from '../engine.ts';

export interface GatheredTexts {
  add(text: string): void;
  /** The texts in that order, given as their places among those added; without it, as added. */
  inOrder(order?: Uint32Array): Promise<PrefixIndex>;
}

// Places looked through at once, from the first on: a start that half the texts have is answered by the first of these.
const WINDOWS = [2 ** 13, 2 ** 17] as const;
const PAUSE_AFTER = 20_000; // texts; other questions are answered in between

export const startsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Another form of a word that means the same: of "tents" a tent. */
export type FormOf = (word: string) => string;

/** Collects texts one by one: about six bytes a word are kept of them, and each different word once. */
export function gatherTexts(formOf: FormOf): GatheredTexts {
  const known = openStringIds();
  const from = openIntegers();
  const words = openIntegers();
  return {
    add(text) {
      from.push(words.size);
      for (const word of new Set(startsOf(text))) words.push(known.numberOf(word));
    },
    async inOrder(order) {
      const starts = from.all();
      const numbers = words.all();
      const sorted = Array.from({ length: known.size }, (_, at) => known.textOf(at)).toSorted();
      await pause();
      const placeOf = new Int32Array(known.size);
      for (const [at, word] of sorted.entries()) placeOf[known.known(word)] = at;
      const textsFrom = new Int32Array(known.size + 1);
      for (const number of numbers) {
        const after = (placeOf[number] ?? 0) + 1;
        textsFrom[after] = (textsFrom[after] ?? 0) + 1;
      }
      for (let at = 0; at < known.size; at += 1) {
        textsFrom[at + 1] = (textsFrom[at + 1] ?? 0) + (textsFrom[at] ?? 0);
      }
      const next = textsFrom.slice();
      const texts = new Int32Array(numbers.length);
      for (let place = 0; place < starts.length; place += 1) {
        const text = order?.[place] ?? place;
        const end = starts[text + 1] ?? numbers.length;
        for (let number = starts[text] ?? end; number < end; number += 1) {
          const word = placeOf[numbers[number] ?? 0] ?? 0;
          const at = next[word] ?? 0;
          texts[at] = place;
          next[word] = at + 1;
        }
        if (place % PAUSE_AFTER === 0) await pause();
      }
      return prefixIndexOf({ size: starts.length, sorted, textsFrom, texts }, formOf);
    },
  };
}

interface Lists {
  readonly size: number;
  readonly sorted: readonly string[];
  /** Where the texts of each word begin in `texts`. */
  readonly textsFrom: Int32Array;
  readonly texts: Int32Array;
}

function prefixIndexOf(lists: Lists, formOf: FormOf): PrefixIndex {
  return {
    size: lists.size,
    find(starts, most, passedOver = () => false) {
      const words = starts.map((start) => wordsLike(lists.sorted, start, formOf));
      if (!starts.length || words.some((ranges) => !ranges.length)) return [];
      const found: number[] = [];
      let from = 0;
      for (const window of [...WINDOWS, lists.size]) {
        const to = Math.min(window, lists.size);
        if (to > from) collect(lists, words, from, to, most, passedOver, found);
        if (found.length === most) break;
        from = Math.max(from, to);
      }
      return found;
    },
    completed(start) {
      const [first, end] = [placeIn(lists.sorted, start), placeIn(lists.sorted, `${start}\uffff`)];
      if (lists.sorted[first] === start) return start;
      let best = first;
      for (let word = first + 1; word < end; word += 1)
        if (textsWith(lists, word) > textsWith(lists, best)) best = word;
      return best < end ? (lists.sorted[best] ?? null) : null;
    },
  };
}

/** How many texts have the word at that place. */
const textsWith = ({ textsFrom }: Lists, word: number): number =>
  (textsFrom[word + 1] ?? 0) - (textsFrom[word] ?? 0);

type Range = readonly [from: number, to: number];

/** Words that begin so, and the one that is the same but for its ending: "tents" also finds a tent. */
function wordsLike(sorted: readonly string[], start: string, formOf: FormOf): readonly Range[] {
  const form = formOf(start);
  const ranges: Range[] = [[placeIn(sorted, start), placeIn(sorted, `${start}\uffff`)]];
  if (!form.startsWith(start)) ranges.push([placeIn(sorted, form), placeIn(sorted, `${form}\0`)]);
  return ranges.filter(([from, to]) => to > from);
}

/** Adds places from `from` on and before `to` at which every start has a word. */
function collect(
  lists: Lists,
  words: readonly (readonly Range[])[],
  from: number,
  to: number,
  most: number,
  passedOver: (place: number) => boolean,
  found: number[],
): void {
  let all: Uint32Array | null = null;
  for (const ranges of words) {
    const some = new Uint32Array(((to - from) >> 5) + 1);
    for (const [first, end] of ranges) {
      for (let word = first; word < end; word += 1) mark(lists, word, from, to, some);
    }
    if (all) for (const [at, bits] of all.entries()) some[at] = (some[at] ?? 0) & bits;
    all = some;
  }
  for (const [at, bits] of (all ?? []).entries()) {
    for (let left = bits; left !== 0; left &= left - 1) {
      const place = from + at * 32 + 31 - Math.clz32(left & -left);
      if (!passedOver(place)) found.push(place);
      if (found.length === most) return;
    }
  }
}

function mark({ texts, textsFrom }: Lists, word: number, from: number, to: number, bits: Uint32Array): void {
  const end = textsFrom[word + 1] ?? 0;
  let at = textsFrom[word] ?? end;
  if (at === end || (texts[end - 1] ?? 0) < from) return;
  for (let above = end; at < above;) {
    const middle = (at + above) >> 1;
    if ((texts[middle] ?? 0) < from) at = middle + 1;
    else above = middle;
  }
  for (; at < end; at += 1) {
    const place = (texts[at] ?? to) - from;
    if (place >= to - from) return;
    bits[place >> 5] = (bits[place >> 5] ?? 0) | (1 << (place & 31));
  }
}

/** Where a word stands, or would stand. */
function placeIn(sorted: readonly string[], word: string): number {
  let from = 0;
  for (let to = sorted.length; from < to;) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') < word) from = middle + 1;
    else to = middle;
  }
  return from;
}

function openIntegers() {
  let held = new Int32Array(1024);
  let size = 0;
  return {
    push(value: number) {
      if (size === held.length) {
        const more = new Int32Array(size * 2);
        more.set(held);
        held = more;
      }
      held[size] = value;
      size += 1;
    },
    all: () => held.subarray(0, size),
    get size() {
      return size;
    },
  };
}
