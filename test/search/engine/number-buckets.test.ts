import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortedIndex } from '#src/search/engine/data-structures/sorted-index.ts';
import { numberBuckets, writeBetween } from '#src/search/engine/columns/number-buckets.ts';
import { groupOf, groupIndex } from '#src/search/engine/data-structures/group-index.ts';
import { emptyBitset, bitsIn } from '#src/search/engine/data-structures/bitset.ts';

const bound = fc.oneof(fc.constantFrom(-Infinity, Infinity), fc.integer({ min: -1, max: 12 }));

it('writes exactly the items from one number to another over whatever stood there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 90 }),
      bound,
      bound,
      (told, least, most) => {
        const numbers = Float64Array.from(told);
        const bits = emptyBitset(numbers.length).fill(0xffffffff);
        writeBetween(bits, numberBuckets(numbers, sortedIndex(numbers)), least, most);
        const list = new Int32Array(128);
        const places = [...list.subarray(0, bitsIn(bits, list))];
        expect(places).toEqual(told.flatMap((one, at) => (one >= least && one <= most ? [at] : [])));
      },
    ),
    { numRuns: 5000 },
  );
});

it('finds the documents of each number', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1, max: 6 }), { maxLength: 40 }),
      fc.integer({ min: -2, max: 8 }),
      (told, wanted) => {
        const groups = groupIndex(Int32Array.from(told));
        const group = groupOf(groups, wanted);
        const found =
          group < 0 ? [] : [...groups.documents.subarray(groups.from[group], groups.from[group + 1])];
        expect(found).toEqual(told.flatMap((one, at) => (one === wanted ? [at] : [])));
      },
    ),
    { numRuns: 3000 },
  );
});
