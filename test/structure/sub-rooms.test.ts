import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

interface BigRoom {
  /** Its files and sub-rooms: each imports, types counted, from itself and from what stands before it. */
  readonly order: readonly string[];
  /** Its files that the rest of the shop may import; scripts and tests may look at any. */
  readonly door: readonly string[];
}

const bigRooms: Readonly<Record<string, BigRoom>> = {
  'agents/shopping': {
    order: [
      'parts.ts',
      'model',
      'understand',
      'tool-results',
      'state.ts',
      'guardrails',
      'decide',
      'present',
      'tools',
      'prompts.ts',
      'offline-model',
      'graph.ts',
      'run',
    ],
    door: [
      'parts.ts',
      'run/answer-turn.ts',
      'run/stream-answer.ts',
      'run/resumable-stream.ts',
      'run/warm-up.ts',
    ],
  },
  'src/search': {
    order: [
      'engine',
      'result.ts',
      'weights.ts',
      'attributes',
      'understand',
      'vocabulary',
      'columns',
      'index',
      'snapshot',
      'filter',
      'retrieve',
      'explain',
      'rank',
      'list',
      'facets',
      'relax',
      'passages',
      'suggest',
      'search.ts',
      'ready-search.ts',
    ],
    // Aim: five.
    door: [
      'attributes/attribute-values.ts',
      'attributes/index-attributes.ts',
      'explain/explain-hit.ts',
      'filter/violations.ts',
      'index/index-catalogue.ts',
      'passages/find-passages.ts',
      'ready-search.ts',
      'relax/unmatched.ts',
      'result.ts',
      'search.ts',
      'suggest/suggest.ts',
      'understand/parse-question.ts',
      'understand/vocabulary.ts',
      'vocabulary/read-vocabulary.ts',
    ],
  },
  'src/search/engine': {
    order: ['data-structures', 'engine.ts', 'columns', 'filter', 'facets', 'list', 'text', 'open-engine.ts'],
    door: [
      'engine.ts',
      'open-engine.ts',
      'columns/dictionary.ts',
      'data-structures/float16.ts',
      'data-structures/lru-cache.ts',
      'data-structures/posting-list.ts',
      'text/prefix-index.ts',
      'text/score-bm25f.ts',
      'text/score-sheet.ts',
    ],
  },
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|astro)$/.test(path))
    .map((path) => join(folder, path).replaceAll('\\', '/'));

/** The files of this project that a file imports. */
const importsOf = (file: string): readonly string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^(?:import|export)\b[^'"`;]*?|\bimport\(\s*)['"]([#.][^'"]+)['"]/gm,
    ),
  ].map(([, to = '']) =>
    to.startsWith('#') ? to.slice(1) : normalize(join(dirname(file), to)).replaceAll('\\', '/'),
  );

describe.each(Object.entries(bigRooms))('the sub-rooms of %s', (room, told) => {
  const { order, door } = told;
  const inside = (path: string) => path.slice(room.length + 1);
  const placeOf = (path: string) =>
    order.findIndex((one) => inside(path) === one || inside(path).startsWith(`${one}/`));

  it('hold every file, and are there', () => {
    const files = filesIn(room);
    expect(files.filter((file) => placeOf(file) < 0)).toEqual([]);
    const isThere = (at: number) => files.some((file) => placeOf(file) === at);
    expect(order.filter((_, at) => !isThere(at))).toEqual([]);
  });

  it('are imported only by themselves and by later ones', () => {
    const upward = filesIn(room).flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith(`${room}/`) && placeOf(to) > placeOf(file))
        .map((to) => `${inside(file)} -> ${inside(to)}`),
    );
    expect(upward).toEqual([]);
  });

  it('are entered by the door alone', () => {
    const others = ['src', 'agents'].flatMap(filesIn).filter((file) => !file.startsWith(`${room}/`));
    const used = new Set(
      others
        .flatMap(importsOf)
        .filter((to) => to.startsWith(`${room}/`))
        .map(inside),
    );
    expect([...used].filter((one) => !door.includes(one))).toEqual([]);
    expect(door.filter((one) => !used.has(one))).toEqual([]);
  });
});

describe('search', () => {
  /** What of index/ questions are answered from; the rest builds it. */
  const readOfIndex = /\/(?:index-tables|ranking-features|term-impact)\.ts$/;

  it('understands a question without a database', () => {
    const bad = ['src/language', 'src/query', 'src/search/understand']
      .flatMap(filesIn)
      .filter((file) => /from ['"](?:kysely|#src\/database\/)/.test(readFileSync(file, 'utf8')));
    expect(bad).toEqual([]);
  });

  it('answers without what builds the index', () => {
    const isBuilder = (to: string) => to.startsWith('src/search/index/') && !readOfIndex.test(to);
    const bad = filesIn('src/search')
      .filter((file) => !file.startsWith('src/search/index/'))
      .filter((file) => importsOf(file).some(isBuilder));
    expect(bad).toEqual([]);
  });
});
