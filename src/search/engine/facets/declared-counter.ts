import type { ColumnStore } from '../columns/column-store.ts';
import type { Segment } from '../columns/segment.ts';
import { holds, widen, type MinMax } from '../data-structures/min-max.ts';
import type { FieldCount, ValueCount } from '../engine.ts';
import type { MatchingRows } from '../filter/matching-rows.ts';
import { byCount } from './by-count.ts';

/** What a declared field comes to. */
export interface DeclaredCounter {
  readonly field: string;
  /** Documents alone are asked, no items. */
  readonly isOfDocuments: boolean;
  /** Whether nothing of a segment can change the count. */
  isSettledBy(segment: Segment): boolean;
  add(segment: Segment, rows: MatchingRows): void;
  counted(): FieldCount;
}

const nothing = { values: [], flags: { yes: 0, no: 0 }, least: null, most: null };

export function openDeclaredCounter(
  { schema, dictionary }: ColumnStore,
  field: string,
): DeclaredCounter | null {
  const sets = dictionary.keywords.get(field);
  if (sets) {
    const counts = new Int32Array(sets.lists.length);
    return {
      field,
      isOfDocuments: true,
      isSettledBy: () => false,
      add({ keywords }, { documents: { list, count } }) {
        const set = keywords.get(field)?.set;
        if (!set) return;
        for (let n = 0; n < count; n += 1) {
          const one = set[list[n] ?? 0] ?? 0;
          counts[one] = (counts[one] ?? 0) + 1;
        }
      },
      counted() {
        const ofWord = new Map<number, number>(); // few of what may be thousands of words
        for (let set = 0; set < counts.length; set += 1) {
          const count = counts[set] ?? 0;
          if (count === 0) continue;
          for (const word of sets.lists[set] ?? []) ofWord.set(word, (ofWord.get(word) ?? 0) + count);
        }
        const values = Array.from(ofWord, ([word, count]): ValueCount => ({
          value: sets.words.textOf(word),
          count,
        }));
        return { ...nothing, field, values: byCount(values) };
      },
    };
  }
  if (!schema.itemNumbers.includes(field)) return null;
  const range: MinMax = { least: Infinity, most: -Infinity };
  const isSettledBy = ({ itemNumbers }: Segment) => {
    const column = itemNumbers.get(field);
    return !column || holds(range, column.least, column.most);
  };
  return {
    field,
    isOfDocuments: false,
    isSettledBy,
    add(segment, { items }) {
      const numbers = segment.itemNumbers.get(field)?.numbers;
      if (numbers && !isSettledBy(segment)) widen(range, numbers, items.list, items.count);
    },
    counted: () => ({
      ...nothing,
      field,
      ...(Number.isFinite(range.least) ? { least: range.least, most: range.most } : {}),
    }),
  };
}
