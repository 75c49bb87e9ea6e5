import { expect } from 'vitest';
import type { Engine, FieldFilter, FieldQuery, Page, Schema } from '#src/search/engine/engine.ts';
import { blockOf, fill, rowsOf, schema, type TestDocument } from './documents.ts';

/** What any engine must do. Opened empty for each case. */
export interface ContractCase {
  readonly name: string;
  holds(engine: Engine): Promise<void>;
}

export type OpenEngine = (schema: Schema) => Engine | Promise<Engine>;

/** Opens an engine for each case and asks it. */
export const askContract = async (open: OpenEngine, { holds }: ContractCase): Promise<void> =>
  holds(await open(schema));

export const anyOf = (field: string, ...values: string[]): FieldFilter => ({
  kind: 'any-of',
  field,
  values,
  negated: false,
});
export const noneOf = (field: string, ...values: string[]): FieldFilter => ({
  kind: 'any-of',
  field,
  values,
  negated: true,
});
export const flag = (field: string, value: boolean): FieldFilter => ({ kind: 'flag', field, value });
export const range = (
  field: string,
  min: number | null,
  max: number | null,
  more: Partial<Extract<FieldFilter, { kind: 'range' }>> = {},
): FieldFilter => ({
  kind: 'range',
  field,
  min,
  max,
  minInclusive: true,
  maxInclusive: true,
  unit: null,
  ...more,
});
const query = (...filters: FieldFilter[]): FieldQuery => ({ filters, includeUnavailable: false });
const all: Page = { sort: [], offset: 0, most: 100 };

const found = async (engine: Engine, ...filters: FieldFilter[]) =>
  (await engine.list(query(...filters), all)).ids;

const roses: readonly TestDocument[] = [
  {
    id: 1, family: ['rose', 'rose/climbing'], grower: 'Alder', age: 3, fame: 9,
    items: [
      { id: 11, height: 40, grafted: true, dynamic: { colour: 'red', pot: 2 } },
      { id: 12, height: 90, dynamic: { colour: 'white', pot: 5 } },
    ],
    dynamic: { scented: true, hardy: -20, use: ['hedge', 'wall'] },
  },
  {
    id: 2, family: ['rose'], grower: 'Birch', age: 5,
    items: [
      { id: 21, height: 60, dynamic: { colour: 'red', pot: 5 } },
      { id: 22, height: 30, available: false, dynamic: { colour: 'white', pot: 2 } },
    ],
    dynamic: { scented: false, hardy: -10 },
  },
  { id: 3, family: ['fern'], items: [{ id: 31, height: 20, unit: 'in' }], dynamic: { use: 'shade' } },
  // Another block.
  { id: 5000, family: ['fern', 'fern/tree'], grower: 'Alder', age: 1, fame: 9, items: [{ id: 50, height: 200 }] },
  { id: 5001, family: ['moss'], items: [{ id: 51, height: 2, available: false }] },
]; // prettier-ignore

const about = (name: string, holds: (engine: Engine) => Promise<void>, documents = roses): ContractCase => ({
  name,
  holds: async (engine) => {
    await fill(engine, documents);
    await holds(engine);
  },
});

export const contract: readonly ContractCase[] = [
  {
    name: 'finds nothing where there is nothing',
    holds: async (engine) => {
      expect(await engine.list(query(), all)).toEqual({ ids: [], total: 0 });
      expect((await engine.matching(query())).isEmpty()).toBe(true);
      expect(await engine.isAvailable(1)).toBe(null);
    },
  },
  about('finds documents with an available item where nothing is asked', async (engine) => {
    expect(await engine.list(query(), all)).toEqual({ ids: [1, 2, 3, 5000], total: 4 });
    expect((await engine.list({ filters: [], includeUnavailable: true }, all)).total).toBe(5);
  }),
  about('finds any of some keywords, and none of them', async (engine) => {
    expect(await found(engine, anyOf('family', 'fern', 'rose/climbing'))).toEqual([1, 3, 5000]);
    expect(await found(engine, noneOf('family', 'rose'))).toEqual([3, 5000]);
    expect(await found(engine, noneOf('grower', 'Alder'))).toEqual([2, 3]);
    expect(await found(engine, anyOf('family', 'nowhere'))).toEqual([]);
    expect(await found(engine, noneOf('family', 'nowhere'))).toEqual([1, 2, 3, 5000]);
  }),
  about('takes several filters of one field together', async (engine) => {
    expect(
      await found(engine, anyOf('family', 'rose', 'fern'), anyOf('family', 'rose/climbing', 'fern')),
    ).toEqual([1, 3, 5000]);
    expect(await found(engine, range('height', 50, null), range('height', null, 80))).toEqual([2]);
  }),
  about('wants every filter to hold on one and the same item', async (engine) => {
    expect(await found(engine, anyOf('colour', 'red'), range('height', 50, null))).toEqual([2]);
    expect(await found(engine, anyOf('colour', 'white'), flag('grafted', true))).toEqual([]);
    expect(await found(engine, flag('grafted', true), range('pot', null, 3))).toEqual([1]);
    expect(await found(engine, anyOf('colour', 'white'), range('pot', 5, 5))).toEqual([1]);
    // Stated by the document, so of all its items.
    expect(await found(engine, flag('scented', true), anyOf('colour', 'white'))).toEqual([1]);
  }),
  about('wants the matching item to be available', async (engine) => {
    expect(await found(engine, anyOf('family', 'rose'), range('height', null, 35))).toEqual([]);
    const wide = { filters: [range('height', null, 35)], includeUnavailable: true };
    expect((await engine.list(wide, all)).ids).toEqual([2, 3, 5001]);
  }),
  about('keeps bounds to the letter', async (engine) => {
    expect(await found(engine, range('height', 40, 60, { unit: 'cm' }))).toEqual([1, 2]);
    expect(await found(engine, range('height', 40, 60, { minInclusive: false }))).toEqual([2]);
    expect(
      await found(engine, range('height', 40, 60, { minInclusive: false, maxInclusive: false })),
    ).toEqual([]);
    expect(await found(engine, range('hardy', null, -10, { maxInclusive: false }))).toEqual([1]);
    expect(await found(engine, range('hardy', -10, null))).toEqual([2]);
    expect(await found(engine, range('height', 60, 40))).toEqual([]);
  }),
  about('tells an endless bound from none', async (engine) => {
    expect(await found(engine, range('pot', Infinity, null))).toEqual([]);
    expect(await found(engine, range('pot', null, null))).toEqual([1, 2]);
    expect(await found(engine, range('pot', null, -Infinity))).toEqual([]);
  }),
  about('finds numbers of items in the unit that is asked, or in any', async (engine) => {
    expect(await found(engine, range('height', 20, 20, { unit: 'in' }))).toEqual([3]);
    expect(await found(engine, range('height', 20, 20, { unit: 'cm' }))).toEqual([]);
    expect(await found(engine, range('height', 20, 20))).toEqual([3]);
    expect(await found(engine, range('height', 20, 20, { unit: 'mm' }))).toEqual([]);
  }),
  about('finds numbers of documents; one without is in no range that has a bound', async (engine) => {
    expect(await found(engine, range('age', 3, null))).toEqual([1, 2]);
    expect(await found(engine, range('age', null, 3, { maxInclusive: false }))).toEqual([5000]);
    expect(await found(engine, range('age', null, null))).toEqual([1, 2, 3, 5000]);
  }),
  about('finds dynamic fields of every kind, by document and item', async (engine) => {
    expect(await found(engine, anyOf('use', 'wall', 'shade'))).toEqual([1, 3]);
    expect(await found(engine, noneOf('use', 'wall'))).toEqual([2, 3, 5000]);
    expect(await found(engine, flag('scented', false))).toEqual([2]);
    expect(await found(engine, noneOf('colour', 'red'))).toEqual([1, 3, 5000]);
    expect(await found(engine, anyOf('unheard', 'of'))).toEqual([]);
    expect(await found(engine, noneOf('unheard', 'of'))).toEqual([1, 2, 3, 5000]);
  }),
  about(
    'lets a declared field go before a dynamic one of that name, and finds nothing by another kind',
    async (engine) => {
      await engine.replace(
        new Map([
          [
            3,
            rowsOf([
              {
                id: 3100,
                family: ['ivy'],
                items: [{ id: 32, height: 5 }],
                dynamic: { family: 'rose', height: 55 },
              },
            ]),
          ],
        ]),
      );
      expect(await found(engine, anyOf('family', 'rose'))).toEqual([1, 2]);
      expect(await found(engine, range('height', 50, 58))).toEqual([]);
      expect(await found(engine, range('family', null, 1))).toEqual([]);
      expect(await found(engine, flag('height', true))).toEqual([]);
      expect(await found(engine, anyOf('age', '3'))).toEqual([]);
      const counted = await engine.count(query(), { fields: ['family'], usual: { most: 9, share: 0.1 } });
      expect(counted.fields.get('family')?.values).toContainEqual({ value: 'ivy', count: 1 });
      expect(counted.usual.find((one) => one.field === 'family')?.values).toEqual([
        { value: 'rose', count: 1 },
      ]);
      expect(await found(engine, range('colour', null, 1))).toEqual([]);
    },
  ),
  about(
    'gives the rest where a filter can be broken: all of one field at most, of one item',
    async (engine) => {
      const asked = query(anyOf('colour', 'red'), range('height', 50, 100), noneOf('grower', 'Birch'));
      expect((await engine.near(asked)).list(10)).toEqual([1]);
      expect((await engine.near(query(anyOf('family', 'fern'), range('age', 3, 3)))).list(10)).toEqual([
        1, 3, 5000,
      ]);
      // Two filters of one field count as one.
      expect(
        (await engine.near(query(range('height', 500, null), range('height', 600, null)))).list(10),
      ).toEqual([1, 2, 3, 5000]);
      expect((await engine.near(query())).list(10)).toEqual([1, 2, 3, 5000]);
    },
  ),
  about('marks and lists what matches', async (engine) => {
    const matching = await engine.matching(query(anyOf('family', 'rose', 'fern/tree')));
    expect(matching.list(3)).toEqual([1, 2, 5000]);
    expect(matching.list(2)).toBe(null);
    expect(Array.from(matching.marks(3).subarray(0, 4))).toEqual([0, 1, 1, 0]);
    expect(matching.marks(5001)[5000]).toBe(1);
    expect(matching.isEmpty()).toBe(false);
  }),
  about('keeps the order of documents that are asked about, and tells their items', async (engine) => {
    const asked = query(anyOf('colour', 'red', 'white'));
    expect(await engine.among(asked, [5000, 2, 77, 1])).toEqual([2, 1]);
    const items = await engine.itemsOf(asked);
    expect([...items(1)].sort()).toEqual([11, 12]);
    expect([...items(2)]).toEqual([21]);
    expect([...items(77)]).toEqual([]);
  }),
  about('sorts by numbers, those without one last, and by the least matching item', async (engine) => {
    const sorted = async (filters: FieldFilter[], ...sort: Page['sort']) =>
      (await engine.list(query(...filters), { ...all, sort })).ids;
    expect(await sorted([], { field: 'age', order: 'ascending' })).toEqual([5000, 1, 2, 3]);
    expect(await sorted([], { field: 'age', order: 'descending' })).toEqual([2, 1, 5000, 3]);
    expect(
      await sorted([], { field: 'fame', order: 'descending' }, { field: 'age', order: 'ascending' }),
    ).toEqual([5000, 1, 2, 3]);
    expect(await sorted([], { field: 'fame', order: 'descending' })).toEqual([1, 5000, 2, 3]);
    expect(await sorted([], { field: 'id', order: 'descending' })).toEqual([5000, 3, 2, 1]);
    expect(await sorted([anyOf('family', 'rose')], { field: 'height', order: 'ascending' })).toEqual([1, 2]);
    expect(
      await sorted([anyOf('family', 'rose'), range('pot', 5, null)], { field: 'height', order: 'ascending' }),
    ).toEqual([2, 1]);
    expect(
      await sorted([anyOf('family', 'rose'), range('pot', 5, null)], {
        field: 'height',
        order: 'descending',
      }),
    ).toEqual([1, 2]);
  }),
  about('cuts pages and counts the whole', async (engine) => {
    const sort = [{ field: 'id', order: 'ascending' }] as const;
    expect(await engine.list(query(), { sort, offset: 1, most: 2 })).toEqual({ ids: [2, 3], total: 4 });
    expect(await engine.list(query(), { sort, offset: 9, most: 2 })).toEqual({ ids: [], total: 4 });
    expect(await engine.list(query(), { sort, offset: 0, most: 0 })).toEqual({ ids: [], total: 4 });
    expect(await engine.list(query(), { sort, offset: 0, most: 5, among: [3, 1, 5001] })).toEqual({
      ids: [1, 3],
      total: 2,
    });
  }),
  about('counts documents by value, by matching items only', async (engine) => {
    const { fields } = await engine.count(query(range('height', null, 70)), {
      fields: ['family', 'grower', 'height', 'colour', 'scented', 'hardy', 'unheard'],
    });
    expect(fields.get('family')?.values).toEqual([
      { value: 'rose', count: 2 },
      { value: 'fern', count: 1 },
      { value: 'rose/climbing', count: 1 },
    ]);
    expect(fields.get('grower')?.values).toEqual([
      { value: 'Alder', count: 1 },
      { value: 'Birch', count: 1 },
    ]);
    expect(fields.get('height')).toMatchObject({ least: 20, most: 60 });
    // The white rose is too tall, the other one is not available.
    expect(fields.get('colour')?.values).toEqual([{ value: 'red', count: 2 }]);
    expect(fields.get('scented')?.flags).toEqual({ yes: 1, no: 1 });
    expect(fields.get('hardy')).toMatchObject({ least: -20, most: -10 });
    expect(fields.has('unheard')).toBe(false);
  }),
  about('counts a value that document and item state, or several items, once', async (engine) => {
    const twice = {
      id: 6200,
      items: [1, 2, 3].map((n) => ({
        id: 620 + n,
        height: n,
        dynamic: { colour: ['blue', 'red'], dry: true },
      })),
      dynamic: { colour: 'blue', dry: true },
    };
    await engine.replace(new Map([[blockOf(6200), rowsOf([twice])]]));
    const { fields } = await engine.count(query(anyOf('colour', 'blue')), { fields: ['colour', 'dry'] });
    expect(fields.get('colour')?.values).toEqual([
      { value: 'blue', count: 1 },
      { value: 'red', count: 1 },
    ]);
    expect(fields.get('dry')?.flags).toEqual({ yes: 1, no: 0 });
  }),
  about('counts among some documents', async (engine) => {
    const { fields, documents } = await engine.count(query(), {
      fields: ['family', 'height'],
      among: [3, 2, 5001, 77],
    });
    expect(documents).toBe(2);
    expect(fields.get('family')?.values).toEqual([
      { value: 'fern', count: 1 },
      { value: 'rose', count: 1 },
    ]);
    expect(fields.get('height')).toMatchObject({ least: 20, most: 60 });
  }),
  about('tells which fields most documents state, those of items first among equals', async (engine) => {
    const counted = async (most: number, share: number) => {
      const { fields, usual } = await engine.count(query(), { fields: [], usual: { most, share } });
      expect(fields.size).toBe(0);
      return usual.map((one) => one.field);
    };
    expect(await counted(9, 0.5)).toEqual(['colour', 'pot', 'hardy', 'scented', 'use']);
    expect(await counted(2, 0.1)).toEqual(['colour', 'pot']);
    expect(await counted(9, 0.8)).toEqual([]);
  }),
  about('tells bounds of nothing as none', async (engine) => {
    const { fields } = await engine.count(query(anyOf('family', 'nowhere')), {
      fields: ['height', 'family', 'pot'],
    });
    expect(fields.get('height')).toMatchObject({ least: null, most: null, values: [] });
    expect(fields.get('family')?.values).toEqual([]);
    expect(fields.has('pot')).toBe(false);
  }),
  about('finds what comes nearest in a number, by matching items', async (engine) => {
    const near = (
      field: string,
      to: number,
      filters: FieldFilter[] = [],
      among: readonly number[] | null = null,
    ) =>
      engine.closest(query(...filters), { field, distance: (value) => Math.abs(value - to), most: 3, among });
    expect(await near('height', 45)).toEqual([1, 2, 3]);
    expect(await near('height', 45, [anyOf('colour', 'white')])).toEqual([1]);
    expect(await near('height', 80, [], [3, 2, 5000])).toEqual([2, 3, 5000]);
    expect(await near('hardy', -12)).toEqual([2, 1]);
    expect(await near('pot', 5, [range('height', null, 50)])).toEqual([1]);
    expect(await near('unheard', 5)).toEqual([]);
  }),
  about('follows what becomes available and what does not', async (engine) => {
    const asked = query(anyOf('family', 'rose', 'moss'));
    expect((await engine.list(asked, all)).ids).toEqual([1, 2]);
    expect(await engine.isAvailable(5001)).toBe(false);
    await engine.setAvailable(5001, 51, true);
    await engine.setAvailable(2, 21, false);
    expect((await engine.list(asked, all)).ids).toEqual([1, 5001]);
    expect(await engine.isAvailable(5001)).toBe(true);
    const { fields } = await engine.count(asked, { fields: ['family'] });
    expect(fields.get('family')?.values.map((one) => one.value)).toEqual(['moss', 'rose', 'rose/climbing']);
    await engine.setAvailable(2, 21, true);
    await engine.setAvailable(1, 999, false);
    await engine.setAvailable(999, 11, false);
    expect((await engine.list(asked, all)).ids).toEqual([1, 2, 5001]);
  }),
  about('tells an item and a number as they were put', async (engine) => {
    expect(await engine.item(1, 11)).toEqual({
      isAvailable: true,
      numbers: { height: 40 },
      units: { height: 'cm' },
      flags: { grafted: true },
    });
    expect(await engine.item(2, 22)).toMatchObject({ isAvailable: false });
    expect(await engine.item(2, 11)).toBe(null);
    expect([
      await engine.numberOf(1, 'age'),
      await engine.numberOf(3, 'age'),
      await engine.numberOf(77, 'age'),
    ]).toEqual([3, null, null]);
  }),
  about('puts a block in the place of what stood there, whole', async (engine) => {
    const asked = query(anyOf('colour', 'red'), range('height', 50, null));
    expect((await engine.list(asked, all)).ids).toEqual([2]);
    const many = Array.from({ length: 150 }, (_, n) => ({
      id: 400 + n,
      height: 70 + n,
      dynamic: { colour: 'red' },
    }));
    await engine.replace(new Map([[0, rowsOf([{ id: 4, family: ['rose'], items: many }])]]));
    expect((await engine.list(asked, all)).ids).toEqual([4]);
    expect((await engine.list(query(), all)).ids).toEqual([4, 5000]);
    await engine.replace(
      new Map([
        [0, null],
        [4, null],
      ]),
    );
    expect(await engine.list({ filters: [], includeUnavailable: true }, all)).toEqual({ ids: [], total: 0 });
    await fill(engine, roses);
    expect((await engine.list(asked, all)).ids).toEqual([2]);
  }),
  {
    name: 'leaves out documents without items, and items without their document',
    holds: async (engine) => {
      const rows = rowsOf([{ id: 7, items: [{ id: 70, height: 1, dynamic: { colour: 'red' } }] }]);
      const bare = {
        ...rows,
        ids: [6, 7],
        keywords: { family: [[], []], grower: [[], []] },
        numbers: { age: [null, 4], fame: [null, null] },
        items: {
          documents: [7, 9],
          ids: [70, 90],
          isAvailable: [true, true],
          numbers: { height: [1, 9] },
          units: { height: ['cm', 'cm'] },
          flags: { grafted: [false, true] },
        },
      };
      await engine.replace(new Map([[0, bare]]));
      expect((await engine.list(query(), all)).ids).toEqual([7]);
      expect(await engine.numberOf(7, 'age')).toBe(4);
      expect(await found(engine, range('height', 5, null))).toEqual([]);
    },
  },
];
