import { expect } from 'vitest';
import type { Matching, PrefixIndex, Scored, TermGroup, TextEngine } from '#src/search/engine/engine.ts';

/** Terms of a document with their impacts, in steps of 2^-16 as they are held. */
export interface TextDocument {
  readonly id: number;
  readonly terms: ReadonlyMap<number, number>;
}

/** How an engine to be asked is made. */
export interface TextEngines {
  ranking(documents: readonly TextDocument[]): TextEngine | Promise<TextEngine>;
  completion(texts: readonly string[]): PrefixIndex | Promise<PrefixIndex>;
}

export interface TextCase {
  readonly name: string;
  holds(engines: TextEngines): Promise<void>;
}

export const onlyThese = (...ids: readonly number[]): Matching => ({
  marks: (highest) => Uint8Array.from({ length: highest + 1 }, (_, id) => (ids.includes(id) ? 1 : 0)),
  list: (most) => (ids.length > most ? null : ids.toSorted((a, b) => a - b)),
  isEmpty: () => ids.length === 0,
});

const OAK = 1;
const TABLE = 2;
const DESK = 3;
const documents: readonly TextDocument[] = [
  { id: 7, terms: new Map([[OAK, 0.5]]) },
  {
    id: 9,
    terms: new Map([
      [OAK, 0.25],
      [TABLE, 0.25],
    ]),
  },
  { id: 12, terms: new Map([[DESK, 0.5]]) },
  // Far away: engines may hold documents in blocks.
  { id: 70_000, terms: new Map([[OAK, 0.5]]) },
];
const oak: TermGroup = { alternatives: [{ term: OAK, weight: 1 }], idf: 1 };
const table: TermGroup = {
  alternatives: [
    { term: TABLE, weight: 1 },
    { term: DESK, weight: 0.5 },
  ],
  idf: 1,
};

const ask = async (
  { ranking }: TextEngines,
  groups: readonly TermGroup[],
  more: { readonly matching?: Matching; readonly most?: number; readonly coverage?: number } = {},
): Promise<readonly Scored[]> =>
  (await ranking(documents)).rank({ groups, matching: null, most: 10, coverage: 1, ...more });

const idsOf = (found: readonly Scored[]) => found.map((one) => one.document);

export const textContract: readonly TextCase[] = [
  {
    name: 'ranks by impact, equals by their ids',
    async holds(engines) {
      expect(idsOf(await ask(engines, [oak]))).toEqual([7, 70_000, 9]);
    },
  },
  {
    name: 'adds up words, each by what its best term is worth, and lets what is covered count',
    async holds(engines) {
      const found = await ask(engines, [oak, table]);
      expect(idsOf(found)).toEqual([9, 7, 70_000, 12]);
      const [both, first, , stand] = found.map((one) => one.score);
      expect(both).toBeCloseTo(0.5, 4);
      expect(first).toBeCloseTo(0.25, 4);
      expect(stand).toBeCloseTo(0.125, 4);
    },
  },
  {
    name: 'counts one word once, whichever of its terms a document holds',
    async holds({ ranking }) {
      const engine = await ranking([
        {
          id: 1,
          terms: new Map([
            [TABLE, 0.25],
            [DESK, 0.75],
          ]),
        },
      ]);
      const [one] = await engine.rank({ groups: [table], matching: null, most: 1, coverage: 1 });
      expect(one?.score).toBeCloseTo(0.375, 4);
    },
  },
  {
    name: 'raises the share that is covered to a power, by how much each word tells',
    async holds(engines) {
      const rare: TermGroup = { ...table, idf: 3 };
      const found = await ask(engines, [oak, rare], { coverage: 2 });
      const scores = new Map(found.map((one) => [one.document, one.score]));
      expect(scores.get(9)).toBeCloseTo(0.5, 4);
      expect(scores.get(7)).toBeCloseTo(0.5 * 0.25 ** 2, 4);
      expect(scores.get(12)).toBeCloseTo(0.25 * 0.75 ** 2, 4);
    },
  },
  {
    name: 'ranks of those that match alone, before anything is cut',
    async holds(engines) {
      expect(idsOf(await ask(engines, [oak], { matching: onlyThese(9, 70_000), most: 1 }))).toEqual([70_000]);
      expect(idsOf(await ask(engines, [oak], { matching: onlyThese(9) }))).toEqual([9]);
      expect(await ask(engines, [oak], { matching: onlyThese() })).toEqual([]);
    },
  },
  {
    name: 'cuts after the best',
    async holds(engines) {
      expect(idsOf(await ask(engines, [oak], { most: 2 }))).toEqual([7, 70_000]);
    },
  },
  {
    name: 'finds nothing by a term that nothing holds, by no word at all, and among no documents',
    async holds(engines) {
      const unknown: TermGroup = { alternatives: [{ term: 99, weight: 1 }], idf: 1 };
      expect(await ask(engines, [unknown])).toEqual([]);
      expect(await ask(engines, [])).toEqual([]);
      const empty = await engines.ranking([]);
      expect(await empty.rank({ groups: [oak], matching: null, most: 5, coverage: 1 })).toEqual([]);
    },
  },
  {
    name: 'answers one question after another alike',
    async holds({ ranking }) {
      const engine = await ranking(documents);
      const query = { groups: [oak, table], matching: null, most: 10, coverage: 1 };
      const first = await engine.rank(query);
      await engine.rank({ ...query, matching: onlyThese(7), groups: [table] });
      expect(await engine.rank(query)).toEqual(first);
    },
  },
  {
    name: 'completes in the order of the texts, where every start begins a word',
    async holds({ completion }) {
      const index = await completion(['Oak table', 'Table of oak', 'Desk', 'Oaken desk']);
      expect(index.size).toBe(4);
      expect(index.find(['oa'], 10)).toEqual([0, 1, 3]);
      expect(index.find(['oak', 'ta'], 10)).toEqual([0, 1]);
      expect(index.find(['ak'], 10)).toEqual([]);
    },
  },
  {
    name: 'writes a begun word to its end as most texts have it, and leaves a whole one',
    async holds({ completion }) {
      const index = await completion(['Oaken desk', 'Oaken table', 'Oak', 'Tableau', 'Table', 'Desks']);
      expect(index.completed('ta')).toBe('table');
      expect(index.completed('oake')).toBe('oaken');
      expect(index.completed('oak')).toBe('oak');
      expect(index.completed('elm')).toBeNull();
      expect((await completion([])).completed('oak')).toBeNull();
    },
  },
  {
    name: 'completes to so many, without what is passed over',
    async holds({ completion }) {
      const index = await completion(['Oak one', 'Oak two', 'Oak three']);
      expect(index.find(['oak'], 2)).toEqual([0, 1]);
      expect(index.find(['oak'], 2, (place) => place === 0)).toEqual([1, 2]);
      expect((await completion([])).find(['oak'], 5)).toEqual([]);
    },
  },
];
