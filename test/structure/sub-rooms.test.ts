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

describe.each(Object.entries(bigRooms))('the sub-rooms of %s', (room, { order, door }) => {
  const inside = (path: string) => path.slice(room.length + 1);
  const placeOf = (path: string) =>
    order.findIndex((one) => inside(path) === one || inside(path).startsWith(`${one}/`));

  it('hold every file, and are there', () => {
    const files = filesIn(room);
    expect(files.filter((file) => placeOf(file) < 0)).toEqual([]);
    expect(order.filter((_, at) => !files.some((file) => placeOf(file) === at))).toEqual([]);
  });

  it('are imported only by themselves and by later ones', () => {
    const upward = filesIn(room).flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith(`${room}/`) && placeOf(to) > placeOf(file))
        .map((to) => `${file} -> ${to}`),
    );
    expect(upward).toEqual([]);
  });

  it('are entered by the door alone', () => {
    const others = filesIn('src').filter((file) => !file.startsWith(`${room}/`));
    const used = new Set(
      others
        .flatMap(importsOf)
        .filter((to) => to.startsWith(`${room}/`))
        .map(inside),
    );
    expect([...used].toSorted()).toEqual(door.toSorted());
  });
});
