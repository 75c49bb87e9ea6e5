import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldFilter, LocalEngine } from '#src/search/engine/engine.ts';
import { openEngine } from '#src/search/engine/open-engine.ts';
import { anyOf, askContract, contract, flag, noneOf, range } from './contract.ts';
import { blockOf, rowsOf, schema, type TestDocument } from './documents.ts';
import { openNaiveEngine } from './naive-engine.ts';

describe.each([
  ['the engine', openEngine],
  ['the plainest engine that keeps the contract', openNaiveEngine],
])('%s', (_, open) => {
  for (const one of contract) it(one.name, () => askContract(open, one));
});

const words = ['a', 'b', 'c'] as const;
const dynamic = fc.record(
  {
    colour: fc.subarray([...words]),
    size: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 2 }),
    dry: fc.boolean(),
  },
  { requiredKeys: [] },
);
const anyDocument: fc.Arbitrary<TestDocument> = fc.record({
  id: fc.integer({ min: 1, max: 3_000 }),
  family: fc.subarray([...words]),
  grower: fc.constantFrom('x', 'y'),
  age: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  fame: fc.integer({ min: 0, max: 3 }),
  dynamic,
  items: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 60 }),
      height: fc.integer({ min: 0, max: 9 }),
      unit: fc.constantFrom('cm', 'in'),
      grafted: fc.boolean(),
      available: fc.boolean(),
      dynamic,
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
  ),
});
/** No two items of any documents share an id. */
const documents = anyDocument.map((one) => ({
  ...one,
  items: one.items.map((item) => ({ ...item, id: one.id * 100 + item.id })),
}));
const bound = fc.option(fc.integer({ min: -1, max: 10 }));
const filters: fc.Arbitrary<FieldFilter> = fc.oneof(
  fc
    .tuple(fc.constantFrom('family', 'colour'), fc.subarray([...words, 'd']), fc.boolean())
    .map(([field, values, negated]) => (negated ? noneOf : anyOf)(field, ...values)),
  fc
    .tuple(
      fc.constantFrom('height', 'age', 'size'),
      bound,
      bound,
      fc.boolean(),
      fc.constantFrom(null, 'cm', 'mm'),
    )
    .map(([field, min, max, minInclusive, unit]) => range(field, min, max, { minInclusive, unit })),
  fc.tuple(fc.constantFrom('grafted', 'dry'), fc.boolean()).map(([field, value]) => flag(field, value)),
);

/** Everything that an engine can be asked of a query. */
function answers(engine: LocalEngine, asked: readonly FieldFilter[], ids: readonly number[]) {
  return [false, true].map((includeUnavailable) => {
    const query = { filters: asked, includeUnavailable };
    const items = engine.itemsOf(query);
    const counted = { fields: ['family', 'grower', 'height', 'colour', 'size', 'dry'] };
    return {
      lists: ['age', 'height', 'fame', 'id'].map((field) =>
        engine.list(query, {
          sort: [
            { field, order: 'descending' },
            { field: 'fame', order: 'ascending' },
          ],
          offset: 1,
          most: 5,
        }),
      ),
      kept: engine.matching(query).list(1_000),
      near: engine.near(query).list(1_000),
      among: engine.among(query, ids),
      items: ids.map((id) => [...items(id)].sort((a, b) => a - b)),
      documents: engine.count(query, counted).documents,
      counts: [...engine.count(query, counted).fields],
      some: [...engine.count(query, { ...counted, among: ids }).fields],
      usual: [...engine.count(query, { fields: [], usual: { most: 2, share: 0.2 } }).usual],
      closest: ['height', 'size'].map((field) =>
        engine.closest(query, { field, distance: (value) => Math.abs(value - 4), most: 4 }),
      ),
    };
  });
}

it('answers as the plainest engine does, whatever is asked, changed and asked again', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(documents, { selector: ({ id }) => id, maxLength: 12 }), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.array(fc.array(filters, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      (steps, asked) => {
        const [ours, plain] = [openEngine(schema), openNaiveEngine(schema)];
        for (const some of steps) {
          const blocks = Map.groupBy(some, ({ id }) => blockOf(id));
          for (const engine of [ours, plain]) {
            engine.replace(new Map([...blocks].map(([number, few]) => [number, rowsOf(few)])));
            for (const { id, items } of some) engine.setAvailable(id, items[0]?.id ?? 0, id % 2 === 0);
          }
          const ids = some.map(({ id }) => id);
          for (const one of asked) expect(answers(ours, one, ids)).toEqual(answers(plain, one, ids));
        }
      },
    ),
    { numRuns: 150 },
  );
});
