import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

interface BigRoom {
  /** Its files and sub-rooms: each imports, types counted, from itself and from what stands before it. */
  readonly order: readonly string[];
  /** Its files that the rest of the shop may import; tests may look at any. */
  readonly door: readonly string[];
  /** Its files that scripts import beside those of the door, to measure a part; default: any. */
  readonly forScripts?: readonly string[];
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
      'prompt-examples.ts',
      'prompts.ts',
      'offline-model',
      'untraced.ts',
      'graph.ts',
      'run',
    ],
    door: [
      'parts.ts',
      'run/answer-turn.ts',
      'run/shop-tools.ts',
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
      'index-shop.ts',
      'search.ts',
      'suggest.ts',
      'find-passages.ts',
    ],
    door: ['find-passages.ts', 'index-shop.ts', 'result.ts', 'search.ts', 'suggest.ts'],
    forScripts: [
      'attributes/index-attributes.ts',
      'index/bm25f-impacts.ts',
      'index/index-catalogue.ts',
      'rank/rank.ts',
      'weights.ts',
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
      'text/open-text-engine.ts',
      'text/prefix-index.ts',
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

describe.each(Object.entries(bigRooms))('the sub-rooms of %s', (room, parts) => {
  const { order, door, forScripts } = parts;
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

  it.runIf(forScripts)('show scripts only the parts that they measure', () => {
    const used = new Set(
      filesIn('scripts')
        .flatMap(importsOf)
        .filter((to) => to.startsWith(`${room}/`))
        .map(inside)
        .filter((one) => !door.includes(one)),
    );
    expect([...used].toSorted()).toEqual(forScripts);
  });
});

describe('search', () => {
  /** What of index/ questions are answered from; the rest builds it. */
  const readOfIndex = /\/(?:index-tables|ranking-features|term-impact)\.ts$/;

  it('understands a question without a database', () => {
    const readers = ['attribute-keys.ts', 'read-codes.ts', 'read-vocabulary.ts'];
    const bad = ['src/language', 'src/query', 'src/query-understanding']
      .flatMap(filesIn)
      .filter((file) => !readers.some((one) => file.endsWith(`/${one}`)))
      .filter((file) => {
        const text = readFileSync(file, 'utf8');
        const values = text.match(/^import (?!type)[^;]*from ['"](?:kysely|#src\/database\/)/m);
        return values || readers.some((one) => text.includes(`/${one}'`));
      });
    expect(bad).toEqual([]);
  });

  it('understands a question behind five files', () => {
    const room = 'src/query-understanding/';
    const used = ['src', 'agents', 'scripts']
      .flatMap(filesIn)
      .filter((file) => !file.startsWith(room))
      .flatMap(importsOf)
      .filter((to) => to.startsWith(room))
      .map((to) => to.slice(room.length));
    expect([...new Set(used)].toSorted()).toEqual([
      'attribute-keys.ts',
      'parse-question.ts',
      'read-codes.ts',
      'read-vocabulary.ts',
      'vocabulary.ts',
    ]);
  });

  it('answers without what builds the index', () => {
    const builders = /^src\/search\/(?:index\/|attributes\/|index-shop\.ts|passages\/index-passages\.ts)/;
    const isBuilder = (to: string) => builders.test(to) && !readOfIndex.test(to);
    const bad = filesIn('src/search')
      .filter((file) => !builders.test(file))
      .filter((file) => importsOf(file).some(isBuilder));
    expect(bad).toEqual([]);
  });
});
